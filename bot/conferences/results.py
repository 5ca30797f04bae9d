"""The results of work on rooms: how they are put into the inbox, and what follows from them."""

from datetime import datetime

from bot.road.ports import OnGivenUp, Reaction
from domain.conference import Conference, Failure, MadeFor, Trouble
from domain.event import Event
from domain.messages.inbox import ConferenceFailed, ConferenceLost, ConferenceMade, ConferencePutOff, InboxMessage
from domain.messages.outbox import CreateConference, RoomWork
from domain.outbox import Outgoing, room_lane
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.attach_conference import AttachConference
from domain.usecases.replace import Replace


def conference_made(row: int, event: Event, conference: Conference) -> Arrived:
    """`row` is that of the outbox whose result this is, `event` the one for which the room was made, as of then."""
    made_for = MadeFor(event.summary, event.when.end, event.conference_addresses)
    return _arrived(row, event.id, ConferenceMade(event=event.id, conference=conference, made_for=made_for))


def conference_failed(row: int, event_id: int, failure: Failure) -> Arrived:
    """The room was not made."""
    return _arrived(row, event_id, ConferenceFailed(event=event_id, failure=failure))


def conference_lost(row: int, event_id: int, conference: Conference) -> Arrived:
    """The room, known as `conference`, is no longer on the server."""
    lost = ConferenceLost(event=event_id, id=conference.id, organizer_uri=conference.organizer_uri)
    return _arrived(row, event_id, lost)


def put_off(row: int, work: RoomWork, until: datetime) -> Arrived:
    """The work failed, and is to be posted again at `until`."""
    return _arrived(row, work.event, ConferencePutOff(work=work, until=until))


def _arrived(row: int, event_id: int, message: InboxMessage) -> Arrived:
    return Arrived.result_of(row, room_lane(event_id), message)


def _given_up(row: OutboxRow, message: CreateConference) -> Arrived:
    """The organizer waits for the room that was to be made."""
    return conference_failed(row.id, message.event, Failure(Trouble.NONSENSE, attempt=message.attempt))


async def _on_made(work: Work, now: datetime, message: ConferenceMade) -> None:
    await AttachConference(work, now).made(message.event, message.conference, message.made_for)


async def _on_failed(work: Work, now: datetime, message: ConferenceFailed) -> None:
    await AttachConference(work, now).failed(message.event, message.failure)


async def _on_lost(work: Work, now: datetime, message: ConferenceLost) -> None:
    await Replace(work, now)(message.event, message.id, message.organizer_uri)


async def _on_put_off(work: Work, _now: datetime, message: ConferencePutOff) -> None:
    """Posts a new row: it was never tried, so it holds up nothing until it is due."""
    await work.outbox.post(Outgoing(room_lane(message.work.event), message.work, due_at=message.until))


ON_GIVEN_UP: dict[type, OnGivenUp] = {CreateConference: _given_up}
REACTIONS: dict[type, Reaction] = {
    ConferenceMade: _on_made,
    ConferenceFailed: _on_failed,
    ConferenceLost: _on_lost,
    ConferencePutOff: _on_put_off,
}
