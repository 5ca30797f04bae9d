"""Cards: which message in which chat shows what."""

from dataclasses import replace

from sqlalchemy import bindparam, insert, not_, select, update

from domain.card import Card
from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.screens import cards

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
    cards.c.superseded,
)

_CARDS = select(*COLUMNS).order_by(cards.c.id)
_GET = Prepared(_CARDS.where(cards.c.id == bindparam("card")))
_OF_EVENT = Prepared(
    _CARDS.where(cards.c.event_id == bindparam("event"), cards.c.form_id.is_(None), not_(cards.c.superseded))
)
_OF_FORM = Prepared(_CARDS.where(cards.c.form_id == bindparam("form")))
_AT = Prepared(_CARDS.where(cards.c.chat_id == bindparam("chat"), cards.c.message_id == bindparam("message")))
_ADD = Prepared(insert(cards).returning(cards.c.id), [c.name for c in COLUMNS[1:]])
_SAVE = Prepared(
    update(cards).where(cards.c.id == bindparam("card")),
    [c.name for c in COLUMNS if c.name not in {"id", "message_id"}],
)


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
        return tuple([replace(card, id=await self._connection.scalar(_ADD, **vars(card))) for card in new])

    async def save(self, card: Card) -> None:
        await self._connection.run(_SAVE, **vars(card), card=card.id)

    async def of_event(self, event_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_EVENT, event=event_id)

    async def of_form(self, form_id: int) -> tuple[Card, ...]:
        return await self._cards(_OF_FORM, form=form_id)

    async def at(self, chat_id: int, message_id: int) -> Card | None:
        found = await self._cards(_AT, chat=chat_id, message=message_id)
        return found[-1] if found else None

    async def _cards(self, statement: Prepared, **asked: int) -> tuple[Card, ...]:
        return tuple(Card(*row) for row in await self._connection.all(statement, **asked))
