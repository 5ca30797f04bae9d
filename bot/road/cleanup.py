"""Deletes old rows, so that the database stays small."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from domain.road import Units, Work

log = logging.getLogger(__name__)

INTERVAL = 3600.0  # seconds; often enough that each round deletes little and blocks no other unit of work for long

# Telegram keeps an update for a day at most (Bot API, getUpdates). Twice that leaves time to look at a row that failed,
# and no more, since it holds what a person wrote.
INBOX_KEPT = timedelta(days=2)

# Delivered cards and messages are many, and only of use when looking for errors.
DELIVERED_KEPT = timedelta(days=2)

# The key of a letter (event, revision, reader) prevents sending it twice. Old revisions are not sent again, and three
# months are far longer than any delay after which a letter could be repeated.
KEYS_KEPT = timedelta(days=90)

# Half-filled forms wait for their owner, and a month is longer than any holiday.
FORMS_KEPT = timedelta(days=30)

# People look up last year's event when they plan this year's. Letters, cards, snapshots and links go with it.
EVENTS_KEPT = timedelta(days=366)


class Cleanup:
    """Cleans up at the start, and every INTERVAL after that."""

    def __init__(self, units: Units, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.clean_up()
            except Exception:
                log.exception("Cleaning up the database failed; trying again in an hour")
            await asyncio.sleep(INTERVAL)

    async def clean_up(self) -> None:
        """Deletes all that is old enough now, and erases it from the disk."""
        now = self._clock()
        await self._in_batches(lambda work: work.purge.inbox(now - INBOX_KEPT))
        await self._in_batches(lambda work: work.purge.outbox(now - DELIVERED_KEPT))
        await self._in_batches(lambda work: work.purge.keys(now - KEYS_KEPT))
        await self._in_batches(lambda work: work.purge.forms(now - FORMS_KEPT))
        await self._in_batches(lambda work: work.purge.events(now - EVENTS_KEPT))
        await self._in_batches(lambda work: work.purge.invitations(now))
        await self._in_batches(lambda work: work.purge.conversations(now))
        await self._in_batches(lambda work: work.purge.cards())
        await self._units.erase_deleted()

    async def _in_batches(self, purge: Callable[[Work], Awaitable[bool]]) -> None:
        """In small units of work, so that others can write in between."""
        more = True
        while more:
            async with self._units.write() as work:
                more = await purge(work)
