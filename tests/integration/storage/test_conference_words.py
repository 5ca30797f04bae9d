"""What was stored in Skype's words before migration 0011 is read in those of conferences."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from domain.account import ConferenceAccount
from domain.ports import Awaiting
from handlers import conversations
from storage.migrations import migrating
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import Clock
from tests.make import ELENA, a_conference

# Typed by people: it only looks like names of fields, and stays as it is.
SUMMARY, DESCRIPTION = '"skype_offered": or "sip":', 'skype: "join_url":'

# JSON as the version before wrote it.
PERSON = (
    '{"id":1,"telegram_id":1001,"name":"Елена Смирнова","username":"elena","language":"ru","language_chosen":false,'
    '"zone":"Europe/Moscow","reach":"started","started_at":null,"sip":"elena@example.org"}'
)
ROOM = (
    '{"id":"6N2YGD5G","join_url":"https://meet.example.org/elena/6N2YGD5G","organizer_uri":"sip:planerka@example.org",'
    '"dial_in_id":"68138","phones":[],"account":null}'
)
TYPED = f'"summary":{json.dumps(SUMMARY)},"description":{json.dumps(DESCRIPTION)}'
FORM = (
    f'{{"id":1,"owner":1,"details":{{{TYPED},"when":null,"invitees":[],"conference":false,"place":""}},'
    '"event_id":null,"base":null,"link":null,"left_link":null,"skype_offered":true,"asking":null,"readings":[],'
    '"past_meant":false,"is_sent":false,"sequence":0}'
)
SNAPSHOT = (
    f'{{"id":1,"uid":"5f0c7a52-8f5e-4b52-9d6c-0e3c1b1f7a10@planerka.example",{TYPED},"when":'
    '{"start":"2028-08-28T07:00:00Z","end":"2028-08-28T09:30:00Z","zone":"Europe/Moscow"},"people":[{"person":'
    f'{PERSON},"role":"CHAIR","partstat":"NEEDS-ACTION","told":0,"deleted_at":null}}],"conference":{ROOM},"place":"",'
    '"left_link":null,"status":"CONFIRMED","word":"Жаль","sequence":0,"revision":1}'
)
LETTER = f'{{"occasion":"invited","reader":{PERSON},"at":"2028-08-01T00:00:00Z","others":[],"changes":[],"names":[]}}'

KNOWN = replace(ELENA, conference_address="elena@example.org")

MOMENT = "2028-08-01 00:00:00.000000"
EVENT = {"id": 1, "uid": "1@planerka", "summary": "s", "starts_at": MOMENT, "ends_at": MOMENT, "zone": "UTC"}
EVENT |= {"place": "", "description": "", "status": "CONFIRMED", "word": "", "sequence": 0, "revision": 1}
EVENT |= {"conference": "made", "conference_id": "6N2YGD5G", "conference_dial_in": "68138", "conference_phones": "[]"}
EVENT |= {"conference_url": a_conference().join_url, "conference_organizer": a_conference().organizer_uri}
SEAT = {"role": "CHAIR", "partstat": "ACCEPTED", "told": 0, "position": 0, "starts_at": MOMENT}
OWED = {"body": "{}", "state": "pending", "due_at": MOMENT, "attempts": 0, "created_at": MOMENT}
ARRIVED = {"kind": "conference.lost", "body": "{}", "state": "new", "attempts": 0, "received_at": MOMENT}
ROWS: list[tuple[str, dict[str, Any]]] = [
    ("people", json.loads(PERSON)),
    ("skype_accounts", {"person_id": 1, "user": "EXAMPLE\\elena", "secret": "sealed"}),
    ("conversations", {"person_id": 1, "what": "skype.password", "subject": 0, "until": "2099-01-01 00:00:00.000000"}),
    ("events", EVENT),
    ("attendance", {"event_id": 1, "person_id": 1} | SEAT),
    ("snapshots", {"event_id": 1, "revision": 1, "body": SNAPSHOT}),
    ("letters", {"key": "invited:1:1:1", "event_id": 1, "revision": 1, "reader_id": 1, "body": LETTER}),
    ("forms", {"id": 1, "owner": 1, "body": FORM, "touched_at": MOMENT}),
    ("outbox", {"id": 1, "lane": "skype:1", "kind": "conference.update"} | OWED),
    ("outbox", {"id": 2, "lane": "prove:elena", "kind": "skype.prove"} | OWED),
    ("outbox", {"id": 3, "lane": "forget:1", "kind": "skype.forget"} | OWED),
    ("inbox", {"id": 1, "key": "outbox:9", "lane": "skype:1"} | ARRIVED),
    ("timers", {"key": "check:1", "due_at": MOMENT, "body": '{"what":"check","event":1,"lane":"skype:1"}'}),
    ("timers", {"key": "conference:1", "due_at": MOMENT, "body": '{"what": "conference", "lane": "skype:1"}'}),
]


def fill(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        for table, row in ROWS:
            names, places = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            file.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608


def column(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as file:
        return [value for (value,) in file.execute(query)]


@pytest.fixture
def path(tmp_path: Path, url: str) -> Path:
    """Of a database of the version before, upgraded."""
    path = tmp_path / "planerka.db"
    with migrating(url) as config:
        command.upgrade(config, "0008")
    fill(path)
    with migrating(url) as config:
        command.upgrade(config, "head")
    return path


@pytest.fixture
async def work(path: Path, url: str, clock: Clock) -> AsyncIterator[SqlUnitOfWork]:
    database = await Database.open(url, clock)
    async with database.write() as work:
        yield work
    await database.close()


async def test_people_and_their_accounts(work: SqlUnitOfWork) -> None:
    """1. Address, account, and the question for a password, which would else be taken for something harmless."""
    assert await work.people.get(1) == KNOWN
    assert await work.accounts.get(1) == ConferenceAccount(1, "EXAMPLE\\elena", "sealed")
    assert await work.conversations.get(1) == Awaiting(conversations.PASSWORD, 0)


async def test_rooms(work: SqlUnitOfWork) -> None:
    """2. There was no other provider."""
    assert (await work.events.get(1)).conference == a_conference()


async def test_forms_and_letters(work: SqlUnitOfWork) -> None:
    """3. With what people typed unchanged."""
    form, letter = await work.forms.get(1), await work.letters.get("invited:1:1:1")
    assert (form.conference_offered, form.details.summary, form.details.description) == (True, SUMMARY, DESCRIPTION)
    assert (letter.reader, letter.event.organizer, letter.event.conference) == (KNOWN, KNOWN, a_conference())
    assert (letter.event.summary, letter.event.description, letter.event.comment) == (SUMMARY, DESCRIPTION, "Жаль")


def test_what_is_still_to_be_done(path: Path) -> None:
    """4. In the lane where what follows is done, under the names by which the senders are found."""
    assert column(path, "SELECT lane FROM outbox ORDER BY id") == ["conference:1", "prove:elena", "forget:1"]
    assert column(path, "SELECT kind FROM outbox ORDER BY id")[1:] == ["password.try", "account.forget"]
    assert column(path, "SELECT lane FROM inbox") == ["conference:1"]
    timers = [json.loads(body) for body in column(path, "SELECT body FROM timers ORDER BY key")]
    assert [timer["lane"] for timer in timers] == ["conference:1", "conference:1"]


def test_all_of_it_can_be_taken_back(path: Path, url: str) -> None:
    """5. To the letter, for the version before."""
    with migrating(url) as config:
        command.downgrade(config, "0008")
    assert column(path, "SELECT body FROM snapshots UNION ALL SELECT body FROM letters") == [SNAPSHOT, LETTER]
    assert column(path, "SELECT body FROM forms") == [FORM]
    assert column(path, "SELECT sip FROM people") == ["elena@example.org"]
    assert column(path, "SELECT user FROM skype_accounts") == ["EXAMPLE\\elena"]
    assert column(path, "SELECT kind FROM outbox ORDER BY id")[1:] == ["skype.prove", "skype.forget"]
    assert column(path, "SELECT what FROM conversations") == ["skype.password"]
