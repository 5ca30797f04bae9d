"""Forms, kept as JSON: they are read and written whole, by one person, and live for minutes."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.errors import Refusal, Why
from domain.form import Form
from storage.rows import forms

_FORM = TypeAdapter(Form)

_GET = select(forms.c.id, forms.c.body).where(forms.c.id == bindparam("form"))
_OF_EVENT = select(forms.c.id, forms.c.body).where(forms.c.event_id == bindparam("event")).order_by(forms.c.id)
_ADD = insert(forms).returning(forms.c.id)
_SAVE = update(forms).where(forms.c.id == bindparam("form"))
_REMOVE = delete(forms).where(forms.c.id == bindparam("form"))


class SqlForms:
    """domain.ports.Forms."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, form_id: int) -> Form:
        row = (await self._connection.execute(_GET, {"form": form_id})).first()
        if row is None:
            raise Refusal(Why.FORM_GONE)
        return _form(row)

    async def add(self, form: Form) -> Form:
        added = await self._connection.execute(_ADD, _values(form))
        return replace(form, id=added.scalar_one())

    async def save(self, form: Form) -> None:
        await self._connection.execute(_SAVE, _values(form) | {"form": form.id})

    async def remove(self, form: Form) -> None:
        await self._connection.execute(_REMOVE, {"form": form.id})

    async def of_event(self, event_id: int) -> tuple[Form, ...]:
        return tuple(_form(row) for row in await self._connection.execute(_OF_EVENT, {"event": event_id}))


def _form(row: Row[int, str]) -> Form:
    return replace(_FORM.validate_json(row.body), id=row.id)


def _values(form: Form) -> dict[str, Any]:
    return {"owner": form.owner, "event_id": form.event_id, "body": _FORM.dump_json(form).decode()}
