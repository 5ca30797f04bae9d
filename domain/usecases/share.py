"""«Поделиться»: an invitation link for the organizer to forward, and joining an event by it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain import outbox
from domain.details import ATTENDEES_LIMIT
from domain.errors import Refusal, Why
from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.shared.cards import refresh
from domain.usecases.shared.letters import invite

LINK_TTL = timedelta(days=365)  # long, since the event may be moved; its end is checked when a person joins


@dataclass(frozen=True)
class Share:
    work: UnitOfWork
    now: datetime
    token_of: Callable[[Event], str]

    async def __call__(self, event_id: int, by: Person) -> tuple[Event, str]:
        """The event and its token, with which anyone can join until it is over. Only the hash of the token is stored.

        Raises EVENT_GONE, NOT_INVITED, NOT_THE_ORGANIZER, EVENT_CANCELLED or EVENT_OVER.
        """
        event = (await self.work.events.get(event_id)).organized_by(by.id).not_cancelled()
        if event.is_over(self.now):
            raise Refusal(Why.EVENT_OVER)
        token = self.token_of(event)
        await self.work.invitations.add(hashed(token), event.id, self.now + LINK_TTL)
        return event, token


@dataclass(frozen=True)
class Join:
    work: UnitOfWork
    now: datetime

    async def __call__(self, token: str, by: Person) -> tuple[Event, bool]:
        """The event with the person in it, and whether they joined just now; then they get an invitation as a letter.

        Raises INVITATION_GONE, EVENT_CANCELLED or TOO_MANY_ATTENDEES.
        """
        event_id = await self.work.invitations.event_of(hashed(token), self.now)
        if event_id is None:
            raise Refusal(Why.INVITATION_GONE)
        event = await self.work.events.get_for_update(event_id)
        if event.attendee(by.id) is not None:
            return event, False
        if event.is_over(self.now):
            raise Refusal(Why.INVITATION_GONE)
        if len(event.not_cancelled().attendees) >= ATTENDEES_LIMIT:
            raise Refusal(Why.TOO_MANY_ATTENDEES, limit=ATTENDEES_LIMIT)
        if event.link and by.conference_address:
            await self.work.outbox.post(outbox.conference_update(event.id))
        return await self._add(event.joined(by), by), True

    async def _add(self, event: Event, by: Person) -> Event:
        await refresh(self.work, event)
        if not await Announce(self.work, self.now).is_held(event.id):  # if held, they are invited with the others
            event = await invite(self.work, event, by, self.now)
        await self.work.events.save(event)
        return event


def hashed(token: str) -> str:
    """Stored instead of the token, so that a stolen database does not let anyone join."""
    return hashlib.sha256(token.encode()).hexdigest()
