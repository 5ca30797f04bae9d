"""The room of an event that wants none any more."""

from domain import owed
from domain.conference import Conference, Trouble, Wanted
from domain.event import Event
from domain.ports import UnitOfWork


async def let_go(work: UnitOfWork, before: Event) -> None:
    """Owes the end of the room that the event had before; what is still on its way ends when it arrives."""
    match before.conference:
        case Conference() as room:
            await work.outbox.post(owed.conference_delete(before.id, room))
        case Wanted(trouble=Trouble()):
            await work.outbox.post(owed.conference_clear(before.id))
