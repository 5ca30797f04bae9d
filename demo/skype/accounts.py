"""The accounts of the simulated server, their passwords, and the tickets that were issued."""

import base64
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from demo.skype.switches import Switches
from demo.skype.windows import Verdict, WindowsSignIn

WINDOWS_PROOFS = "by Windows"
"""The key of `failures` for Windows proofs, which name no account."""


@dataclass
class Account:
    """A person, or a service, that has a mailbox on the server. `user` is its SIP address without "sip:"."""

    user: str
    password: str
    may_schedule: bool = True
    """Whether it is shown the link to its rooms."""
    may_open: bool = True
    """Whether it may open applications."""

    @property
    def uri(self) -> str:
        return f"sip:{self.user}"

    @property
    def alias(self) -> str:
        return self.user.partition("@")[0]

    @property
    def domain(self) -> str:
        return self.user.partition("@")[2]


@dataclass
class Ticket:
    """A web ticket that was issued: the host it is good for, until when, and for whom."""

    host: str
    ends_at: datetime
    account: Account
    foreign: bool = False
    """Whether every host takes it for a ticket of another pool."""


@dataclass
class Accounts:
    """`names` are all names for signing in, in lower case: the address, and perhaps DOMAIN\\user."""

    switches: Switches
    names: dict[str, Account] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    """Wrong passwords by SIP address, or by the name that was sent if no account has it."""
    tickets: dict[str, Ticket] = field(default_factory=dict)
    windows: WindowsSignIn | None = None
    """Checks proofs; None until it is first needed, then made from all passwords."""

    def add(self, account: Account, *names: str) -> None:
        """Add an account; `names` are further names for signing in."""
        self.names |= {name.lower(): account for name in (account.user, *names)}
        self.windows = None

    def signed_in(self, name: str, password: str) -> Account | None:
        """The account with this name and password, None when there is none; a wrong password is counted."""
        account = self.names.get(name.lower())
        if account is None or account.password != password:
            self.failures[account.user if account else name.lower()] += 1
            return None
        return self._unlocked(account)

    def proven(self, connection: str, authorization: str | None) -> tuple[Verdict, Account | None]:
        """The verdict of Windows authentication, and the account that it has proven; a wrong proof is counted."""
        if self.windows is None:
            self.windows = WindowsSignIn({name: account.password for name, account in self.names.items()})
        before = self.windows.refused
        verdict = self.windows.answer(connection, authorization)
        if self.windows.refused > before:
            self.failures[WINDOWS_PROOFS] += 1
        account = self.names.get((verdict[2] or "").lower())
        return verdict, self._unlocked(account) if account else None

    def _unlocked(self, account: Account) -> Account | None:
        limit = self.switches.lockout
        return account if limit is None or self.failures[account.user] < limit else None

    def issue(self, account: Account, host: str, now: datetime) -> str:
        """Issue a new ticket."""
        ticket = "cwt=" + base64.b64encode(secrets.token_bytes(48)).decode()
        self.tickets[ticket] = Ticket(host, now + self.switches.token_life, account)
        return ticket

    def ticket(self, authorization: str) -> Ticket | None:
        """The ticket in an Authorization header; None when it has none, or one that was never issued."""
        scheme, _, value = authorization.partition(" ")
        return self.tickets.get(value) if scheme.lower() == "bearer" else None
