"""Owing letters about an event to the people whom they reach."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain import outbox
from domain.card import Card
from domain.details import Change
from domain.event import Event
from domain.form import Field
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork


async def post_letters(work: UnitOfWork, letters: Iterable[Letter]) -> None:
    """Owes each letter, with its .ics, as a card that stays current."""
    letters = tuple(letters)
    await work.letters.add(*letters)
    drafts = (Card(0, x.reader.id, x.reader.telegram_id, event_id=x.event.id, letter=x.key) for x in letters)
    cards = await work.cards.add(*drafts)
    pairs = zip(letters, cards, strict=True)
    await work.outbox.post(*(row for letter, card in pairs for row in outbox.letter(letter, card)))


async def post_announcement(work: UnitOfWork, event: Event, now: datetime, changes: tuple[Change, ...] = ()) -> Event:
    """Invites everybody who was never told, and tells the others what changed. Returns the event with who was told.

    Somebody whom Telegram does not let us write to counts as never told: the letter leaves when they press Start.
    """
    reached = [a for a in event.attendees if a.person.is_reachable]
    new = [a.person for a in reached if a.told <= 0]
    old = [a.person for a in reached if a.told > 0] if changes else []
    for person in (a.person for a in event.attendees if not a.person.is_reachable and a.told > 0):
        event = event.missed(person.id)
    others = await work.events.others(event, [*new, *old])
    names = await _names(work, changes)
    invited = (Letter(Occasion.INVITED, event, p, now, others.get(p.id, ())) for p in new)
    changed = (Letter(Occasion.CHANGED, event, p, now, others.get(p.id, ()), changes, names) for p in old)
    await post_letters(work, [*invited, *changed])
    return event.told(*(p.id for p in (*new, *old)))


async def invite(work: UnitOfWork, event: Event, person: Person, now: datetime) -> Event:
    """Invites somebody who has just come, and writes to nobody else. Returns the event with them told."""
    others = await work.events.others(event, [person])
    await post_letters(work, [Letter(Occasion.INVITED, event, person, now, others.get(person.id, ()))])
    return event.told(person.id)


async def notify(work: UnitOfWork, letter: Letter, readers: Iterable[Person]) -> None:
    """This letter to each of these people whom we can reach."""
    await post_letters(work, [replace(letter, reader=p) for p in readers if p.is_reachable])


async def _names(work: UnitOfWork, changes: tuple[Change, ...]) -> tuple[tuple[int, str], ...]:
    ids = {i.person_id for c in changes if c.field == Field.INVITEES for i in (*c.old, *c.new)}
    return tuple((p.id, p.name) for p in await work.people.many(sorted(ids)))
