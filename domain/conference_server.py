"""The port to a conference server: the rooms of one account, what they can do, and how requests fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.conference import Conference, Trouble


class ConferenceError(Exception):
    """The conference server could not do what was asked."""

    def __init__(self, trouble: Trouble, detail: str, again: bool, wait: timedelta | None = None) -> None:
        """`detail` is for the log and never holds a secret. `again` says whether a retry makes sense, and `wait` how
        long the server asks to wait before it."""
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.again = again
        self.wait = wait


@dataclass(frozen=True)
class Capabilities:
    """What the rooms of a provider can do."""

    link_per_person: bool
    """Each attendee has their own link. If False, all share one, which can be copied and put into descriptions."""
    real_schedule: bool
    """The server knows when the event begins and ends. If False, it only knows when the room expires, and the link
    works at any time until then."""
    real_deletion: bool
    """The link of a deleted room stops working. If False, it still works, and people must be told so."""


class Conferences(Protocol):
    """Rooms on a conference server, all owned by one account.

    Every method raises ConferenceError, and nothing else, when the server cannot do it. Every method is idempotent.

    `leaders` and `attendees` are conference addresses (user@domain); those of the account's own domain replace the
    previous ones of the room. The access level of the room decides who else may join by its link.
    """

    @property
    def capabilities(self) -> Capabilities: ...

    async def create(
        self,
        key: str,
        subject: str,
        description: str,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
        """The room marked with `key`: the existing one, updated, or a new one.

        `key` is unique to the event among all rooms of the account ([A-Za-z0-9._:-], at most 100 characters) and
        is stored on the server with the room, so that a retry after an unknown outcome does not make a second room.
        `expires_at` is aware; after it the server may delete the room. Long texts are cut with an ellipsis.
        """
        ...

    async def update(
        self,
        id: str,
        subject: str,
        description: str | None,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
        """Updates the room; its join_url does not change. A description of None keeps the old one.

        Raises ConferenceError with Trouble.GONE when the room is no longer there.
        """
        ...

    async def delete(self, id: str) -> None:
        """Deletes the room; does nothing if it no longer exists."""
        ...

    async def delete_marked(self, key: str) -> None:
        """Deletes every room marked with `key`: for a `create` with an unknown outcome."""
        ...

    async def confirm(self, id: str, key: str) -> None:
        """Checks that the room exists on the server, and deletes every other one marked with `key`.

        Raises ConferenceError with Trouble.GONE when the room is no longer there.
        """
        ...
