"""A timer fires once, at the moment set last."""

from datetime import timedelta

from domain.messages.inbox import CheckDue
from storage.uow import Database
from tests.integration.storage.conftest import Clock


async def test_a_timer_fires_once(db: Database, clock: Clock) -> None:
    """When its moment comes it moves into the inbox; set anew before, it fires at the later moment only."""
    moment = clock.now + timedelta(seconds=10)
    async with db.write() as work:
        await work.timers.set("announce:1", clock.now, CheckDue(event=0))
        await work.timers.set("announce:1", moment, CheckDue(event=1))
        await work.timers.set("announce:2", moment - timedelta(seconds=1), CheckDue(event=2), "tg:5")
        await work.timers.set("announce:3", moment, CheckDue(event=3))
        assert await work.timers.get("announce:1") == CheckDue(event=1)
        assert await work.timers.clear("announce:3")
        assert not await work.timers.clear("announce:3")
        assert await work.due_timers.due(10) == []
        assert not await work.due_timers.has_due()
    clock.forward(10)
    async with db.write() as work:
        assert await work.due_timers.has_due()
        taken = await work.due_timers.due(1) + await work.due_timers.due(10)
        assert await work.due_timers.due(10) == []
        assert await work.timers.get("announce:1") is None
        assert await work.inbox.leftover() == taken
    assert [(t.arrived.lane, t.arrived.message) for t in taken] == [
        ("tg:5", CheckDue(event=2)),
        ("announce:1", CheckDue(event=1)),
    ]
    assert taken[1].arrived.key == "timer:announce:1:2028-08-25T09:00:10+00:00"
