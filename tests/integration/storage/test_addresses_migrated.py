"""A database in which a person was a Telegram account becomes one of people with addresses, and goes back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from domain import outbox
from domain.address import Address, Reach, on_telegram
from domain.attendee import Attendee, Partstat
from domain.card import Card, ShowsEvent
from domain.details import Change, Role
from domain.letters import Letter, Occasion
from domain.person import Person
from storage.migrations import migrate, migrating
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import ALEXANDER, ANNA, ELENA, an_event, changed_person, telegram_of

BEFORE = "0008"
STARTED_AT = datetime(2028, 8, 1, 12, tzinfo=UTC)
SMIRNOV = changed_person(ALEXANDER, started_at=STARTED_AT, conference_address="smirnov@example.org")
AWAY = changed_person(ANNA, username=None, reach=Reach.BLOCKED)
PEOPLE = (Attendee(ELENA, Role.CHAIR, Partstat.ACCEPTED), Attendee(SMIRNOV, told=1), Attendee(AWAY))
EVENT = an_event(people=PEOPLE, revision=2)
CHANGES = (Change("place", "", "Зал"),)
LETTER = Letter(Occasion.CHANGED, EVENT, SMIRNOV, datetime(2028, 8, 1, 13, tzinfo=UTC), changes=CHANGES)

# As the version before wrote them.
SNAPSHOT_BEFORE = (
    '{"id":1,"uid":"5f0c7a52-8f5e-4b52-9d6c-0e3c1b1f7a10@planerka.example","summary":"Собрание акционеров","when":'
    '{"start":"2028-08-28T07:00:00Z","end":"2028-08-28T09:30:00Z","zone":"Europe/Moscow"},"people":[{"person":{"id":1,'
    '"telegram_id":1001,"name":"Елена Смирнова","username":"elena","language":"ru","language_chosen":false,'
    '"zone":"Europe/Moscow","reach":"started","started_at":null,"sip":null},"role":"CHAIR","partstat":"ACCEPTED",'
    '"told":0,"deleted_at":null},{"person":{"id":2,"telegram_id":1002,"name":"Александр Смирнов","username":"smirnov",'
    '"language":"ru","language_chosen":false,"zone":"Europe/Moscow","reach":"started","started_at":'
    '"2028-08-01T12:00:00Z","sip":"smirnov@example.org"},"role":"REQ-PARTICIPANT","partstat":"NEEDS-ACTION","told":1,'
    '"deleted_at":null},{"person":{"id":3,"telegram_id":1003,"name":"Anna Lee","username":null,"language":"en",'
    '"language_chosen":false,"zone":"Europe/London","reach":"blocked","started_at":null,"sip":null},"role":'
    '"REQ-PARTICIPANT","partstat":"NEEDS-ACTION","told":0,"deleted_at":null}],"conference":null,"place":"",'
    '"description":"","left_link":null,"status":"CONFIRMED","word":"","sequence":0,"revision":2}'
)
LETTER_BEFORE = (
    '{"occasion":"changed","reader":{"id":2,"telegram_id":1002,"name":"Александр Смирнов","username":"smirnov",'
    '"language":"ru","language_chosen":false,"zone":"Europe/Moscow","reach":"started","started_at":'
    '"2028-08-01T12:00:00Z","sip":"smirnov@example.org"},"at":"2028-08-01T13:00:00Z","others":[],"changes":'
    '[{"field":"place","old":"","new":"Зал"}],"names":[]}'
)
PERSON_BEFORE = """
    INSERT INTO people (id, telegram_id, name, username, username_folded, language, language_chosen, zone, reach,
        started_at, sip)
    VALUES (:id, :telegram_id, :name, :username, :username, :language, 0, :zone, :reach, :started_at, :sip)
"""
EVENT_BEFORE = """
    INSERT INTO events (id, uid, summary, starts_at, ends_at, zone, place, description, status, word, sequence,
        revision, conference)
    VALUES (1, 'u', '', '2028-08-28 07:00:00.000000', '2028-08-28 09:30:00.000000', 'Europe/Moscow', '', '',
        'CONFIRMED', '', 0, 2, 'none')
"""
ROW_BEFORE = """
    INSERT INTO outbox (key, lane, kind, body, state, due_at, attempts, created_at)
    VALUES (?, 'tg:1002', ?, '{}', 'done', '2028-08-01 13:00:00.000000', 1, '2028-08-01 13:00:00.000000')
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "planerka.db"


