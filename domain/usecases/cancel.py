"""«Отменить»: cancels an event, after asking whether to."""

from dataclasses import dataclass
from datetime import datetime

from domain import outbox
from domain.card import AsksToCancel, Card, ShowsEvent
from domain.errors import Refusal, Why
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.text import checked, clean
from domain.usecases.announce import Announce
from domain.usecases.shared.announcements import possibly_reached
from domain.usecases.shared.cards import conclude
from domain.usecases.shared.conferences import delete_room
from domain.usecases.shared.letters import notify

COMMENT_LIMIT = 500


@dataclass(frozen=True)
class Cancel:
    work: UnitOfWork
    now: datetime

    async def ask(self, card: Card, by: Person, comment: str = "") -> Card:
        """Makes the card ask whether to cancel, showing the comment for the attendees that was typed so far."""
        event = (await self.work.events.get(_event_of(card))).organized_by(by.id).not_cancelled()
        cleaned = checked(clean(comment), "comment", COMMENT_LIMIT) if comment else ""
        return await self._show(card.showing(AsksToCancel(event.id, cleaned)), event)

    async def keep(self, card: Card, by: Person) -> Card:
        """«Назад»: makes the card show the event again."""
        event = (await self.work.events.get(_event_of(card))).organized_by(by.id)
        return await self._show(card.showing(ShowsEvent(event.id)), event)

    async def __call__(self, card: Card, by: Person) -> Event:
        """Raises EVENT_GONE, NOT_INVITED, NOT_THE_ORGANIZER or EVENT_CANCELLED."""
        before = (await self.work.events.get_for_update(_event_of(card))).organized_by(by.id)
        event = before.cancelled(card.shows.comment if isinstance(card.shows, AsksToCancel) else "")
        await self.work.events.save(event)
        for asking in await self.work.cards.of_event(event.id):
            if isinstance(asking.shows, AsksToCancel):
                await self.work.cards.save(asking.showing(ShowsEvent(event.id)))
        readers = await possibly_reached(self.work, event, event.attendees)
        await conclude(self.work, event, {p.id for p in readers if p.is_reachable})
        await delete_room(self.work, before)
        await Announce(self.work, self.now).withdraw(event.id)
        await notify(self.work, Letter(Occasion.CANCELLED, event, event.organizer, self.now), readers)
        return event

    async def _show(self, card: Card, event: Event) -> Card:
        await self.work.cards.save(card)
        await self.work.outbox.post(outbox.card(card, event))
        return card


def _event_of(card: Card) -> int:
    if card.event_id is None:
        raise Refusal(Why.EVENT_GONE)
    return card.event_id
