"""The room of an event: its deletion, retries of making it, and its timers.

The timers are handled in the lane of the server's results, so that a timer and a result do not race.
"""

from datetime import datetime, timedelta

from domain import outbox
from domain.conference import Conference, Pending, Trouble
from domain.event import Event
from domain.messages.inbox import CheckDue, RetryDue
from domain.ports import UnitOfWork

CHECKED_BEFORE = timedelta(minutes=30)  # before the start: enough to make another room, and for people to read of it


def retry_timer_key(event_id: int) -> str:
    """The key of the timer for the next attempt to make the room."""
    return f"conference:{event_id}"


def check_timer_key(event_id: int) -> str:
    """The key of the timer that checks whether the room still exists."""
    return f"check:{event_id}"


async def delete_room(work: UnitOfWork, before: Event) -> None:
    """Posts the deletion of the room of the event as it was before. One being made is deleted once it is made."""
    if before.conference is None:
        return
    await work.timers.clear(retry_timer_key(before.id))
    await work.timers.clear(check_timer_key(before.id))
    match before.conference:
        case Conference() as room:
            await work.outbox.post(outbox.conference_delete(before.id, room))
        case Pending(trouble=Trouble(), account=account):
            await work.outbox.post(outbox.conference_clear(before.id, account))


async def sync_room(work: UnitOfWork, before: Event, event: Event, now: datetime) -> None:
    """Updates the room to match the event, or deletes it if the conference was removed."""
    if event.conference is None:
        await delete_room(work, before)
    elif event.link:
        if _in_room(before) != _in_room(event):
            await work.outbox.post(outbox.conference_update(event.id))
        if before.when != event.when:
            await set_check_timer(work, event, now)


async def post_retry(work: UnitOfWork, before: Event, event: Event, attempt: int = 0) -> None:
    """Posts another attempt. On another account than the last one, also a clean-up of what that may have made."""
    own = await work.accounts.get(event.organizer.id)
    account = event.organizer.id if own and own.is_connected else None
    if isinstance(before.conference, Pending) and before.conference.account != account:
        await work.outbox.post(outbox.conference_clear(event.id, before.conference.account))
    await work.outbox.post(outbox.conference_create(event.id, event.revision, attempt))


async def set_retry_timer(work: UnitOfWork, event: Event, moment: datetime, attempt: int) -> None:
    """At `moment` the room is tried again, as automatic retry number `attempt`."""
    due = RetryDue(event=event.id, attempt=attempt)
    await work.timers.set(retry_timer_key(event.id), moment, due, outbox.room_lane(event.id))


async def set_check_timer(work: UnitOfWork, event: Event, now: datetime) -> None:
    """CHECKED_BEFORE the start, the server is asked whether it has the room; no timer if that has passed."""
    if (moment := event.when.start - CHECKED_BEFORE) <= now:
        await work.timers.clear(check_timer_key(event.id))
        return
    await work.timers.set(check_timer_key(event.id), moment, CheckDue(event=event.id), outbox.room_lane(event.id))


def _in_room(event: Event) -> tuple[object, ...]:
    """The part of the event that the conference server knows."""
    return event.summary, event.when, event.conference_addresses
