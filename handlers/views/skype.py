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
        [button(_("Forget it"), AccountCallback(action=AccountAction.FORGET)) if reader.conference_address else None],
    ]
    text = paragraphs(
        bold(_("Skype for Business")), esc(_account_used(reader, is_connected)), _how_to_type(reader, policy)
    )
    return View(text, keyboard(*rows))


def password(mine: ConferenceAccount) -> View:
    """Asks for the password, and says how it is treated."""
    text = paragraphs(
        bold(_("Skype for Business")),
        esc(_("Now type the password of {user}.").format(user=shortened(mine.user, NAME_LIMIT))),
        esc(
            _(
                "Your message is deleted at once. The password is tried on the Skype server; if it is right, it is "
                "stored encrypted, and your conferences are made on your own account from then on. To take that back, "
                "send /skype forget."
            )
        ),
    )
    return View(
        text, keyboard([button(_("Without a password"), AccountCallback(action=AccountAction.WITHOUT_PASSWORD))])
    )


def trying() -> View:
    return View(esc(_("The password is being tried on the Skype server. This takes a moment.")))


def connected(reader: Person) -> View:
    sentence = _("The password is right. Your conferences are made on your own account from now on: {address}.")
    take_back = _("To take that back, send /skype forget.")
    return View(paragraphs(esc(sentence.format(address=_address(reader))), esc(take_back)))


def refused(trouble: Trouble) -> View:
    """The password was not accepted; only the person may try another one."""
    if trouble is Trouble.PASSWORD_REFUSED:
        sentence = _("The Skype server refused this password. It was not stored, and it is not tried again.")
    else:
        sentence = _("The password could not be tried, and was not stored. {reason}").format(
            reason=reason(trouble, is_own=True)
        )
    return View(esc(sentence), _retry_button())


def refused_before() -> View:
    """The same password was refused before."""
    sentence = _(
        "The Skype server has refused this very password before, so it was not sent again: that could lock your "
        "account. Type another one. If this one is right by now, change the password of your account first."
    )
    return View(esc(sentence), _retry_button())


def lost() -> View:
    """The sealed password cannot be opened: the administrator has changed the keys in the meantime."""
    return View(esc(_("The password was lost before it could be tried. Please type it once more.")), _retry_button())


def forgotten(left: int) -> View:
    """`left`: how many coming events have rooms that the bot can no longer change."""
    sentence = _(
        "Forgotten: the address, the account and its password. Your conferences are made on the bot's account."
    )
    if not left:
        return View(esc(sentence))
    rooms = ngettext(
        "{count} coming event has its conference on your account. The link works, but the bot can neither change nor "
        "delete that conference any more.",
        "{count} coming events have their conferences on your account. The links work, but the bot can neither change "
        "nor delete those conferences any more.",
        left,
    )
    return View(paragraphs(esc(sentence), esc(rooms.format(count=left))))


def arguments_not_taken() -> View:
    sentence = _(
        "Nothing was taken from this message, and it is deleted: it might hold a password. Send /skype alone, then "
        "answer the questions. /skype forget makes the bot forget your account."
    )
    return View(esc(sentence))


def not_deleted() -> View:
    """A message that may hold a password could not be deleted."""
    return View(
        esc(_("Telegram did not let me delete your message that may hold a password. Please delete it yourself."))
    )


def _account_used(reader: Person, is_connected: bool) -> str:
    if is_connected:
        return _("Your conferences are made on your own account: {address}.").format(address=_address(reader))
    if reader.conference_address:
        sentence = _("Your conferences are made on the bot's account, and you are a presenter in them: {address}.")
        return sentence.format(address=_address(reader))
    return _("Your conferences are made on the bot's account.")


def _how_to_type(reader: Person, policy: Policy) -> str:
    example = f"ann@{policy.conference_domain}"
    if reader.conference_address:
        return _("To change that, type your SIP address, like {example}.").format(example=code(example))
    sentence = _(
        "To be a presenter in them, type your SIP address, like {example}. If you sign in under a different name, type "
        "that after it: {longer}."
    )
    return sentence.format(example=code(example), longer=code(f"{example} EXAMPLE\\ann"))


def _address(reader: Person) -> str:
    return shortened(reader.conference_address or "", NAME_LIMIT)


def _password_button(is_connected: bool) -> InlineKeyboardButton:
    label = _("Enter a new password") if is_connected else _("Enter the password")
    return button(label, AccountCallback(action=AccountAction.PASSWORD))


def _retry_button() -> InlineKeyboardMarkup:
    return keyboard([button(_("Enter it once more"), AccountCallback(action=AccountAction.PASSWORD))])
