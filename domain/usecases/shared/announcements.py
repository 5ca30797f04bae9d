"""Posts letters that tell people what they do not know of an event yet, judged by letters delivered to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from domain.announcement import changes_since
from domain.attendee import Attendee
from domain.event import Event
from domain.form import Field
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import supersede
from domain.usecases.shared.letters import post_letters

Told = Mapping[int, Event]  # by person id, the event as each reader knows it (domain.ports.Letters.told)
Group = tuple[Event | None, list[Person]]  # readers who know the same state of an event; None: nothing


async def announce_to_all(work: UnitOfWork, event: Event, now: datetime) -> Event:
    """Tells all attendees what they do not know of the event. Returns the event, not saved, with who was told.

    Those who cannot be reached are marked as never told, so that they are invited when they press Start.
    """
    for person in (a.person for a in event.attendees if not a.person.is_reachable and a.told > 0):
        event = event.reset_told(person.id)
    return await announce_to(work, event, now, [a for a in event.attendees if a.person.is_reachable])


async def announce_to(work: UnitOfWork, event: Event, now: datetime, readers: Collection[Attendee]) -> Event:
    """Invites the readers who were never told, and reports changes to the others. Returns the event, not saved, with
    who was told.

    An undelivered letter is overtaken: a newer one replaces it, or none if the event is again as the reader knows it.
    """
    told = await work.letters.told(event.id) if any(a.told > 0 for a in readers) else {}
    undelivered = {a.person.id for a in readers if has_undelivered_letter(a, told)}
    await _supersede_undelivered(work, event, undelivered)
    letters = [x for group in _groups(readers, told) for x in _letters(event, now, *group)]
    await post_letters(work, await _completed(work, event, letters))
    for person_id in undelivered & told.keys():
        event = event.reset_told(person_id, told[person_id].revision)
    return event.told(*(x.reader.id for x in letters))


def has_undelivered_letter(reader: Attendee, told: Told) -> bool:
    """Whether the latest letter posted to the reader has not been delivered yet."""
    known = told.get(reader.person.id)
    return reader.told > 0 and (known is None or known.revision != reader.told)


async def possibly_reached(work: UnitOfWork, event: Event, people: Iterable[Attendee]) -> list[Person]:
    """Those of them whom a letter about the event may have reached: to hear of its end twice is better than never."""
    reached = await work.letters.possibly_reached(event.id)
    return [a.person for a in people if a.person.id in reached]


async def _supersede_undelivered(work: UnitOfWork, event: Event, undelivered: Collection[int]) -> None:
    """Supersedes the cards of overtaken letters, one of which may just be on its way."""
    if undelivered:
        cards = await work.cards.of_event(event.id)
        await supersede(
            work, event, (c for c in cards if c.reader in undelivered and c.letter and c.message_id is None)
        )


def _groups(readers: Iterable[Attendee], told: Told) -> list[Group]:
    """First those who know nothing."""
    groups: dict[int, Group] = {0: (None, [])}
    for reader in readers:
        known = told.get(reader.person.id) if reader.told > 0 else None
        groups.setdefault(known.revision if known else 0, (known, []))[1].append(reader.person)
    return list(groups.values())


def _letters(event: Event, now: datetime, known: Event | None, readers: Iterable[Person]) -> list[Letter]:
    if known is None:
        return [Letter(Occasion.INVITED, event, p, now) for p in readers]
    changes = changes_since(known, event)
    return [Letter(Occasion.CHANGED, event, p, now, changes=changes) for p in readers] if changes else []


async def _completed(work: UnitOfWork, event: Event, letters: Collection[Letter]) -> list[Letter]:
    """With the other events of each reader's day, and the names of people who were added or removed."""
    others = await work.events.others(event, [x.reader for x in letters])
    invitees = (c for changes in {x.changes for x in letters} for c in changes if c.field == Field.INVITEES)
    ids = {i.person_id for c in invitees for i in (*c.old, *c.new)}
    names = tuple((p.id, p.name) for p in await work.people.many(sorted(ids)))
    return [replace(x, others=others.get(x.reader.id, ()), names=names if x.changes else ()) for x in letters]
