"""Keeps the cards of an event current."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain import outbox
from domain.card import Card, ShowsEvent, ShowsNewer
from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork

KEPT_CURRENT = 3  # plain cards per event and reader; letters do not count
REFRESHED_EVENTS = 50  # of one person, the soonest first
CROWD = 20  # if more people are in an event, their cards are edited once a minute, not hundreds of times per answer


async def post_new_card(work: UnitOfWork, event: Event, reader: Person, chat_id: int) -> None:
    """Posts a new card. Supersedes the reader's plain cards except the newest, since each costs edits."""
    (new,) = await work.cards.add(Card(0, reader.id, chat_id, ShowsEvent(event.id)))
    await work.outbox.post(outbox.card(new, event))
    plain = [c for c in await work.cards.of_event(event.id) if c.reader == reader.id and c.is_plain]
    await supersede(work, event, plain[:-KEPT_CURRENT])


async def supersede(work: UnitOfWork, event: Event, cards: Iterable[Card]) -> None:
    """Makes these cards point to newer ones; they are no longer kept current."""
    old = [card.showing(ShowsNewer(event.id)) for card in cards]
    for card in old:
        await work.cards.save(card)
    await work.outbox.post(*(outbox.card(card, event) for card in old))


async def conclude(work: UnitOfWork, event: Event, written_to: Collection[int]) -> None:
    """Leaves one whole card of a cancelled event in each chat: the letter about that, which the people `written_to`
    get, or else the newest card. The older ones point to it.
    """
    copies: dict[tuple[int | None, int | None], list[Card]] = {}
    for card in await work.cards.of_event(event.id):
        copies.setdefault((card.reader, card.chat_id), []).append(card)
    kept = {_newest(cards) for (reader, _), cards in copies.items() if reader not in written_to}
    await supersede(work, event, (c for cards in copies.values() for c in cards if c not in kept))
    await work.outbox.post(*(outbox.card(c, event) for cards in copies.values() for c in cards if c in kept))


async def refresh(work: UnitOfWork, event: Event) -> None:
    """Posts an edit of every card of the event."""
    await work.outbox.post(*(outbox.card(c, event) for c in await work.cards.of_event(event.id)))


async def refresh_answer(work: UnitOfWork, event: Event, person_id: int, now: datetime) -> None:
    """Posts edits after an answer. In a CROWD, only those of the person and the organizer are due at once."""
    cards = await work.cards.of_event(event.id)
    at_once = {person_id, event.organizer.id} if len(event.people) > CROWD else {a.person.id for a in event.people}
    await work.outbox.post(*(outbox.card(c, event) if c.reader in at_once else _later(c, now) for c in cards))


async def refresh_for(work: UnitOfWork, event: Event, person_ids: Iterable[int]) -> None:
    """Posts an edit of the cards of the event that these people have."""
    readers = set(person_ids)
    await work.outbox.post(*(outbox.card(c, event) for c in await work.cards.of_event(event.id) if c.reader in readers))


async def refresh_own(work: UnitOfWork, person_id: int, now: datetime) -> None:
    """Posts an edit of the cards that the person has of their next REFRESHED_EVENTS events."""
    for line in await work.events.upcoming(person_id, now, REFRESHED_EVENTS, 0):
        await refresh_for(work, await work.events.get(line.event_id), [person_id])


def _newest(cards: Sequence[Card]) -> Card:
    """Of those that stand in the chat, if any does: the letter that a card was posted with may be still on its way."""
    return next((c for c in reversed(cards) if c.message_id or c.letter is None), cards[-1])


def _later(card: Card, now: datetime) -> outbox.Outgoing:
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return replace(outbox.card(card), key=f"card:{card.id}:{minute.isoformat()}", due_at=minute)
