"""Forgetting what has served: finished rows of the inbox and the outbox, so that the database stays small."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from domain.road import Units

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


class Tidying:
    def __init__(self, units: Units, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:
                log.exception("Tidying the database failed; trying again in an hour")
            await asyncio.sleep(EVERY)

    async def tidy(self) -> None:
        now = self._clock()
        async with self._units.write() as work:
            await work.inbox.purge(now - INBOX_KEPT)
            await work.relay.purge(now - DELIVERED_KEPT, keyed_before=now - KEYS_KEPT)
