"""Windows authentication: the token endpoint wants NTLM, or NTLM inside Negotiate, in place of a form.

UCWA 2.0 documentation, "Authentication in UCWA"; MS-NTHT and RFC 4559 for the headers; MS-NLMP for what is in them.
"""

import base64
import hashlib
import logging
import re
from dataclasses import replace

import spnego
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from pydantic import SecretStr
from spnego.channel_bindings import GssChannelBindings

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.errors import Misconfigured, Nonsense, PasswordRefused
from bot.conferences.skype.http import Request, Wire
from bot.conferences.skype.single_connection import SingleConnectionWire
from bot.conferences.skype.urls import CheckedUrl
from domain.conference import Trouble

# At DEBUG it logs every message, and with the last one a password can be attacked offline.
logging.getLogger("spnego").setLevel(logging.INFO)

WINDOWS = "urn:microsoft.rtc:windows"
"""The grant, as the challenge offers it and the request names it."""

NTLM, NEGOTIATE = "NTLM", "Negotiate"

_OFFER = re.compile(r"(?:^|,)\s*(ntlm|negotiate)(?:\s+([a-z0-9+/]+=*))?\s*(?=,|$)", re.IGNORECASE)


async def windows_answer(wire: Wire, token_url: CheckedUrl, user: str, password: SecretStr) -> Answer:
    """What the token endpoint answers to the grant once `user` (user@domain or DOMAIN\\user) has proven the password.

    The proof is sent once at most. Raises PasswordRefused when it is not accepted; Misconfigured with
    Trouble.SIGN_IN when it is not wanted; Nonsense for a challenge that cannot be read; and what the wire raises.
    """
    request = Request("POST", token_url, form={"grant_type": WINDOWS})
    answer = await wire.send(request)
    if answer.status != 401:
        return answer
    offers = _offers(answer)
    if not offers:
        raise Misconfigured(f"{answer.asked} offers neither NTLM nor Negotiate", Trouble.SIGN_IN)
    scheme = NTLM if NTLM in offers else NEGOTIATE
    context = _context(scheme, token_url.host or "", user, password)
    async with wire.slots:
        connection = SingleConnectionWire(*wire.arguments)
        try:
            return await _authenticate(connection, request, scheme, context)
        finally:
            await connection.close()


async def _authenticate(
    connection: SingleConnectionWire, request: Request, scheme: str, context: spnego.ContextProxy
) -> Answer:
    first = await connection.send(_authorized(request, scheme, context.step()))
    if first.status != 401:
        return first
    challenge = _offers(first).get(scheme)
    if not challenge:
        raise Misconfigured(f"{first.asked} offers {scheme} and then refuses to begin with it", Trouble.SIGN_IN)
    proof = _proof(context, challenge, connection.certificate(), first.asked)
    answer = await connection.send(_authorized(request, scheme, proof))
    if answer.status == 401:
        raise PasswordRefused(f"{answer.asked} answered 401 to {scheme} {answer.diagnostics()}".rstrip())
    return answer


def _offers(answer: Answer) -> dict[str, str]:
    """The schemes that the answer offers, each with the message that came along or an empty one."""
    headers = ", ".join(answer.headers.getall("WWW-Authenticate", []))
    found = {offer[1].upper(): offer[2] or "" for offer in _OFFER.finditer(headers)}
    return {scheme: found[scheme.upper()] for scheme in (NTLM, NEGOTIATE) if scheme.upper() in found}


def _context(scheme: str, host: str, user: str, password: SecretStr) -> spnego.ContextProxy:
    # Always the implementation in Python: what the system has differs from machine to machine.
    options = spnego.NegotiateOptions.use_ntlm if scheme == NTLM else spnego.NegotiateOptions.use_negotiate
    secret = password.get_secret_value()
    return spnego.client(user, secret, hostname=host, service="HTTP", protocol=scheme, options=options)


def _proof(context: spnego.ContextProxy, challenge: str, certificate: bytes | None, asked: str) -> bytes:
    try:
        proof = context.step(base64.b64decode(challenge), channel_bindings=_bindings(certificate))
    except Exception as error:  # noqa: BLE001  it parses bytes from the network, and raises errors of many kinds
        raise Nonsense(f"{asked}: the challenge cannot be answered ({type(error).__name__})") from None
    if not proof:
        raise Nonsense(f"{asked}: the challenge ends before anything was proven")
    return proof


def _bindings(certificate: bytes | None) -> GssChannelBindings | None:
    """The channel binding to this TLS connection (RFC 5929 section 4.1); IIS calls it extended protection."""
    if certificate is None:
        return None
    try:
        signed_with = x509.load_der_x509_certificate(certificate).signature_hash_algorithm
    except (UnsupportedAlgorithm, ValueError):
        return None
    if signed_with is None:
        return None
    name = "sha256" if signed_with.name in {"md5", "sha1"} else signed_with.name
    return GssChannelBindings(application_data=b"tls-server-end-point:" + hashlib.new(name, certificate).digest())


def _authorized(request: Request, scheme: str, message: bytes | None) -> Request:
    return replace(request, authorization=SecretStr(f"{scheme} {base64.b64encode(message or b'').decode()}"))
