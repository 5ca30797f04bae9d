"""Moments in the database: aware when they go in, UTC when they come out."""

from datetime import datetime

import pytest
from sqlalchemy import bindparam, insert, select

from domain.messages.inbox import CheckDue
from storage.statements import Prepared
from storage.tables.road import timers
from storage.tables.types import UtcDateTime
from storage.uow import Database


async def test_a_naive_datetime_is_refused(db: Database) -> None:
    """Every moment has a zone; one without would be somebody's local time taken for UTC."""
    naive = datetime(2028, 8, 28, 10, 0)  # noqa: DTZ001  the very thing that is refused
    with pytest.raises(ValueError, match="naive"):
        async with db.write() as work:
            await work.timers.set("x", naive, CheckDue(event=1))


async def test_moments_come_back_in_utc(db: Database) -> None:
    moment = datetime.fromisoformat("2028-08-28T10:00:00.000001+03:00")
    put = Prepared(insert(timers))
    get = Prepared(select(timers.c.due_at).where(timers.c.due_at == bindparam("moment", type_=UtcDateTime)))
    async with db.engine.write() as connection:
        await connection.run(put, key="x", due_at=moment, body={})
        found = await connection.scalar(get, moment=moment)
    assert found == moment
    assert found.isoformat() == "2028-08-28T07:00:00.000001+00:00"
