"""The port to a conference server: the rooms of one account there, what they can do, and why it may fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.conference import Conference, Trouble


class ConferenceError(Exception):
    """The conference server could not do what was asked."""

    def __init__(self, trouble: Trouble, detail: str, again: bool, wait: timedelta | None = None) -> None:
        """`detail` is for the log and never holds a secret; `again` says whether a retry makes sense, and `wait` how
        long the server asks to be left alone before that."""
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.again = again
        self.wait = wait


@dataclass(frozen=True)
class Capabilities:
    """What the rooms of a provider can do."""

    link_per_person: bool
    """Each attendee has a link of their own. Without: one for all, to be copied, passed on, put into descriptions."""
    real_schedule: bool
    """The server knows when the event begins and ends. Without: it only knows when the room expires, and until then the
    link works at any time."""
    real_deletion: bool
    """The link of a deleted room leads nowhere. Without: it goes on working, which people must be told."""


class Conferences(Protocol):
    """Rooms on a conference server, all owned by one account.

    Every method raises ConferenceError, and nothing else, when the server cannot do it. Every method is idempotent.

    `leaders` and `attendees` are conference addresses (user@domain); those of the account's own domain replace the
    ones that the room had. The access level of the room decides who else may enter by its link.
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
        """The room marked with `key`: the one that is there already, brought up to date, or a new one.

        `key` marks the event uniquely among all rooms of the account ([A-Za-z0-9._:-], at most 100 characters) and
        is kept on the server with the room, so that a retry after an unknown outcome makes no second room.
        `expires_at` is aware; after it the server may delete the room. Over-long texts are cut with an ellipsis.
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
        """Changes the room; its join_url stays. A description of None leaves the old one.

        Raises ConferenceError with Trouble.GONE when the room is no longer there.
        """
        ...

    async def delete(self, id: str) -> None:
        """Deletes the room; does nothing if it is gone already."""
        ...

    async def delete_marked(self, key: str) -> None:
        """Deletes every room marked with `key`: for a creation with an unknown outcome."""
        ...

    async def confirm(self, id: str, key: str) -> None:
        """Looks for the room on the server and deletes every other one marked with `key`.

        Raises ConferenceError with Trouble.GONE when the room is no longer there.
        """
        ...