@pytest.fixture
def before(url: str, path: Path) -> None:
    """The database as the version before left it: three people, an event, and a letter that Alexander has."""
    go(url, "upgrade", BEFORE)
    with opened(path) as file:
        for attendee in json.loads(SNAPSHOT_BEFORE)["people"]:
            file.execute(PERSON_BEFORE, attendee["person"])
        file.execute(EVENT_BEFORE)
        file.execute("INSERT INTO snapshots VALUES (1, 2, ?)", [SNAPSHOT_BEFORE])
        file.execute("INSERT INTO letters VALUES (?, 1, 2, 2, ?)", [LETTER.key, LETTER_BEFORE])
        file.executemany(ROW_BEFORE, [[f"letter:{LETTER.key}", "letter"], [f"ics:{LETTER.key}", "letter.ics"]])
        file.execute(ROW_BEFORE, ["conference.create:1:1", "conference.create"])


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as file, file:
        file.row_factory = sqlite3.Row
        yield file


def go(url: str, direction: str, revision: str) -> None:
    with migrating(url) as config:
        getattr(command, direction)(config, revision)


def everything(path: Path) -> dict[str, list[dict[str, Any]]]:
    """JSON read, so that neither blanks nor the order of fields count."""
    tables = ("people", "letters", "snapshots", "outbox")
    with opened(path) as file:
        found = {name: [dict(row) for row in file.execute(f"SELECT * FROM {name} ORDER BY 1")] for name in tables}  # noqa: S608
    for row in (*found["letters"], *found["snapshots"]):
        row["body"] = json.loads(row["body"])
    return found


@pytest.mark.usefixtures("before")
async def test_people_letters_and_what_was_sent_are_there(url: str, clock: Clock) -> None:
    """1. Nobody gets a letter again that they have, and a card whose letter is old is drawn as before."""
    await migrate(url)
    database = await Database.open(url, clock)
    async with database.write() as work:
        assert await work.people.many([1, 2, 3]) == (ELENA, SMIRNOV, AWAY)
        assert await work.people.by_username("Smirnov") == SMIRNOV
        assert await work.letters.get(LETTER.key) == LETTER
        rows = outbox.letter(LETTER, telegram_of(SMIRNOV), Card(1, SMIRNOV.id, 1002, ShowsEvent(1)))
        assert len(rows) == 2
        await work.outbox.post(*rows, outbox.conference_create(1, 1))
        assert work.fresh == []
    await database.close()


@pytest.mark.usefixtures("before")
def test_it_goes_back(url: str, path: Path) -> None:
    """2. As if it had never been elsewhere."""
    there = everything(path)
    go(url, "upgrade", "head")
    go(url, "downgrade", BEFORE)
    assert everything(path) == there


MARIA = Person(4, "Мария")
SECOND = Address(*on_telegram(2002), Reach.STARTED, "second")
TWICE = replace(ALEXANDER, id=5, name="Двойной", addresses=(Address(*on_telegram(2001), Reach.BLOCKED), SECOND))


@pytest.mark.usefixtures("before")
async def test_what_the_version_before_cannot_hold(url: str, path: Path, clock: Clock) -> None:
    """3. Of two addresses it gets the first; somebody without Telegram stays, under an id that no account has."""
    go(url, "upgrade", "head")
    database = await Database.open(url, clock)
    event = replace(EVENT, people=(PEOPLE[0], Attendee(MARIA), Attendee(TWICE)), revision=3)
    letter = replace(LETTER, event=event, reader=TWICE)
    async with database.write() as work:
        assert (await work.people.add(MARIA), await work.people.add(TWICE)) == (MARIA, TWICE)
        await work.letters.add(letter)
        rows = [
            outbox.letter(letter, address, Card(1, 5, address.chat_id, ShowsEvent(1))) for address in TWICE.addresses
        ]
        await work.outbox.post(*(row for copy in rows for row in copy))
    await database.close()
    go(url, "downgrade", BEFORE)
    back = everything(path)
    assert [(p["telegram_id"], p["reach"], p["username"]) for p in back["people"][3:]] == [
        (-4, "new", None),
        (2001, "blocked", None),
    ]
    people = [attendee["person"] for attendee in back["snapshots"][1]["body"]["people"]]
    assert [(p["telegram_id"], p["reach"]) for p in people] == [(1001, "started"), (-4, "new"), (2001, "blocked")]
    assert [row["key"] for row in back["outbox"][3:]] == [f"letter:{letter.key}", f"ics:{letter.key}", None, None]
    await migrate(url)
    database = await Database.open(url, clock)
    async with database.read() as work:
        assert await work.people.many([4, 5]) == (MARIA, replace(TWICE, addresses=TWICE.addresses[:1]))
        assert (await work.letters.get(letter.key)).event.people[1] == Attendee(MARIA)
    await database.close()
