"""The version before owed its readers one letter for each change: none is lost when they wait at the upgrade."""

import json
from pathlib import Path

import pytest

from storage.migrations import migrate
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.test_addresses_migrated import (
    BEFORE,
    EVENT_BEFORE,
    LETTER_BEFORE,
    PERSON_BEFORE,
    SNAPSHOT_BEFORE,
    go,
    opened,
)
from tests.make import ALEXANDER

KEYS = ["invited:1:1:2", "changed:1:2:2", "changed:1:3:2"]
CARD_BEFORE = """
    INSERT INTO cards (id, reader, chat_id, event_id, letter, cancelling, word, superseded)
    VALUES (?, 2, 1002, 1, ?, 0, '', 0)
"""
WAITS_BEFORE = """
    INSERT INTO outbox (key, lane, kind, body, state, due_at, attempts, created_at)
    VALUES (?, 'tg:1002', 'letter', ?, 'pending', '2028-08-01 13:00:00.000000', 0, '2028-08-01 13:00:00.000000')
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "planerka.db"


@pytest.fixture
def before(url: str, path: Path) -> None:
    """Alexander is invited, the event is moved, then its place changes, while Telegram takes nothing for him."""
    go(url, "upgrade", BEFORE)
    with opened(path) as file:
        for attendee in json.loads(SNAPSHOT_BEFORE)["people"]:
            file.execute(PERSON_BEFORE, attendee["person"])
        file.execute(EVENT_BEFORE)
        for person, told in ((1, 0), (2, 3)):
            role = "CHAIR" if person == 1 else "REQ-PARTICIPANT"
            file.execute(
                "INSERT INTO attendance VALUES (1, ?, ?, ?, 'NEEDS-ACTION', ?, NULL, '2028-08-28 07:00:00.000000')",
                [person, person - 1, role, told],
            )
        for card, key in enumerate(KEYS, 1):
            occasion = key.split(":")[0]
            body = json.dumps(json.loads(LETTER_BEFORE) | {"occasion": occasion})
            file.execute("INSERT INTO snapshots VALUES (1, ?, ?)", [card, snapshot(card)])
            file.execute("INSERT INTO letters VALUES (?, 1, ?, 2, ?)", [key, card, body])
            file.execute(CARD_BEFORE, [card, key])
            file.execute(WAITS_BEFORE, [f"letter:{key}", json.dumps({"letter": key, "card": card})])


def snapshot(revision: int) -> str:
    return json.dumps(json.loads(SNAPSHOT_BEFORE) | {"revision": revision})


async def standing(url: str, clock: Clock, told: int) -> list[str]:
    """Which of the letters that wait are still to be sent, in their order, when Alexander's newest is of `told`."""
    database = await Database.open(url, clock)
    async with database.write() as work:
        event = await work.events.get_for_update(1)
        await work.events.save(event.reset_told(ALEXANDER.id, told))
        rows = await work.relay.claim(10)
        letters = [await work.letters.get(row.outgoing.message.letter) for row in rows]  # type: ignore[union-attr]
        stand = [x.key for x in letters if await work.letters.is_current(x)]
    await database.close()
    return stand


@pytest.mark.usefixtures("before")
async def test_all_that_wait_leave(url: str, clock: Clock) -> None:
    """1. In their order: the newest says nothing of the time that was moved."""
    await migrate(url)
    assert await standing(url, clock, told=3) == KEYS


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("told", [1, 4])
async def test_a_letter_of_now_overtakes_them(url: str, clock: Clock, told: int) -> None:
    """2. It is worked out from what has arrived; so is that there is nothing to tell any more."""
    await migrate(url)
    assert await standing(url, clock, told) == ([KEYS[0]] if told == 1 else [])


@pytest.mark.usefixtures("before")
async def test_what_was_overtaken_already_does_not_leave(url: str, path: Path, clock: Clock) -> None:
    """3. A bot between the two knew of that, and its cards point to the newest."""
    go(url, "upgrade", "0014")
    with opened(path) as file:
        file.execute("UPDATE cards SET shows = 'newer' WHERE id < 3")
    await migrate(url)
    assert await standing(url, clock, told=3) == KEYS[2:]


@pytest.mark.usefixtures("before")
async def test_a_letter_of_before_is_read_by_the_version_before(url: str, path: Path) -> None:
    """4. Going back leaves rows that it can read: the mark is one name more."""
    await migrate(url)
    go(url, "downgrade", BEFORE)
    with opened(path) as file:
        bodies = [json.loads(body) for (body,) in file.execute("SELECT body FROM letters ORDER BY revision")]
    assert [body.pop("goes_with", None) for body in bodies] == [3, 3, None]
    assert [body.keys() for body in bodies] == [json.loads(LETTER_BEFORE).keys()] * 3
