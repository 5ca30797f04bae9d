"""Sets the time of the event in a form: typed, picked by buttons, or chosen from readings. All raise FORM_GONE."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refusal, Why
from domain.form import Form
from domain.person import Person
from domain.phrases import read_when
from domain.ports import UnitOfWork
from domain.usecases.shared.forms import own_form
from domain.when import DEFAULT_LENGTH, MAX_LENGTH, When

MINUTE = timedelta(minutes=1)


def scheduled(form: Form, readings: tuple[When, ...], now: datetime) -> Form:
    """The form with the only reading, or asking which one is meant, or whether one in the past is."""
    if len(readings) == 1 and readings[0].start > now:
        return form.scheduled(readings[0], past_meant=False)
    return form.choosing(readings)


@dataclass(frozen=True)
class SetTime:
    work: UnitOfWork
    now: datetime

    async def text(self, form_id: int, by: Person, typed: str) -> Form:
        """Raises as `read_when` does."""
        return await self.read(form_id, by, read_when(typed, self.now, by.zone))

    async def read(self, form_id: int, by: Person, readings: tuple[When, ...]) -> Form:
        """Sets the only reading, or asks which is meant."""
        form = await own_form(self.work, form_id, by)
        return await self._save(scheduled(form, readings, self.now))

    async def picked(self, form_id: int, by: Person, local: datetime) -> Form:
        """`local` is picked, naive, in the person's zone. The length stays. Raises as `read_when` does."""
        form = await own_form(self.work, form_id, by)
        length = _length(form.details.when)
        start = local.replace(tzinfo=ZoneInfo(by.zone))
        typed = f"{start:%d.%m.%Y %H:%M} {length // MINUTE} min"
        return await self._save(scheduled(form, read_when(typed, self.now, by.zone), self.now))

    async def length(self, form_id: int, by: Person, minutes: int) -> Form:
        """Sets another length. Raises TIME_MISSING, or OUTDATED_BUTTON for a length out of range."""
        form = await own_form(self.work, form_id, by)
        if (when := form.details.when) is None:
            raise Refusal(Why.TIME_MISSING)
        if not 0 < minutes <= MAX_LENGTH // MINUTE:
            raise Refusal(Why.OUTDATED_BUTTON)
        longer = replace(when, end=when.start + minutes * MINUTE)
        return await self._save(form.scheduled(longer, form.past_meant))

    async def reading(self, form_id: int, by: Person, start: datetime, end: datetime) -> Form:
        """Chooses a reading, by its start and end; it may be in the past. Raises OUTDATED_BUTTON for any other."""
        form = await own_form(self.work, form_id, by)
        chosen = next((r for r in form.readings if (r.start, r.end) == (start, end)), None)
        if chosen is None:
            raise Refusal(Why.OUTDATED_BUTTON)
        return await self._save(form.scheduled(chosen, past_meant=chosen.start <= self.now))

    async def _save(self, form: Form) -> Form:
        await self.work.forms.save(form)
        return form


def _length(when: When | None) -> timedelta:
    return when.end - when.start if when else DEFAULT_LENGTH
