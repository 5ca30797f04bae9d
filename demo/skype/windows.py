"""The token endpoint's side of Windows authentication: NTLM, bare or inside Negotiate, verified for real.

MS-NTHT and RFC 4559 for the headers; MS-NLMP for what is in them.
"""

import base64
import logging
import os
import tempfile
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import spnego
from multidict import CIMultiDict
from spnego.channel_bindings import GssChannelBindings

# At DEBUG it logs every message, proofs included.
logging.getLogger("spnego").setLevel(logging.INFO)

NEGOTIATE_MESSAGE = b"NTLMSSP\0\1"
"""How NTLM's NEGOTIATE_MESSAGE begins (MS-NLMP 2.2.1.1), which starts a new exchange on a connection."""
USER_FILE = "NTLM_USER_FILE"
OPTIONS = {"ntlm": spnego.NegotiateOptions.use_ntlm, "negotiate": spnego.NegotiateOptions.use_negotiate}

Verdict = tuple[int, CIMultiDict[str], str | None]
"""Status, headers, and the user whose identity was proven."""


class WindowsSignIn:
    """Challenges clients and checks their proofs, one exchange for each connection."""

    def __init__(
        self,
        passwords: Mapping[str, str],
        schemes: Sequence[str] = ("Negotiate", "NTLM"),
        bindings: GssChannelBindings | None = None,
    ) -> None:
        """`passwords` by user@domain or DOMAIN\\user; neither may hold a colon or a line break.

        `schemes` are offered in this order. With `bindings` a proof must have been made for that TLS certificate.
        """
        self.refused: int = 0
        """Proofs that were not accepted so far."""
        self._users = {user.lower(): user for user in passwords}
        self._lines = "".join(f"{_line(user, password)}\n" for user, password in passwords.items())
        self._schemes, self._bindings = schemes, bindings
        self._begun: dict[Hashable, spnego.ContextProxy] = {}

    def answer(self, connection_id: Hashable, authorization: str | None) -> Verdict:
        """Answer a request with this Authorization header; `connection_id` identifies its connection.

        200 comes with the user as `passwords` names them; anything else is 401, with the next message of the
        exchange, or with the offered schemes when it has to start over.
        """
        scheme, _, message = (authorization or "").partition(" ")
        offered = next((known for known in self._schemes if known.lower() == scheme.lower()), None)
        if offered is None:
            return self._refusal()
        begun = self._begun.pop(connection_id, None)
        try:
            with self._user_file():
                said = base64.b64decode(message)
                context = begun if begun and NEGOTIATE_MESSAGE not in said else self._context(offered.lower())
                reply = context.step(said)
        except Exception:  # noqa: BLE001  it reads what a stranger sent, and raises whatever that leads to
            self.refused += begun is not None
            return self._refusal()
        return self._verdict(connection_id, context, _header(offered, reply))

    def _verdict(self, connection_id: Hashable, context: spnego.ContextProxy, header: CIMultiDict[str]) -> Verdict:
        if context.complete:
            return 200, header, self._users[(context.client_principal or "").lower()]
        self._begun[connection_id] = context
        return 401, header, None

    def _refusal(self) -> Verdict:
        return 401, CIMultiDict([("WWW-Authenticate", scheme) for scheme in self._schemes]), None

    def _context(self, protocol: str) -> spnego.ContextProxy:
        return spnego.server(protocol=protocol, options=OPTIONS[protocol], channel_bindings=self._bindings)

    @contextmanager
    def _user_file(self) -> Iterator[None]:
        """pyspnego reads passwords only from a file that the environment names: both exist for one step only."""
        before = {name: value for name, value in os.environ.items() if name == USER_FILE}
        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(self._lines)
            file.flush()
            os.environ[USER_FILE] = file.name
            try:
                yield
            finally:
                del os.environ[USER_FILE]
                os.environ.update(before)


def _header(scheme: str, message: bytes | None) -> CIMultiDict[str]:
    return CIMultiDict({"WWW-Authenticate": f"{scheme} {base64.b64encode(message).decode()}"} if message else {})


def _line(user: str, password: str) -> str:
    domain, _, name = user.rpartition("\\")
    line = f"{domain}:{name}:{password}"
    if line.count(":") != 2 or len(line.splitlines()) != 1:
        raise ValueError("the simulator's users and passwords hold no colon and no line break")
    return line
