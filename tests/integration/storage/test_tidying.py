"""The database forgets what has served, and nothing that is still of use."""

from datetime import timedelta

from bot.tidying import Tidying
from domain.road import End, Settled
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.test_road import owed, post, settle, update


async def keys(db: Database) -> tuple[bool, bool]:
    """Whether the update 1 and the letter "k" are still known (and makes them known again)."""
    async with db.write() as work:
        is_new = await work.inbox.put([update(1)])
    return not is_new, not await post(db, owed("letter", key="k"))


async def test_what_has_served_is_forgotten(db: Database, clock: Clock) -> None:
    """An update is known for two days, a letter for three months; what still waits is never forgotten."""
    async with db.write() as work:
        (done, _waiting) = await work.inbox.put([update(1), update(2)])
        assert await work.inbox.take(done.id)
    letter, card, _owed = await post(db, owed("letter", key="k"), owed("card"), owed("waits", "tg:1002"))
    await settle(db, Settled(letter.id, End.DONE), Settled(card.id, End.DONE))
    tidying = Tidying(db, clock)
    clock.now += timedelta(days=1, hours=23)
    await tidying.tidy()
    assert await keys(db) == (True, True)
    clock.now += timedelta(hours=2)
    await tidying.tidy()
    assert await keys(db) == (False, True)
    clock.now += timedelta(days=89)
    await tidying.tidy()
    assert (await keys(db))[1] is False
    async with db.read() as work:
        assert [row.arrived for row in await work.inbox.leftover()] == [update(2), update(1)]
