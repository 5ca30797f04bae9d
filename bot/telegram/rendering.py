"""What a card shows now: drawn when it is sent, from the newest state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.telegram.lru import Lru
from domain.card import (
    AsksToCancel,
    AsksToSend,
    Card,
    OfEvent,
    OfForm,
    ShowsDiscarded,
    ShowsHours,
    ShowsInvitees,
    ShowsLengths,
    ShowsMonth,
    ShowsNewer,
)
from domain.errors import Refusal
from domain.event import Event
from domain.form import Form
from domain.letters import Letter
from domain.person import Person
from domain.ports import UnitOfWork
from domain.road import Units
from handlers.views import View, invitees, texts, time_picker
from handlers.views.card import cancelling, superseded
from handlers.views.card import card as event_card
from handlers.views.form import form as form_view
from handlers.views.form import send_confirmation
from handlers.views.letter import letter as letter_view
from locales import speaking

LETTERS_REMEMBERED = 2_000  # a letter never changes


class Renderer:
    """Draws cards for their readers; reads only what it is not given."""

    def __init__(self, units: Units, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock
        self._letters: Lru[str, Letter] = Lru(LETTERS_REMEMBERED)

    async def card(self, card: Card, event: Event | None) -> View:
        """`event` is the newest state if it is at hand. Raises LookupError for a card without a reader."""
        if card.reader is None:
            raise LookupError(f"card {card.id} has no reader, and there is no view that is the same for everybody")
        if not isinstance(card.shows, OfEvent) or event is None or event.attendee(card.reader) is None:
            return await self._read_and_draw(card, card.reader)
        letter = await self._letter_of(card)
        reader = event.require_attendee(card.reader).person
        with speaking(reader.language):
            return self._draw_event(card.shows, event, reader, letter)

    def letter(self, letter: Letter) -> View:
        """The letter as it first leaves, with the event as of its change."""
        self._letters.add(letter.key, letter)
        with speaking(letter.reader.language):
            return letter_view(letter, letter.event, self._clock())

    async def _letter_of(self, card: Card) -> Letter | None:
        if card.letter is None:
            return None
        if (known := self._letters.get(card.letter)) is not None:
            return known
        async with self._units.read() as work:
            return self._letters.add(card.letter, await work.letters.get(card.letter))

    async def _read_and_draw(self, card: Card, reader_id: int) -> View:
        letter = await self._letter_of(card)
        async with self._units.read() as work:
            reader = await work.people.get(reader_id)
            with speaking(reader.language):
                match card.shows:
                    case OfEvent(event_id):
                        return self._draw_event(card.shows, await work.events.get(event_id), reader, letter)
                    case OfForm():
                        return await self._draw_form(work, card.shows, reader)
                    case ShowsDiscarded():
                        return View(texts.discarded())

    def _draw_event(self, shows: OfEvent, event: Event, reader: Person, letter: Letter | None) -> View:
        match shows:
            case ShowsNewer():
                return superseded(event)
            case AsksToCancel(comment=comment) if not event.is_cancelled:
                return cancelling(event, reader, comment)
        if letter is not None:
            return letter_view(replace(letter, reader=reader), event, self._clock())
        return event_card(event, reader, self._clock())

    async def _draw_form(self, work: UnitOfWork, shows: OfForm, reader: Person) -> View:
        try:
            form = await work.forms.get(shows.form_id)
        except Refusal:
            return View(texts.discarded())
        people = await work.people.many(i.person_id for i in form.details.invitees)
        return _of_form(shows, form, {p.id: p for p in people}, reader, now=self._clock())


def _of_form(shows: OfForm, form: Form, people: Mapping[int, Person], reader: Person, *, now: datetime) -> View:
    match shows:
        case ShowsMonth(month=month):
            return time_picker.month(form, month, reader, now)
        case ShowsHours(day=day):
            return time_picker.hours(form, day, reader, now)
        case ShowsLengths():
            return time_picker.lengths(form, reader)
        case ShowsInvitees(page=page):
            return invitees.page(form, people, page)
        case AsksToSend():
            return send_confirmation(form)
    return form_view(form, people, reader, now)
