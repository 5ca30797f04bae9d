"""Forgetting what has served and what nobody comes back for, so that the database stays small."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from domain.road import Units, Work

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds: each round finds little, so that nobody waits for it

# Telegram repeats an update for a day at most (Bot API, getUpdates). Twice as long, because a row that could not be
# handled still holds what somebody wrote: long enough to look at it, no longer than that.
INBOX_KEPT = timedelta(days=2)

# Cards that were drawn and words that were said: of use to somebody who looks for what went wrong, and many.
DELIVERED_KEPT = timedelta(days=2)

# By its key a letter is known to be sent already. The key names the event, its revision and the reader, and nobody asks
# for an old revision again; three months are far beyond the longest pause in which something could be repeated.
KEYS_KEPT = timedelta(days=90)


# Half-filled forms wait for their owner, and a month is longer than any holiday.
FORMS_KEPT = timedelta(days=30)

# Last year's meeting is looked up before this year's; with an event go its letters, cards, snapshots and links.
EVENTS_KEPT = timedelta(days=366)


class Cleanup:
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
            await asyncio.sleep(EVERY)

    async def clean_up(self) -> None:
        now = self._clock()
        async with self._units.write() as work:
            await work.inbox.purge(now - INBOX_KEPT)
            await work.relay.purge(now - DELIVERED_KEPT, keyed_before=now - KEYS_KEPT)
        await self._all(lambda work: work.purge.forms(now - FORMS_KEPT))
        await self._all(lambda work: work.purge.events(now - EVENTS_KEPT))
        await self._all(lambda work: work.purge.invitations(now))
        await self._all(lambda work: work.purge.conversations(now))
        await self._all(lambda work: work.purge.cards())
        await self._units.erase_deleted()

    async def _all(self, purge: Callable[[Work], Awaitable[bool]]) -> None:
        """In many small units of work: others write in between."""
        more = True
        while more:
            async with self._units.write() as work:
                more = await purge(work)
