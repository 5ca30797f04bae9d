"""Cards: which message in which chat shows what."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.card import Card
from storage.rows import cards

# In the order of Card's fields.
COLUMNS = (
    cards.c.id,
    cards.c.reader,
    cards.c.chat_id,
    cards.c.event_id,
    cards.c.form_id,
    cards.c.message_id,
    cards.c.letter,
    cards.c.cancelling,
    cards.c.word,
)

_CARDS = select(*COLUMNS).order_by(cards.c.id)
_GET = _CARDS.where(cards.c.id == bindparam("card"))
_OF_EVENT = _CARDS.where(cards.c.event_id == bindparam("event"), cards.c.form_id.is_(None))
_OF_FORM = _CARDS.where(cards.c.form_id == bindparam("form"))
_AT = _CARDS.where(cards.c.chat_id == bindparam("chat"), cards.c.message_id == bindparam("message"))
_ADD = insert(cards).returning(cards.c.id, sort_by_parameter_order=True)
_SAVE = update(cards).where(cards.c.id == bindparam("card"))


class SqlCards:
    """domain.ports.Cards."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, card_id: int) -> Card:
        """Raises LookupError for an unknown id."""
        if not (found := await self._cards(_GET, card=card_id)):
            raise LookupError(f"no card {card_id}")
        return found[0]

    async def add(self, *new: Card) -> tuple[Card, ...]:
        if not new:
            return ()
        values = [_values(card) | {"message_id": card.message_id} for card in new]
        ids = (await self._connection.execute(_ADD, values)).scalars()
        return tuple(replace(card, id=id) for card, id in zip(new, ids, strict=True))

    async def save(self, card: Card) -> None:
        await self._connection.execute(_SAVE, _values(card) | {"card": card.id})

    async def of_event(self, event_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_EVENT, event=event_id)

    async def of_form(self, form_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_FORM, form=form_id)

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        found = await self._cards(_AT, chat=chat_id, message=message_id)
        return found[-1] if found else None

    async def _cards(self, statement: Any, **asked: int) -> tuple[Card, ...]:
        return tuple(_card(row) for row in await self._connection.execute(statement, asked))


def _card(row: Sequence[Any]) -> Card:
    return Card(*row)


def _values(card: Card) -> dict[str, Any]:
    values = asdict(card)
    del values["id"], values["message_id"]
    return values
