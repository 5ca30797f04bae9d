"""Forms, kept as JSON: they are read and written whole, by one person, and live for minutes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, insert, select, update

from domain.errors import Refusal, Why
from domain.form import Form
from storage.connection import Connection
from storage.statements import Prepared, Row
from storage.tables.screens import forms

_FORM = TypeAdapter(Form)
_KEYS = ("owner", "event_id", "body", "touched_at")

_GET = Prepared(select(forms.c.id, forms.c.body).where(forms.c.id == bindparam("form")))
_OF_EVENT = Prepared(
    select(forms.c.id, forms.c.body).where(forms.c.event_id == bindparam("event")).order_by(forms.c.id)
)
_LATELY = Prepared(
    select(forms.c.id, forms.c.body)
    .where(forms.c.owner == bindparam("person"), forms.c.touched_at > bindparam("since"))
    .order_by(forms.c.touched_at.desc(), forms.c.id.desc())
)
_ADD = Prepared(insert(forms).returning(forms.c.id), _KEYS)
_SAVE = Prepared(update(forms).where(forms.c.id == bindparam("form")), _KEYS)
_REMOVE = Prepared(delete(forms).where(forms.c.id == bindparam("form")))


class SqlForms:
    """domain.form.Forms."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    async def get(self, form_id: int) -> Form:
        row = await self._connection.first(_GET, form=form_id)
        if row is None:
            raise Refusal(Why.FORM_GONE)
        return _form(row)

    async def add(self, form: Form) -> Form:
        return replace(form, id=await self._connection.scalar(_ADD, **_values(form, self._clock())))

    async def save(self, form: Form) -> None:
        await self._connection.run(_SAVE, **_values(form, self._clock()), form=form.id)

    async def remove(self, form: Form) -> None:
        await self._connection.run(_REMOVE, form=form.id)

    async def asking(self, owner: int, within: timedelta) -> tuple[Form, ...]:
        rows = await self._connection.all(_LATELY, person=owner, since=self._clock() - within)
        return tuple(form for form in map(_form, rows) if form.asking)

    async def of_event(self, event_id: int) -> tuple[Form, ...]:
        return tuple(_form(row) for row in await self._connection.all(_OF_EVENT, event=event_id))


def _form(row: Row) -> Form:
    form_id, body = row
    return replace(_FORM.validate_json(body), id=form_id)


def _values(form: Form, now: datetime) -> dict[str, Any]:
    body = _FORM.dump_json(form).decode()
    return {"owner": form.owner, "event_id": form.event_id, "body": body, "touched_at": now}
