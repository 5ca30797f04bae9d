"""Cards: which message in which chat shows what."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, insert, select, update

from domain.card import (
    AsksToCancel,
    AsksToSend,
    Card,
    OfForm,
    Shows,
    ShowsDiscarded,
    ShowsEvent,
    ShowsForm,
    ShowsHours,
    ShowsInvitees,
    ShowsLengths,
    ShowsMonth,
    ShowsNewer,
)
from domain.details import Role
from storage.connection import Connection
from storage.constructs import any_of
from storage.statements import Prepared, Row
from storage.tables.events import attendance
from storage.tables.screens import cards

# The names under which it is stored what a card shows; its ids have columns, all else is in `details`.
_KINDS: dict[str, type[Shows]] = {
    "event": ShowsEvent,
    "newer": ShowsNewer,
    "cancel": AsksToCancel,
    "form": ShowsForm,
    "month": ShowsMonth,
    "hours": ShowsHours,
    "lengths": ShowsLengths,
    "invitees": ShowsInvitees,
    "send": AsksToSend,
    "discarded": ShowsDiscarded,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_ADAPTERS: dict[str, TypeAdapter[Shows]] = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
_SHOWN = ("shows", "event_id", "form_id", "details")

_OWN = ("reader", "chat_id", "message_id", "letter", "inline_message_id")

_CARDS = select(cards.c.id, *(cards.c[name] for name in (*_OWN, *_SHOWN))).order_by(cards.c.id)
_GET = Prepared(_CARDS.where(cards.c.id == bindparam("card")))
_OF_EVENT = Prepared(
    _CARDS.where(cards.c.event_id == bindparam("event"), cards.c.form_id.is_(None), cards.c.shows != _NAMES[ShowsNewer])
)
_OF_ORGANIZERS = Prepared(
    _CARDS.join(attendance, and_(attendance.c.event_id == cards.c.event_id, attendance.c.person_id == cards.c.reader))
    .where(any_of(cards.c.event_id, "events"), attendance.c.role == Role.CHAIR)
    .where(cards.c.form_id.is_(None), cards.c.shows != _NAMES[ShowsNewer])
)
_OF_FORM = Prepared(_CARDS.where(cards.c.form_id == bindparam("form")))
_AT = Prepared(_CARDS.where(cards.c.chat_id == bindparam("chat"), cards.c.message_id == bindparam("message")))
_ADD = Prepared(insert(cards).returning(cards.c.id), (*_OWN, *_SHOWN))
_SAVE = Prepared(update(cards).where(cards.c.id == bindparam("card")), _SHOWN)


class SqlCards:
    """domain.ports.Cards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, card_id: int) -> Card:
        """Raises LookupError for an unknown id."""
        if not (found := await self._cards(_GET, card=card_id)):
            raise LookupError(f"no card {card_id}")
        return found[0]

    async def add(self, *new: Card) -> tuple[Card, ...]:
        return tuple([replace(card, id=await self._connection.scalar(_ADD, **_values(card))) for card in new])

    async def save(self, card: Card) -> None:
        await self._connection.run(_SAVE, **_shown(card.shows), card=card.id)

    async def of_event(self, event_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_EVENT, event=event_id)

    async def of_organizers(self, event_ids: Iterable[int]) -> tuple[Card, ...]:
        return await self._cards(_OF_ORGANIZERS, events=list(event_ids))

    async def of_form(self, form_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_FORM, form=form_id)

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        found = await self._cards(_AT, chat=chat_id, message=message_id)
        return found[-1] if found else None

    async def _cards(self, statement: Prepared, **asked: Any) -> tuple[Card, ...]:
        return tuple(_card(row) for row in await self._connection.all(statement, **asked))


def _card(row: Row) -> Card:
    id, reader, chat_id, message_id, letter, inline_message_id, *shown = row
    return Card(id, reader, chat_id, _shows(*shown), message_id, letter, inline_message_id)


def _values(card: Card) -> dict[str, Any]:
    return {name: getattr(card, name) for name in _OWN} | _shown(card.shows)


def _shows(name: str, event_id: int | None, form_id: int | None, details: dict[str, Any]) -> Shows:
    """Once its form is forgotten, it shows the event that was edited, or that nothing is left."""
    if form_id is None and issubclass(_KINDS[name], OfForm):
        return ShowsDiscarded() if event_id is None else ShowsEvent(event_id)
    return _ADAPTERS[name].validate_python({"event_id": event_id, "form_id": form_id, **details})


def _shown(shows: Shows) -> dict[str, Any]:
    name = _NAMES[type(shows)]
    details = _ADAPTERS[name].dump_python(shows, mode="json")
    ids = {column: details.pop(column, None) for column in ("event_id", "form_id")}
    return {"shows": name, "details": details, **ids}
