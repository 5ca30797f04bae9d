"""Telling everybody what they do not know of an event yet: against what letters have really told them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from domain.announcement import news
from domain.attendee import Attendee
from domain.event import Event
from domain.form import Field
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import supersede
from domain.usecases.shared.letters import post_letters

Told = Mapping[int, Event]  # the event as each reader knows it, by person id: domain.ports.Letters.told
Group = tuple[Event | None, list[Person]]  # readers who know the same of an event; None: nothing


async def post_announcement(work: UnitOfWork, event: Event, now: datetime) -> Event:
    """Tells all attendees what they do not know of the event. Returns it with who was told.

    Somebody whom Telegram does not let us write to counts as never told: the letter leaves when they press Start.
    """
    for person in (a.person for a in event.attendees if not a.person.is_reachable and a.told > 0):
        event = event.missed(person.id)
    return await post_news(work, event, now, [a for a in event.attendees if a.person.is_reachable])


async def post_news(work: UnitOfWork, event: Event, now: datetime, readers: Collection[Attendee]) -> Event:
    """Invites the readers who were never told, and tells the others what changed. Returns the event with who was told.

    A letter that has not arrived has told nothing. It is not sent any more: a newer one takes its place, or none, where
    the event is again as the reader knows it.
    """
    told = await work.letters.told(event.id) if any(a.told > 0 for a in readers) else {}
    late = {a.person.id for a in readers if is_late(a, told)}
    await _supersede_late(work, event, late)
    letters = [x for group in _groups(readers, told) for x in _letters(event, now, *group)]
    await post_letters(work, await _completed(work, event, letters))
    for person_id in late & told.keys():
        event = event.missed(person_id, told[person_id].revision)
    return event.told(*(x.reader.id for x in letters))


def is_late(reader: Attendee, told: Told) -> bool:
    """Whether the last letter that is owed to the reader has not arrived yet."""
    known = told.get(reader.person.id)
    return reader.told > 0 and (known is None or known.revision != reader.told)


async def who_may_know(work: UnitOfWork, event: Event, people: Iterable[Attendee]) -> list[Person]:
    """Those of them whom a letter about the event may have reached: to hear of its end twice is better than never."""
    reached = await work.letters.may_have_reached(event.id)
    return [a.person for a in people if a.person.id in reached]


async def _supersede_late(work: UnitOfWork, event: Event, late: Collection[int]) -> None:
    """The cards of letters that are not sent any more; one that is on its way at this moment points to the newer."""
    if late:
        cards = await work.cards.of_event(event.id)
        await supersede(work, event, (c for c in cards if c.reader in late and c.letter and c.message_id is None))


def _groups(readers: Iterable[Attendee], told: Told) -> list[Group]:
    """Those who know nothing first."""
    groups: dict[int, Group] = {0: (None, [])}
    for reader in readers:
        known = told.get(reader.person.id) if reader.told > 0 else None
        groups.setdefault(known.revision if known else 0, (known, []))[1].append(reader.person)
    return list(groups.values())


def _letters(event: Event, now: datetime, known: Event | None, readers: Iterable[Person]) -> list[Letter]:
    if known is None:
        return [Letter(Occasion.INVITED, event, p, now) for p in readers]
    changes = news(known, event)
    return [Letter(Occasion.CHANGED, event, p, now, changes=changes) for p in readers] if changes else []


async def _completed(work: UnitOfWork, event: Event, letters: Collection[Letter]) -> list[Letter]:
    """With the other events of each reader's day, and the names of the people who came and went."""
    others = await work.events.others(event, [x.reader for x in letters])
    invitees = (c for changes in {x.changes for x in letters} for c in changes if c.field == Field.INVITEES)
    ids = {i.person_id for c in invitees for i in (*c.old, *c.new)}
    names = tuple((p.id, p.name) for p in await work.people.many(sorted(ids)))
    return [replace(x, others=others.get(x.reader.id, ()), names=names if x.changes else ()) for x in letters]
