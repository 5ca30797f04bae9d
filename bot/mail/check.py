"""Tries the outgoing mail server for `python -m bot check`. No message is sent."""

import asyncio
import smtplib
import ssl
from urllib.parse import SplitResult, unquote, urlsplit

from bot.settings.check import Verdict
from bot.settings.model import Settings

TIMEOUT = 10  # seconds
PORTS = {"smtp": 587, "smtps": 465}  # RFC 6409 §3.1, RFC 8314 §7.3


async def check_mail(settings: Settings) -> Verdict:
    """Whether the outgoing mail server can be used."""
    if settings.smtp_url is None:
        return Verdict("mail", True, "Not configured: letters go by Telegram only.")
    return Verdict("mail", *await asyncio.to_thread(_try_login, settings.smtp_url.get_secret_value()))


def _try_login(url: str) -> tuple[bool, str]:
    """Whether greeting, TLS and login (if the URL has one) succeed, and a sentence about it. Blocking."""
    parts = urlsplit(url)
    where = f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"
    try:
        return True, f"{where} {_handshake(parts)}"
    except smtplib.SMTPAuthenticationError:
        return False, f"{where} refuses the name or the password in PLANERKA_SMTP_URL."
    except ssl.SSLCertVerificationError as error:
        return False, f"{where} has a certificate that this machine does not trust: {error.verify_message}."
    except (OSError, smtplib.SMTPException) as error:
        return False, f"{where} cannot be used: {str(error) or type(error).__name__}."


def _handshake(parts: SplitResult) -> str:
    with _connected(parts) as server:
        server.ehlo()
        safe = parts.scheme == "smtps" or _is_secured(server)
        if parts.username is None:
            return f"answers {'with' if safe else 'without'} TLS; no login is set."
        if not safe:
            raise smtplib.SMTPException("it offers no TLS, so the password would travel in the clear")
        server.login(unquote(parts.username), unquote(parts.password or ""))
        return "answers with TLS and takes the login."


def _connected(parts: SplitResult) -> smtplib.SMTP:
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=TIMEOUT)


def _is_secured(server: smtplib.SMTP) -> bool:
    if not server.has_extn("starttls"):
        return False
    server.starttls(context=ssl.create_default_context())
    return True
