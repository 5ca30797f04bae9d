"""Why there is no conference: a sentence for each Trouble, worded for the organizer."""

from domain.conference import Trouble
from locales import gettext as _


def reason(trouble: Trouble, is_own: bool = False) -> str:
    """What is wrong and, unless it is temporary, who has to do what. Plain text, whole sentences.

    Every trouble has its own sentence, so that an administrator who is shown it knows where to look.
    `is_own`: the conference is on the organizer's own Skype account instead of the bot's.
    """
    reasons = _temporary() | _the_organizers()
    if is_own:
        reasons |= _of_an_own_account()
    if trouble in reasons:
        return reasons[trouble]
    what_to_do = _("Tell your administrator.")
    return f"{_the_administrators()[trouble]} {what_to_do}"


def _temporary() -> dict[Trouble, str]:
    """Retried automatically, so no one has to act."""
    return {
        Trouble.UNREACHABLE: _("The Skype server isn't responding."),
        Trouble.NO_NAME: _("The Skype server can't be found: its name isn't known on the network."),
        Trouble.TOO_SLOW: _("The Skype server is taking too long to respond."),
        Trouble.BUSY: _("The Skype server is overloaded or temporarily down."),
        Trouble.PAGE: _("The Skype server sent a web page instead of an answer."),
        Trouble.ERROR_INSIDE: _("The Skype server reported success, but sent an error."),
        Trouble.TOO_BIG: _("The Skype server sent an answer that is far too large."),
        Trouble.NONSENSE: _("The Skype server gave an answer that the bot can't read."),
    }


def _the_organizers() -> dict[Trouble, str]:
    """The organizer can act."""
    return {
        Trouble.GONE: _("The conference is no longer on the Skype server."),
        Trouble.NO_ACCOUNT: _(
            "The conference belongs to your own Skype account, which is no longer connected. Connect it: /skype."
        ),
    }


def _of_an_own_account() -> dict[Trouble, str]:
    """On the organizer's own account, where the organizer can act."""
    return {
        Trouble.PASSWORD_REFUSED: _(
            "The Skype server refused your password, and the bot won't try it again. Connect your account again: "
            "/skype."
        ),
        Trouble.NOT_ALLOWED: _(
            "Your Skype account isn't allowed to create conferences. Tell your administrator, or disconnect it: /skype."
        ),
        Trouble.LIMIT: _("Your Skype account has as many conferences as the server allows. Delete some old ones."),
        Trouble.WRONG_DOMAIN: _("The Skype server doesn't know the domain of your account. Check its address: /skype."),
        Trouble.MOVED: _(
            "Your Skype account was moved to the cloud (Teams), where no conference can be created. Disconnect it: "
            "/skype."
        ),
    }


def _the_administrators() -> dict[Trouble, str]:
    """An administrator has to act."""
    return {
        Trouble.CERTIFICATE: _("The bot doesn't trust the Skype server's certificate."),
        Trouble.CERTIFICATE_EXPIRED: _("The Skype server's certificate has expired."),
        Trouble.WRONG_SERVER: _("Something answers at the Skype server's address, but it isn't Skype for Business."),
        Trouble.WRONG_DOMAIN: _("The Skype server doesn't know the domain of the bot's account."),
        Trouble.MOVED: _("The bot's Skype account was moved to the cloud (Teams), where no conference can be created."),
        Trouble.UNTRUSTED: _("The Skype server sends the bot to an address that the bot doesn't trust."),
        Trouble.PASSWORD_REFUSED: _("The Skype server refused the bot's password, and the bot won't try it again."),
        Trouble.SIGN_IN: _("The Skype server offers no way to sign in that the bot can use."),
        Trouble.NOT_ALLOWED: _("The bot's Skype account isn't allowed to create conferences."),
        Trouble.OPTION: _("The bot's settings ask for a conference option that the Skype server doesn't allow."),
        Trouble.LIMIT: _("The bot's Skype account has as many conferences as the server allows."),
        Trouble.MISCONFIGURED: _("The bot isn't set up properly for the Skype server."),
    }
