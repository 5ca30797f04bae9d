"""Retries making a room automatically, until the event is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.conference import Failure, Pending, Trouble
from domain.event import Event
from domain.ports import UnitOfWork
from domain.usecases.shared.conferences import post_retry, set_retry_timer

PAUSES = tuple(timedelta(minutes=n) for n in (1, 2, 5, 15, 30, 60))  # the last one is repeated


@dataclass(frozen=True)
class Retry:
    work: UnitOfWork
    now: datetime

    async def later(self, event: Event, failure: Failure) -> bool:
        """Sets the timer of the next attempt, and returns whether there is one."""
        pause = max(failure.wait, PAUSES[min(failure.attempt, len(PAUSES) - 1)])
        if not failure.again or event.is_over(self.now + pause):
            return False
        await set_retry_timer(self.work, event, self.now + pause, failure.attempt + 1)
        return True

    async def __call__(self, event_id: int, attempt: int) -> None:
        """For the timer: posts the attempt, if the room is still wanted and the organizer has not started another."""
        event = await self.work.events.get(event_id)
        match event.conference:
            case Pending(trouble=Trouble(), again=True) if not event.is_over(self.now):
                await post_retry(self.work, event, event, attempt)
