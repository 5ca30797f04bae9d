"""Makes the domain's objects for tests: three people, one event, and whatever a test wants different about them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.address import Address, Channel, Reach, on_telegram
from domain.attendee import Attendee
from domain.conference import Conference
from domain.details import Role
from domain.event import Event
from domain.person import Person
from domain.when import When


def a_telegram(user_id: int, username: str | None = None, reach: Reach = Reach.STARTED) -> Address:
    return Address(*on_telegram(user_id), reach, username)


ELENA = Person(1, "Елена Смирнова", addresses=(a_telegram(1001, "elena"),))
ALEXANDER = Person(2, "Александр Смирнов", addresses=(a_telegram(1002, "smirnov"),))
ANNA = Person(3, "Anna Lee", "en", zone="Europe/London", addresses=(a_telegram(1003, "anna"),))


def telegram_of(person: Person) -> Address:
    address = person.on(Channel.TELEGRAM)
    assert address is not None
    return address


def changed_person(person: Person, **changes: Any) -> Person:
    """`telegram_id`, `username`, `reach` and `started_at` are those of the person's only address."""
    address = telegram_of(person)
    if (telegram_id := changes.pop("telegram_id", None)) is not None:
        address = replace(address, value=str(telegram_id))
    of_address = {name: changes.pop(name) for name in ("username", "reach", "started_at") if name in changes}
    return replace(person, **{"addresses": (replace(address, **of_address),)} | changes)


def a_person(**changes: Any) -> Person:
    """Елена Смирнова, unless told otherwise."""
    return changed_person(ELENA, **changes)


def a_when(start: str = "2028-08-28 10:00", end: str = "2028-08-28 12:30", zone: str = "Europe/Moscow") -> When:
    """Monday 28 August 2028, 10:00-12:30 in Moscow; `start` and `end` are local times of `zone`, kept in UTC."""
    return When(_utc(start, zone), _utc(end, zone), zone)


def a_conference(**changes: Any) -> Conference:
    room = Conference(
        "6N2YGD5G", "https://meet.example.org/elena/6N2YGD5G", "sip:planerka@example.org", "68138", provider="skype"
    )
    return replace(room, **changes)


def an_event(**changes: Any) -> Event:
    """«Собрание акционеров» of Elena, Alexander required, Anna optional; stored as 1, without a conference."""
    people = (Attendee(ELENA, Role.CHAIR), Attendee(ALEXANDER), Attendee(ANNA, Role.OPTIONAL))
    event = Event(1, "5f0c7a52-8f5e-4b52-9d6c-0e3c1b1f7a10@planerka.example", "Собрание акционеров", a_when(), people)
    return replace(event, **changes)


def _utc(local: str, zone: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
