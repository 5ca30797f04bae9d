"""What a card shows now: drawn when it is sent, from the newest state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.telegram.lru import Lru
from domain.card import Card
from domain.errors import Refusal
from domain.event import Event
from domain.form import Form
from domain.letters import Letter
from domain.person import Person
from domain.ports import UnitOfWork
from domain.road import Units
from handlers.views import View, texts
from handlers.views.card import cancelling, superseded
from handlers.views.card import card as event_card
from handlers.views.form import form as form_view
from handlers.views.letter import letter as letter_view
from locales import speaking

REMEMBERED = 2_000  # letters; they never change


class Renderer:
    """Draws cards for their readers; reads only what did not come along in memory."""

    def __init__(self, units: Units, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock
        self._letters: Lru[str, Letter] = Lru(REMEMBERED)

    async def card(self, card: Card, event: Event | None) -> View:
        """`event` is the newest state if it is at hand."""
        if card.form_id is not None or event is None or event.attendee(card.reader) is None:
            return await self._read_and_draw(card)
        letter = await self._letter_of(card)
        reader = event.seen_by(card.reader).person
        with speaking(reader.language):
            return self._draw(card, event, reader, letter)

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

    async def _read_and_draw(self, card: Card) -> View:
        letter = await self._letter_of(card)
        async with self._units.read() as work:
            reader = await work.people.get(card.reader)
            with speaking(reader.language):
                if card.form_id is not None:
                    return await self._draw_form(work, card.form_id, reader)
                if card.event_id is None:
                    return View(texts.discarded())
                return self._draw(card, await work.events.get(card.event_id), reader, letter)

    def _draw(self, card: Card, event: Event, reader: Person, letter: Letter | None) -> View:
        if card.superseded:
            return superseded(event)
        if card.cancelling and not event.is_cancelled:
            return cancelling(event, reader, card.word)
        if letter is not None:
            return letter_view(replace(letter, reader=reader), event, self._clock())
        return event_card(event, reader, self._clock())

    async def _draw_form(self, work: UnitOfWork, form_id: int, reader: Person) -> View:
        try:
            form: Form = await work.forms.get(form_id)
        except Refusal:
            return View(texts.discarded())
        people = await work.people.many(i.person_id for i in form.details.invitees)
        return form_view(form, {p.id: p for p in people}, reader, self._clock())
