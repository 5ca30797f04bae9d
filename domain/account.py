"""A person's own account on the Skype server, and the passwords that the server refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, Self

from domain.errors import Refusal, Why

# Companies lock an account after three to five wrong passwords, most of them for half an hour.
TRIES = 2
LOCK_WINDOW = timedelta(minutes=30)
REMEMBERED = 20  # fingerprints of one name; whoever is so far does not come back to the first

_ADDRESS = re.compile(r"(?:sip:)?(?P<local>[\w.+-]{1,64})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})", re.ASCII)
_DOWN_LEVEL = re.compile(r"[\w.-]{1,64}\\[\w.+-]{1,64}", re.ASCII)


@dataclass(frozen=True)
class SkypeAccount:
    """`user` is the name for signing in (user@domain or DOMAIN\\user), `secret` its password as it is stored, sealed.

    Without a secret the account is only named: conferences are made on the bot's.
    """

    person_id: int
    user: str
    secret: str = ""

    @property
    def is_connected(self) -> bool:
        return bool(self.secret)

    def named(self, user: str) -> Self:
        """Another name to sign in with; the password belonged to the one before."""
        return self if user == self.user else replace(self, user=user, secret="")

    def connected(self, secret: str) -> Self:
        return replace(self, secret=secret)


@dataclass(frozen=True)
class Refusals:
    """What a server refused under one name; see name_of. `fingerprints` share the salt that the first was made with.

    `times` are refusals of which each came within LOCK_WINDOW of the one before; the last one came at `refused_at`.
    """

    name: str
    salt: str
    fingerprints: tuple[str, ...]
    times: int
    refused_at: datetime

    def again(self, fingerprint: str, now: datetime) -> Self:
        """Refused once more."""
        kept = tuple(f for f in self.fingerprints if f != fingerprint)[-REMEMBERED + 1 :]
        times = self.times + 1 if now < self.refused_at + LOCK_WINDOW else 1
        return replace(self, fingerprints=(*kept, fingerprint), times=times, refused_at=now)

    def waits_until(self, now: datetime) -> datetime | None:
        """Until when no password is tried that a person typed, or the account may be locked; None: one may be."""
        until = self.refused_at + LOCK_WINDOW
        return until if self.times >= TRIES and now < until else None


class SkypeAccounts(Protocol):
    """People's own Skype accounts."""

    async def get(self, person_id: int) -> SkypeAccount | None: ...
    async def all(self) -> tuple[SkypeAccount, ...]: ...
    async def save(self, account: SkypeAccount) -> None: ...
    async def remove(self, person_id: int) -> None: ...
    async def rooms(self, person_id: int, since: datetime) -> int:
        """How many events that end after `since` have their room on this person's own account."""
        ...


class RefusalsByName(Protocol):
    """Passwords that a Skype server refused, by the name of the account (domain.account.name_of)."""

    async def get(self, name: str) -> Refusals | None: ...
    async def save(self, refused: Refusals) -> None: ...
    async def remove(self, name: str) -> None: ...


def read_address(typed: str) -> tuple[str, str]:
    """The SIP address, in lower case, and the name for signing in, which may follow it.

    Raises SIP_ADDRESS for anything else: what looks like no name may be a password.
    """
    first, *rest = typed.split()[:3] or [""]
    found = _ADDRESS.fullmatch(first)
    if found is None or len(rest) > 1:
        raise Refusal(Why.SIP_ADDRESS)
    address = f"{found['local']}@{found['domain']}".lower()
    return address, _sign_in_name(rest) or address


def domain_of(address: str) -> str:
    return address.partition("@")[2].lower()


def name_of(user: str) -> str:
    """What the spellings of one account have in common: "ann" for ann@example.org and EXAMPLE\\Ann."""
    return user.rpartition("\\")[2].partition("@")[0].lower()


def _sign_in_name(words: Sequence[str]) -> str:
    user = words[0] if words else ""
    if user and not (_ADDRESS.fullmatch(user) or _DOWN_LEVEL.fullmatch(user)):
        raise Refusal(Why.SIP_ADDRESS)
    return user
