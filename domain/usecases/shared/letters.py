"""Owing letters about an event to the people whom they reach."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain import outbox
from domain.card import Card, ShowsEvent
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork


async def post_letters(work: UnitOfWork, letters: Iterable[Letter]) -> None:
    """Owes each letter, with its .ics, as a card that stays current."""
    letters = tuple(letters)
    await work.letters.add(*letters)
    drafts = (Card(0, x.reader.id, x.reader.telegram_id, ShowsEvent(x.event.id), letter=x.key) for x in letters)
    cards = await work.cards.add(*drafts)
    pairs = zip(letters, cards, strict=True)
    await work.outbox.post(*(row for letter, card in pairs for row in outbox.letter(letter, card)))


async def invite(work: UnitOfWork, event: Event, person: Person, now: datetime) -> Event:
    """Invites somebody who has just come, and writes to nobody else. Returns the event with them told."""
    others = await work.events.others(event, [person])
    await post_letters(work, [Letter(Occasion.INVITED, event, person, now, others.get(person.id, ()))])
    return event.told(person.id)


async def notify(work: UnitOfWork, letter: Letter, readers: Iterable[Person]) -> None:
    """This letter to each of these people whom we can reach."""
    await post_letters(work, [replace(letter, reader=p) for p in readers if p.is_reachable])
