"""What belongs to the room of an event beside it: its end when nobody wants it any more, and its timers.

The timers share a lane with the results from the server, so that these are told one after the other.
"""

from datetime import datetime, timedelta

from domain import outbox
from domain.conference import Conference, Pending, Trouble
from domain.event import Event
from domain.messages.inbox import CheckDue, RetryDue
from domain.ports import UnitOfWork

CHECKED_BEFORE = timedelta(minutes=30)  # the start: time enough to make another room, and to be read of it


def retry_timer_key(event_id: int) -> str:
    """The key of the timer that tries once more to make a room."""
    return f"conference:{event_id}"


def check_timer_key(event_id: int) -> str:
    """The key of the timer that asks whether the room is still there."""
    return f"check:{event_id}"


async def delete_room(work: UnitOfWork, before: Event) -> None:
    """Owes the end of the room that the event had before; what is still on its way ends when it arrives."""
    if before.conference is None:
        return
    await work.timers.clear(retry_timer_key(before.id))
    await work.timers.clear(check_timer_key(before.id))
    match before.conference:
        case Conference() as room:
            await work.outbox.post(outbox.conference_delete(before.id, room))
        case Pending(trouble=Trouble(), account=account):
            await work.outbox.post(outbox.conference_clear(before.id, account))


async def post_retry(work: UnitOfWork, before: Event, event: Event, attempt: int = 0) -> None:
    """Owes another attempt. On another account than the last one it would not find what that may have made."""
    own = await work.accounts.get(event.organizer.id)
    account = event.organizer.id if own and own.is_connected else None
    if isinstance(before.conference, Pending) and before.conference.account != account:
        await work.outbox.post(outbox.conference_clear(event.id, before.conference.account))
    await work.outbox.post(outbox.conference_create(event.id, event.revision, attempt))


async def set_retry_timer(work: UnitOfWork, event: Event, moment: datetime, attempt: int) -> None:
    """The room is tried again then, for the `attempt`th time by itself."""
    due = RetryDue(event=event.id, attempt=attempt)
    await work.timers.set(retry_timer_key(event.id), moment, due, outbox.room_lane(event.id))


async def set_check_timer(work: UnitOfWork, event: Event, now: datetime) -> None:
    """Shortly before the event its room is looked for on the server, unless that moment has passed."""
    if (moment := event.when.start - CHECKED_BEFORE) <= now:
        await work.timers.clear(check_timer_key(event.id))
        return
    await work.timers.set(check_timer_key(event.id), moment, CheckDue(event=event.id), outbox.room_lane(event.id))
