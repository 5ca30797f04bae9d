"""The port of the cleanup, which deletes what is no longer needed."""

from datetime import datetime
from typing import Protocol


class Purge(Protocol):
    """Each deletes a batch of rows with all that depend on them, and returns True if there may be more."""

    async def inbox(self, finished_before: datetime) -> bool: ...
    async def outbox(self, finished_before: datetime) -> bool:
        """Rows without a key, except letters."""
        ...

    async def keys(self, finished_before: datetime) -> bool:
        """Rows of the outbox with a key, which are never to be posted again, and letters that failed."""
        ...

    async def forms(self, untouched_since: datetime) -> bool: ...
    async def events(self, over_since: datetime) -> bool: ...
    async def invitations(self, now: datetime) -> bool:
        """Expired ones."""
        ...

    async def conversations(self, now: datetime) -> bool:
        """Questions that were asked too long ago."""
        ...

    async def cards(self) -> bool:
        """Cards whose form is deleted and that never showed an event."""
        ...
