"""What the tests of the use cases share: units of work on the real storage, and what each of them owes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from bot.wiring import REACTIONS
from domain.address import Reach
from domain.attendee import Attendee, Partstat
from domain.card import Card, ShowsEvent, ShowsForm, ShowsNewer
from domain.conference import Conference, Failure, MadeFor, Trouble
from domain.details import Details, Invitee, Role
from domain.errors import Refusal, Why
from domain.event import Event
from domain.form import Form
from domain.letters import Letter, Occasion
from domain.messages.inbox import Due
from domain.messages.outbox import SendLetter, Unreadable
from domain.person import Person
from domain.policy import LINK_TIMEOUT, Policy
from domain.road import Arrived, DeliveryResult, End, OutboxRow
from domain.usecases.attach_conference import AttachConference
from domain.usecases.edit import Edit
from domain.usecases.identify import Identify
from domain.usecases.send import Send
from storage.tables.road import outbox
from storage.uow import Database, SqlUnitOfWork
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_telegram, a_when, an_event, telegram_of

T = TypeVar("T")

IVAN = Person(4, "Иван Петров", addresses=(a_telegram(1004, "ivan", Reach.NEW),))
STRANGER = Person(5, "Чужой", addresses=(a_telegram(1005, "stranger"),))
PEOPLE = (ELENA, ALEXANDER, ANNA, IVAN, STRANGER)
ROOM = a_conference()
POLICY = Policy(conferences=True)
DETAILS = Details("Собрание", a_when(), (Invitee(ALEXANDER.id), Invitee(ANNA.id, Role.OPTIONAL)))


@dataclass
class Clock:
    """Stands until a test moves it."""

    now: datetime = datetime(2028, 8, 1, 12, tzinfo=UTC)
    _lost: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return (self.now + self._lost).timestamp()

    def set_back(self, hours: float) -> None:
        """As the administrator of a machine does: no time has passed by that."""
        self.now -= timedelta(hours=hours)
        self._lost += timedelta(hours=hours)


@dataclass(frozen=True)
class Row:
    """A row of the outbox."""

    kind: str
    lane: str
    key: str | None
    body: dict[str, Any]
    due_at: datetime


@dataclass
class House:
    """`owed` is what the last unit of work posted, `fresh` what of it all may leave and nobody has taken."""

    units: Database
    clock: Clock
    owed: list[Row] = field(default_factory=list)
    fresh: list[OutboxRow] = field(default_factory=list)
    _seen: int = 0

    @property
    def now(self) -> datetime:
        return self.clock.now

    async def people_move_in(self) -> None:
        for person in PEOPLE:
            assert await self.does(lambda w, p=person: w.people.add(p)) == person  # type: ignore[misc]

    async def crowd(self, size: int) -> list[Person]:
        """So many people whom nobody knows yet."""

        async def meet(work: SqlUnitOfWork) -> list[Person]:
            return [await Identify(work, POLICY)(2000 + n, f"P{n}", None) for n in range(size)]

        return await self.does(meet)

    async def does(self, act: Callable[[SqlUnitOfWork], Awaitable[T]]) -> T:
        """One unit of work, committed."""
        async with self.units.write() as work:
            done = await act(work)
        self.fresh += work.fresh
        self.owed = await self._posted()
        return done

    async def keeps(self, act: Callable[[SqlUnitOfWork], Awaitable[Form]]) -> Form:
        """One unit of work on a form: what it returns is what is stored, and nothing leaves the form."""
        form = await self.does(act)
        assert await self.asks(lambda w: w.forms.get(form.id)) == form
        assert self.owed == []
        return form

    async def refuses(self, act: Callable[[SqlUnitOfWork], Awaitable[object]]) -> Why | None:
        """One unit of work, rolled back whatever happens: why it was refused, None if it was not."""
        try:
            async with self.units.write() as work:
                await act(work)
                raise _TakenBackError
        except Refusal as refusal:
            return refusal.why
        except _TakenBackError:
            return None

    async def asks(self, about: Callable[[SqlUnitOfWork], Awaitable[T]]) -> T:
        async with self.units.read() as work:
            return await about(work)

    async def event(self, event_id: int = 1) -> Event:
        return await self.asks(lambda w: w.events.get(event_id))

    async def person(self, person: Person) -> Person:
        return await self.asks(lambda w: w.people.get(person.id))

    async def told(self, event_id: int = 1) -> dict[str, int]:
        """By first name, attendees only."""
        return {_first(a.person): a.told for a in (await self.event(event_id)).attendees}

    def letters(self) -> list[tuple[str, str]]:
        """Occasion and first name of the reader of each letter that the last unit of work owes, in alphabet."""
        names = {p.id: _first(p) for p in PEOPLE}
        keys = [r.body["letter"].split(":") for r in self.owed if r.kind == "letter"]
        return sorted((occasion, names[int(reader)]) for occasion, _event, _revision, reader in keys)

    def kinds(self, *kinds: str) -> list[Row]:
        return [r for r in self.owed if r.kind in kinds]

    async def form(self, details: Details = DETAILS, **changes: Any) -> Form:
        """A form of Elena's for a new event, with the card that shows it."""
        form = await self.does(lambda w: w.forms.add(Form(0, ELENA.id, details, conference_offered=True)))
        await self.does(lambda w: w.forms.save(replace(form, **changes)))
        await self.does(
            lambda w: w.cards.add(Card(0, ELENA.id, telegram_of(ELENA).chat_id, ShowsForm(form.id, form.event_id)))
        )
        return replace(form, **changes)

    async def editing(self, event: Event, **details: Any) -> Form:
        """«Редактировать», and some fields filled anew."""
        form = await self.does(lambda w: Edit(w, POLICY)(event.id, ELENA))
        form = form.filled(**details)
        await self.does(lambda w: w.forms.save(form))
        return form

    async def sends(self, form: Form, without_attendees: bool = False) -> Event:
        sent = await self.does(lambda w: self.send(w, form, without_attendees))
        assert isinstance(sent, Event), sent
        return sent

    def send(self, work: SqlUnitOfWork, form: Form, without_attendees: bool = False) -> Awaitable[object]:
        return Send(work, self.now, lambda: f"{form.id}@planerka")(form.id, ELENA, without_attendees)

    async def announced(self, **details: Any) -> Event:
        """An event whose letters have arrived, without a conference."""
        event = await self.sends(await self.form(replace(DETAILS, **details)))
        await self.letters_arrive()
        return event

    async def letters_wait(self, *readers: Person, is_attempt: bool = False) -> None:
        """Those of these readers are put off: they were not tried, or nobody knows how that ended (`is_attempt`)."""
        lanes, later = [telegram_of(p).lane for p in readers], self.now + timedelta(hours=1)
        rows = [r for r in self.fresh if r.outgoing.lane in lanes]
        ends = [DeliveryResult(r.id, End.AGAIN, "busy", later, is_attempt=is_attempt) for r in rows]
        async with self.units.write() as work:
            await work.relay.settle(ends)

    async def letters_arrive(self, *readers: Person) -> None:
        """Those that may leave, of these readers or of all; `owed` stays as it was."""
        lanes = [telegram_of(p).lane for p in readers or PEOPLE]
        rows = [r for r in self.fresh if isinstance(r.outgoing.message, SendLetter) and r.outgoing.lane in lanes]
        self.fresh = [r for r in self.fresh if r not in rows]
        async with self.units.write() as work:
            await work.relay.settle([delivered(r) for r in rows])

    async def has(self, **changes: Any) -> Event:
        """Any event, stored as it is: Elena's, everybody told, with a card in Elena's chat that is kept current."""
        people = (Attendee(ELENA, Role.CHAIR, Partstat.ACCEPTED), Attendee(ALEXANDER, told=1), Attendee(ANNA, told=1))
        event = await self.does(lambda w: w.events.add(an_event(**({"people": people} | changes))))
        await self.does(lambda w: w.cards.add(Card(0, ELENA.id, telegram_of(ELENA).chat_id, ShowsEvent(event.id))))
        told = [a for a in event.attendees if a.told > 0]
        letters = [Letter(Occasion.INVITED, replace(event, revision=a.told), a.person, self.now) for a in told]
        cards = [Card(0, x.reader.id, telegram_of(x.reader).chat_id, ShowsNewer(event.id), 1, x.key) for x in letters]
        await self.does(lambda w: w.letters.add(*letters))
        await self.does(lambda w: w.cards.add(*cards))
        return event

    async def timer(self, event_id: int = 1) -> Due | Unreadable | None:
        return await self.asks(lambda w: w.timers.get(f"announce:{event_id}"))

    async def patience_ends(self) -> None:
        """The timer fires: its letters leave. Fails when there is none."""
        fired = await self.timer_fires()
        await self.handles(fired)

    async def handles(self, arrived: Arrived) -> None:
        await self.does(lambda w: REACTIONS[type(arrived.message)](w, self.now, arrived.message))

    async def timer_fires(self) -> Arrived:
        """It is in the inbox, and nobody has looked there yet."""
        assert await self.timer() is not None
        self.clock.now += LINK_TIMEOUT
        (taken,) = await self.does(lambda w: w.due_timers.due(10))
        return taken.arrived

    async def room_comes(self, event: Event, room: Conference = ROOM) -> None:
        """Made for the event as it is there."""
        made_for = MadeFor(event.summary, event.when.end, event.conference_addresses)
        await self.does(lambda w: AttachConference(w, self.now).made(event.id, room, made_for))

    async def room_fails(self, event: Event, trouble: Trouble, **more: Any) -> None:
        """For good, unless told otherwise."""
        await self.does(lambda w: AttachConference(w, self.now).failed(event.id, Failure(trouble, **more)))

    async def _posted(self) -> list[Row]:
        columns = (outbox.c.kind, outbox.c.lane, outbox.c.key, outbox.c.body, outbox.c.due_at)
        rows = select(outbox.c.id, *columns).where(outbox.c.id > self._seen).order_by(outbox.c.id)
        async with self.units.engine.reader.begin() as connection:
            found = (await connection.execute(rows)).all()
        self._seen = found[-1].id if found else self._seen
        return [Row(*row[1:]) for row in found]


def delivered(row: OutboxRow) -> DeliveryResult:
    """It has arrived; a letter is a message from now on."""
    message = row.outgoing.message
    sent = (message.card, 1000 + row.id) if isinstance(message, SendLetter) else None
    return DeliveryResult(row.id, End.DONE, message=sent)


class _TakenBackError(Exception):
    """Nothing of it stays."""


def _first(person: Person) -> str:
    return person.name.split()[0]
