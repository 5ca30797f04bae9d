"""A person's own account on the conference server, and the passwords that the server refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, Self

from domain.errors import Refusal, Why

# Companies lock an account after three to five wrong passwords, usually for half an hour.
TRIES = 2
LOCK_WINDOW = timedelta(minutes=30)
FINGERPRINTS_KEPT = 20  # per account name; after that many other passwords, the first is unlikely to be typed again

_ADDRESS = re.compile(r"(?:sip:)?(?P<local>[\w.+-]{1,64})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})", re.ASCII)
_DOWN_LEVEL = re.compile(r"[\w.-]{1,64}\\[\w.+-]{1,64}", re.ASCII)


@dataclass(frozen=True)
class ConferenceAccount:
    """A person's own account for conferences. `user` is its sign-in name (user@domain or DOMAIN\\user), `secret` its
    password, encrypted.

    Without a secret the account is not connected, and the person's conferences are made on the bot's account.
    """

    person_id: int
    user: str
    secret: str = ""

    @property
    def is_connected(self) -> bool:
        return bool(self.secret)

    def named(self, user: str) -> Self:
        """With this sign-in name; if it differs, the password of the old one is dropped."""
        return self if user == self.user else replace(self, user=user, secret="")

    def connected(self, secret: str) -> Self:
        return replace(self, secret=secret)


@dataclass(frozen=True)
class PasswordRefusals:
    """The passwords that the server refused for one account. `name` is what name_of returns for it; `fingerprints` are
    hashes of the passwords, all with the same `salt`, the latest last.

    `times` counts consecutive refusals, each within LOCK_WINDOW of the one before; `refused_at` is the latest.
    """

    name: str
    salt: str
    fingerprints: tuple[str, ...]
    times: int
    refused_at: datetime

    def with_refusal(self, fingerprint: str, now: datetime) -> Self:
        """With one more refused password."""
        kept = tuple(f for f in self.fingerprints if f != fingerprint)[-FINGERPRINTS_KEPT + 1 :]
        times = self.times + 1 if now < self.refused_at + LOCK_WINDOW else 1
        return replace(self, fingerprints=(*kept, fingerprint), times=times, refused_at=now)

    def waits_until(self, now: datetime) -> datetime | None:
        """Until when no password may be tried, since another refusal could lock the account; None: try one now."""
        until = self.refused_at + LOCK_WINDOW
        return until if self.times >= TRIES and now < until else None


class ConferenceAccounts(Protocol):
    """People's own accounts for conferences."""

    async def get(self, person_id: int) -> ConferenceAccount | None: ...
    async def all(self) -> tuple[ConferenceAccount, ...]: ...
    async def save(self, account: ConferenceAccount) -> None: ...
    async def remove(self, person_id: int) -> None: ...
    async def rooms(self, person_id: int, since: datetime) -> int:
        """The number of events ending after `since` whose room is on this person's own account."""
        ...


class PasswordRefusalsByName(Protocol):
    """Passwords that the server refused, by the name of the account (name_of)."""

    async def get(self, name: str) -> PasswordRefusals | None: ...
    async def save(self, refused: PasswordRefusals) -> None: ...
    async def remove(self, name: str) -> None: ...


def read_address(typed: str) -> tuple[str, str]:
    """The conference address, in lower case, and the sign-in name: the second word, or else the address.

    Raises CONFERENCE_ADDRESS_INVALID, without quoting the text, which may be a password.
    """
    first, *rest = typed.split()[:3] or [""]
    found = _ADDRESS.fullmatch(first)
    if found is None or len(rest) > 1:
        raise Refusal(Why.CONFERENCE_ADDRESS_INVALID)
    address = f"{found['local']}@{found['domain']}".lower()
    return address, _sign_in_name(rest) or address


def domain_of(address: str) -> str:
    return address.partition("@")[2].lower()


def name_of(user: str) -> str:
    """The account's name without its domain, the same for all spellings: "ann" for ann@example.org and EXAMPLE\\Ann."""
    return user.rpartition("\\")[2].partition("@")[0].lower()


def _sign_in_name(words: Sequence[str]) -> str:
    user = words[0] if words else ""
    if user and not (_ADDRESS.fullmatch(user) or _DOWN_LEVEL.fullmatch(user)):
        raise Refusal(Why.CONFERENCE_ADDRESS_INVALID)
    return user
