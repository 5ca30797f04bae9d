"""Puts things on the road and takes them off: updates, rows owed, results."""

from datetime import datetime

from domain.messages.inbox import RawUpdate
from domain.messages.outbox import Say, SendLetter
from domain.outbox import Outgoing
from domain.road import Arrived, DeliveryResult, OutboxRow
from storage.uow import Database


def update(number: int) -> Arrived:
    return Arrived(f"tg:{number}", "tg:1001", RawUpdate(update={"update_id": number, "message": {"text": "привет"}}))


def owed(name: str, lane: str = "tg:1001", key: str | None = None, due_at: datetime | None = None) -> Outgoing:
    return Outgoing(lane, Say(chat=1, text=name), key, due_at, loaded=name)


def letter(name: str, lane: str = "tg:1001") -> Outgoing:
    return Outgoing(lane, SendLetter(letter=name, card=1), f"letter:{name}:{lane}")


async def post(db: Database, *rows: Outgoing) -> list[OutboxRow]:
    async with db.write() as work:
        await work.outbox.post(*rows)
    return work.fresh


async def claim(db: Database, limit: int = 100) -> list[str]:
    """What is claimed, by the text of each."""
    async with db.read() as work:
        has_due = await work.relay.has_due()
    async with db.write() as work:
        rows = await work.relay.claim(limit)
    assert has_due == bool(rows)
    return [text_of(row) for row in rows]


def text_of(row: OutboxRow) -> str:
    assert isinstance(row.outgoing.message, Say)
    return row.outgoing.message.text


async def settle(db: Database, *results: DeliveryResult) -> None:
    async with db.write() as work:
        await work.relay.settle(results)
