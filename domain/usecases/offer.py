"""Inline mode: the events that a person can share into any chat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.share import Share

OFFER_LIMIT = 10  # each is read with all its people, at every keystroke


@dataclass(frozen=True)
class Offer:
    work: UnitOfWork
    now: datetime
    token_of: Callable[[Event], str]

    async def __call__(self, words: str, by: Person) -> tuple[tuple[Event, str], ...]:
        """Events that the person organizes, with `words` in the title, each with the token of its invitation link.

        Cancelled and past ones are left out; the soonest come first, at most OFFER_LIMIT.
        """
        own = await self.work.events.organized_by(by.id, self.now)
        found = [event_id for event_id, summary in own if words.casefold() in summary.casefold()]
        share = Share(self.work, self.now, self.token_of)
        return tuple([await share(event_id, by) for event_id in found[:OFFER_LIMIT]])
