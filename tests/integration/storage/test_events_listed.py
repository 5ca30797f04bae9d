"""Which events a person has ahead, was never told of, or has on the same day."""

from datetime import UTC, datetime
from typing import Any

from domain.attendee import Partstat
from domain.event import Event
from domain.letters import OtherEvent
from storage.uow import Database
from tests.make import ALEXANDER, ANNA, a_conference, a_when, an_event

NOW = datetime(2028, 8, 25, 9, 0, tzinfo=UTC)


def at(start: str, end: str, **changes: Any) -> Event:
    return an_event(id=0, uid=start + end, when=a_when(start, end), **changes)


async def test_what_is_ahead(known: Database) -> None:
    """Own events that end later, the soonest first, by pages; cancelled ones stay until they are deleted."""
    async with known.write() as work:
        running = await work.events.add(at("2028-08-25 11:00", "2028-08-26 11:00", conference=a_conference()))
        await work.events.add(at("2028-08-25 11:00", "2028-08-25 12:00", summary="over at NOW, 12:00 in Moscow"))
        gone = at("2028-08-29 10:00", "2028-08-29 11:00").cancelled("")
        gone = await work.events.add(gone)
        lines = await work.events.upcoming(2, NOW, 10, 0)
        assert [line.event_id for line in lines] == [running.id, 1, gone.id]
        assert [line.is_cancelled for line in lines] == [False, False, True]
        assert [line.has_conference for line in lines] == [True, False, False]
        assert [line.is_organizer for line in await work.events.upcoming(1, NOW, 10, 0)] == [True] * 3
        assert await work.events.upcoming(2, NOW, 1, 1) == lines[1:2]
        await work.events.save_attendee(gone.deleted(2, NOW), 2)
        assert await work.events.upcoming(2, NOW, 10, 0) == lines[:2]


async def test_what_a_person_was_never_told(known: Database) -> None:
    """Standing events to come of which an attendee never had a letter; reset_told is about all that they attend."""
    async with known.write() as work:
        cancelled = await work.events.add(at("2028-08-29 10:00", "2028-08-29 11:00").cancelled(""))
        past = await work.events.add(at("2028-08-24 10:00", "2028-08-24 11:00"))
        told = await work.events.add(at("2028-08-27 10:00", "2028-08-27 11:00").told(2))
        assert await work.events.never_told(2, NOW) == (an_event(),)
        assert await work.events.never_told(1, NOW) == ()
        assert set(await work.events.reset_told(2, NOW)) == {told.id, an_event().id, cancelled.id}
        assert await work.events.reset_told(1, NOW) == ()
        assert past.id not in await work.events.reset_told(3, NOW)
        assert set(await work.events.never_told(2, NOW)) == {an_event(), told.reset_told(2)}


async def test_other_events_of_the_day(known: Database) -> None:
    """The day is the reader's: a night in Moscow may be another day in London.

    What overlaps is marked; declined and cancelled events do not count.
    """
    async with known.write() as work:
        await work.events.add(at("2028-08-28 00:30", "2028-08-28 01:30", summary="Sunday in London"))
        clash = await work.events.add(at("2028-08-28 12:00", "2028-08-28 13:00", summary="clash"))
        await work.events.add(at("2028-08-28 15:00", "2028-08-28 16:00").cancelled(""))
        night = at("2028-08-29 01:00", "2028-08-29 01:45", summary="Monday in London")
        await work.events.add(night.answered(2, Partstat.DECLINED, 0))
        declined = at("2028-08-28 16:00", "2028-08-28 17:00").answered(2, Partstat.DECLINED, 0)
        await work.events.add(declined.answered(3, Partstat.DECLINED, 0))
        found = await work.events.others(an_event(), [ALEXANDER, ANNA])
    assert [(o.summary, o.clashes) for o in found[2]] == [("Sunday in London", False), ("clash", True)]
    assert found[2][1] == OtherEvent(clash.id, "clash", clash.when, clashes=True)
    assert [o.summary for o in found[3]] == ["clash", "Monday in London"]


async def test_nobody_has_no_other_events(known: Database) -> None:
    async with known.read() as work:
        assert await work.events.others(an_event(), []) == {}
