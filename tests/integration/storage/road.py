"""Puts things on the road and takes them off: updates, rows owed, results."""

from datetime import datetime

from domain.owed import Owed
from domain.road import Arrived, DeliveryResult, OutboxRow
from storage.uow import Database


def update(number: int) -> Arrived:
    return Arrived(f"tg:{number}", "tg:1001", "telegram", {"update_id": number, "message": {"text": "привет"}})


def owed(name: str, lane: str = "tg:1001", key: str | None = None, due_at: datetime | None = None) -> Owed:
    return Owed(lane, "say", {"text": name}, key, due_at, fresh=name)


async def post(db: Database, *rows: Owed) -> list[OutboxRow]:
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
    return [row.owed.body["text"] for row in rows]


async def settle(db: Database, *results: DeliveryResult) -> None:
    async with db.write() as work:
        await work.relay.settle(results)
