"""Owing letters about an event to the people whom they reach."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain

from domain import outbox
from domain.card import Card, ShowsEvent
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork


async def post_letters(work: UnitOfWork, letters: Iterable[Letter]) -> None:
    """Owes each letter, with its .ics, wherever its reader is reached, as a card that stays current.

    Not where it is owed already, or has arrived: nothing would ever fill another card.
    """
    letters = tuple(letters)
    await work.letters.add(*letters)
    copies = {outbox.letter_key(x, address.lane): (x, address) for x in letters for address in x.reader.reachable}
    known = await work.outbox.known(*copies)
    new = [copy for key, copy in copies.items() if key not in known]
    cards = await work.cards.add(
        *(Card(0, x.reader.id, a.chat_id, ShowsEvent(x.event.id), letter=x.key) for x, a in new)
    )
    rows = (outbox.letter(letter, address, card) for (letter, address), card in zip(new, cards, strict=True))
    await work.outbox.post(*chain.from_iterable(rows))


async def invite(work: UnitOfWork, event: Event, person: Person, now: datetime) -> Event:
    """Invites somebody who has just come, if they can be reached, and writes to nobody else. Returns the event then."""
    if not person.is_reachable:
        return event
    others = await work.events.others(event, [person])
    await post_letters(work, [Letter(Occasion.INVITED, event, person, now, others.get(person.id, ()))])
    return event.told(person.id)


async def notify(work: UnitOfWork, letter: Letter, readers: Iterable[Person]) -> None:
    """This letter to each of these people whom we can reach."""
    await post_letters(work, [replace(letter, reader=p) for p in readers if p.is_reachable])
