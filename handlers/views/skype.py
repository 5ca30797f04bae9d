"""/skype: the account for conferences, the questions for its address and password, and the results."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.account import ConferenceAccount
from domain.conference import Trouble
from domain.person import Person
from domain.policy import Policy
from handlers.callbacks import AccountAction, AccountCallback
from handlers.views import View
from handlers.views.conference_trouble import reason
from handlers.views.event_text import paragraphs
from handlers.views.keyboards import button, keyboard
from handlers.views.markup import bold, code, esc, shortened
from locales import gettext as _
from locales import ngettext

NAME_LIMIT = 100


def account(reader: Person, mine: ConferenceAccount | None, policy: Policy) -> View:
    """Whose account is used, and how to change that; the next text may be an address."""
    is_connected = mine is not None and mine.is_connected
    rows = [
        [_password_button(is_connected) if mine and policy.passwords else None],
        [_forget_button() if reader.conference_address else None],
    ]
    text = paragraphs(
        bold(_("Skype for Business")), esc(_account_used(reader, is_connected)), _how_to_type(reader, policy)
    )
    return View(text, keyboard(*rows))


def password(mine: ConferenceAccount) -> View:
    """Asks for the password, and says how it is treated."""
    text = paragraphs(
        bold(_("Skype for Business")),
        esc(_("Now type the password for {user}.").format(user=shortened(mine.user, NAME_LIMIT))),
        esc(
            _(
                "The bot deletes your message at once and checks the password with the Skype server. If it's "
                "correct, it's stored encrypted, and your conferences are created with your own account from then "
                "on. To undo this, send /skype forget."
            )
        ),
    )
    return View(
        text, keyboard([button(_("Without a password"), AccountCallback(action=AccountAction.WITHOUT_PASSWORD))])
    )


def trying() -> View:
    return View(esc(_("Checking the password with the Skype server. This takes a moment.")))


def connected(reader: Person) -> View:
    sentence = _("The password is correct. From now on, your conferences are created with your own account: {address}.")
    take_back = _("To undo this, send /skype forget.")
    return View(paragraphs(esc(sentence.format(address=_address(reader))), esc(take_back)))


def refused(trouble: Trouble) -> View:
    """The password was not accepted; only the person may try another one."""
    if trouble is Trouble.PASSWORD_REFUSED:
        sentence = _("The Skype server refused this password. It wasn't saved, and won't be tried again.")
    else:
        sentence = _("The password couldn't be checked, and wasn't saved. {reason}").format(
            reason=reason(trouble, is_own=True)
        )
    return View(esc(sentence), _retry_button())


def refused_before() -> View:
    """The same password was refused before."""
    sentence = _(
        "The Skype server has already refused this password, so it wasn't sent again: that could lock your "
        "account. Type another one. If this one is correct now, change the password of your account first."
    )
    return View(esc(sentence), _retry_button())


def lost() -> View:
    """The sealed password cannot be opened: the administrator has changed the keys in the meantime."""
    return View(esc(_("The password was lost before it could be checked. Please type it again.")), _retry_button())


def forgotten(left: int) -> View:
    """`left`: how many coming events have rooms that the bot can no longer change."""
    sentence = _(
        "The bot has forgotten your address, account and password. From now on, your conferences are created with "
        "the bot's account."
    )
    if not left:
        return View(esc(sentence))
    rooms = ngettext(
        "{count} upcoming event has its conference on your account. The link works, but the bot can no longer "
        "change or delete that conference.",
        "{count} upcoming events have their conferences on your account. The links work, but the bot can no longer "
        "change or delete those conferences.",
        left,
    )
    return View(paragraphs(esc(sentence), esc(rooms.format(count=left))))


def arguments_not_taken() -> View:
    sentence = _(
        "The bot ignored this message and is deleting it: it may contain a password. Send /skype on its own and "
        "answer the questions. To make the bot forget your account, send /skype forget."
    )
    return View(esc(sentence))


def not_deleted() -> View:
    """A message that may hold a password could not be deleted."""
    return View(
        esc(_("Telegram didn't let me delete your message, which may contain a password. Please delete it yourself."))
    )


def _account_used(reader: Person, is_connected: bool) -> str:
    if is_connected:
        return _("Your conferences are created with your own account: {address}.").format(address=_address(reader))
    if reader.conference_address:
        sentence = _("Your conferences are created with the bot's account, and you're a presenter in them: {address}.")
        return sentence.format(address=_address(reader))
    return _("Your conferences are created with the bot's account.")


def _how_to_type(reader: Person, policy: Policy) -> str:
    example = f"ann@{policy.conference_domain}"
    if reader.conference_address:
        return _("To change that, type your SIP address, for example {example}.").format(example=code(example))
    sentence = _(
        "To be a presenter in them, type your SIP address, for example {example}. If you sign in under a different "
        "name, add that after it: {longer}."
    )
    return sentence.format(example=code(example), longer=code(f"{example} EXAMPLE\\ann"))


def _address(reader: Person) -> str:
    return shortened(reader.conference_address or "", NAME_LIMIT)


def _password_button(is_connected: bool) -> InlineKeyboardButton:
    label = _("Enter a new password") if is_connected else _("Enter password")
    return button(label, AccountCallback(action=AccountAction.PASSWORD))


def _forget_button() -> InlineKeyboardButton:
    return button(_("Forget my account"), AccountCallback(action=AccountAction.FORGET))


def _retry_button() -> InlineKeyboardMarkup:
    return keyboard([button(_("Enter it again"), AccountCallback(action=AccountAction.PASSWORD))])
