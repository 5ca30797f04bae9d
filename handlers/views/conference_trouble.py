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
        Trouble.UNREACHABLE: _("The Skype server does not answer."),
        Trouble.NO_NAME: _("The Skype server cannot be found: its name is not known in the network."),
        Trouble.TOO_SLOW: _("The Skype server takes too long to answer."),
        Trouble.BUSY: _("The Skype server is overloaded or out of order for the moment."),
        Trouble.PAGE: _("The Skype server sent a web page instead of an answer."),
        Trouble.ERROR_INSIDE: _("The Skype server reported success, but sent an error."),
        Trouble.TOO_BIG: _("The Skype server sent an answer that is far too large."),
        Trouble.NONSENSE: _("The Skype server gave an answer that the bot cannot read."),
    }


def _the_organizers() -> dict[Trouble, str]:
    """The organizer can act."""
    return {
        Trouble.GONE: _("The conference is no longer on the Skype server."),
        Trouble.NO_ACCOUNT: _(
            "The conference belongs to your own Skype account, which is not connected any more. Connect it: /skype."
        ),
    }


def _of_an_own_account() -> dict[Trouble, str]:
    """On the organizer's own account, where the organizer can act."""
    return {
        Trouble.PASSWORD_REFUSED: _(
            "The Skype server refused your password; the bot does not try it again. Connect your account anew: /skype."
        ),
        Trouble.NOT_ALLOWED: _(
            "Your Skype account may not make conferences. Tell your administrator, or disconnect it: /skype."
        ),
        Trouble.LIMIT: _("Your Skype account has as many conferences as the server allows. Delete old ones."),
        Trouble.WRONG_DOMAIN: _(
            "The Skype server does not know the domain of your account. Check its address: /skype."
        ),
        Trouble.MOVED: _(
            "Your Skype account was moved to the cloud (Teams); no conference can be made there. Disconnect it: /skype."
        ),
    }


def _the_administrators() -> dict[Trouble, str]:
    """An administrator has to act."""
    return {
        Trouble.CERTIFICATE: _("The bot does not trust the certificate of the Skype server."),
        Trouble.CERTIFICATE_EXPIRED: _("The certificate of the Skype server has expired."),
        Trouble.WRONG_SERVER: _(
            "Something answers in the place of the Skype server, but it is not Skype for Business."
        ),
        Trouble.WRONG_DOMAIN: _("The Skype server does not know the domain of the bot's account."),
        Trouble.MOVED: _("The bot's Skype account was moved to the cloud (Teams); no conference can be made there."),
        Trouble.UNTRUSTED: _("The Skype server sends the bot to an address that the bot does not trust."),
        Trouble.PASSWORD_REFUSED: _("The Skype server refused the bot's password, and the bot does not try it again."),
        Trouble.SIGN_IN: _("The Skype server offers no way of signing in that the bot can use."),
        Trouble.NOT_ALLOWED: _("The bot's Skype account may not make conferences."),
        Trouble.OPTION: _("The bot's settings ask for something in a conference that the Skype server does not allow."),
        Trouble.LIMIT: _("The bot's Skype account has as many conferences as the server allows."),
        Trouble.MISCONFIGURED: _("The bot is not set up properly for the Skype server."),
    }
