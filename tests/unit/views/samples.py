"""What the views are tried with: the same story in both languages, each reader in a zone of their own."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from domain.address import Reach
from domain.attendee import Attendee, Partstat
from domain.conference import Conference, Phone
from domain.details import Details, Role
from domain.event import Event
from domain.form import Form
from domain.letters import Letter, Occasion, OtherEvent
from domain.person import Person
from tests.make import a_conference, a_person, a_when, an_event

NOW = datetime(2028, 8, 1, 9, 15, tzinfo=UTC)
LINK = a_conference().join_url
PHONES = (Phone("+46812345", "Stockholm"), Phone("+74951234567", "Москва"), Phone("88005553535"), Phone("112", "SOS"))


@dataclass(frozen=True)
class Story:
    """Elena organizes, Alexander and Anna attend; the texts are in the language of all three."""

    elena: Person
    alexander: Person
    anna: Person
    summary: str
    place: str
    description: str
    word: str
    other: str
    clashing: str

    @property
    def people(self) -> dict[int, Person]:
        return {p.id: p for p in (self.elena, self.alexander, self.anna)}

    def event(self, **changes: Any) -> Event:
        """As Elena sent it: Alexander required, Anna optional."""
        attendees = (Attendee(self.alexander, told=1), Attendee(self.anna, Role.OPTIONAL, told=1))
        people = (Attendee(self.elena, Role.CHAIR, Partstat.ACCEPTED), *attendees)
        texts = {"summary": self.summary, "place": self.place, "description": self.description}
        return an_event(**({"people": people} | texts | changes))

    def linked(self, **changes: Any) -> Event:
        return replace(self.event().connected(a_conference()), **changes)

    def answered(self) -> Event:
        return self.linked().answered(2, Partstat.ACCEPTED, 0).answered(3, Partstat.TENTATIVE, 0)

    def letter(self, occasion: Occasion, event: Event, **more: Any) -> Letter:
        return Letter(
            occasion, event, self.elena if occasion is Occasion.NO_CONFERENCE else self.alexander, NOW, **more
        )

    def others(self) -> tuple[OtherEvent, ...]:
        early, late = a_when("2028-08-28 09:00", "2028-08-28 10:30"), a_when("2028-08-28 15:00", "2028-08-28 15:30")
        return OtherEvent(7, self.clashing, early, clashes=True), OtherEvent(8, self.other, late, clashes=False)

    def form(self, **changes: Any) -> Form:
        """Nothing filled in yet."""
        return replace(Form(4, self.elena.id, Details(), conference_offered=True), **changes)

    def filled(self, **changes: Any) -> Form:
        return self.form(details=replace(self.event().details, **changes))

    def editing(self, event: Event, **changes: Any) -> Form:
        details = event.details
        form = Form(4, self.elena.id, details, event.id, details, event.link, conference_offered=True)
        return replace(form, details=replace(details, **changes))


def dialled(phones: int = 3) -> Conference:
    """With so many numbers."""
    return a_conference(phones=PHONES[:phones])


def _russian(id: int, name: str) -> Person:
    return a_person(id=id, telegram_id=1000 + id, name=name, reach=Reach.STARTED)


def _english(id: int, name: str) -> Person:
    return replace(_russian(id, name), language="en", zone="Europe/London")


RUSSIAN = Story(
    _russian(1, "Елена Смирнова"),
    _russian(2, "Александр Смирнов"),
    _russian(3, "Анна Ли"),
    summary="Собрание акционеров",
    place="Большой зал, 3 этаж",
    description="1. Отчёт за полугодие\n2. Выборы совета",
    word="Переносим на сентябрь, дату сообщу.",
    other="Ретроспектива",
    clashing="Планёрка отдела",
)
ENGLISH = Story(
    _english(1, "Elena Smirnova"),
    _english(2, "Alexander Smirnov"),
    _english(3, "Anna Lee"),
    summary="Shareholders' meeting",
    place="Main hall, 3rd floor",
    description="1. Half-year report\n2. Board elections",
    word="Moved to September, the date will follow.",
    other="Retrospective",
    clashing="Team sync",
)
STORIES = {"ru": RUSSIAN, "en": ENGLISH}
