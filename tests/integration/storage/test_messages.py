"""What goes through inbox and outbox is read as it was written, by this version and by the one before."""

import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conference import Failure, MadeFor, Trouble
from domain.messages.inbox import (
    AnnouncementDue,
    CheckDue,
    ConferenceFailed,
    ConferenceMade,
    ConferencePutOff,
    InboxMessage,
    RawUpdate,
    RetryDue,
)
from domain.messages.outbox import DeleteConference, OutboxMessage, Say, Unreadable, UpdateConference
from domain.road import Arrived
from storage.road.codec import encoded, inbox_message, outbox_message
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import a_conference, a_when

OUTBOX, INBOX = get_args(OutboxMessage), get_args(InboxMessage)


def any_of(message: type) -> st.SearchStrategy[Any]:
    """Whatever its fields may hold; the kind is its own."""
    if message is RawUpdate:
        return st.builds(RawUpdate, update=st.dictionaries(st.text(), st.integers()))
    return st.builds(message, kind=st.just(message.kind))  # type: ignore[attr-defined]


@settings(deadline=None)
@given(st.one_of([any_of(message) for message in OUTBOX]))
def test_what_is_owed_is_read_as_it_was_written(message: OutboxMessage) -> None:
    """1. Every class, with every value, through JSON."""
    assert outbox_message(message.kind, json.loads(json.dumps(encoded(message)))) == message


@settings(deadline=None)
@given(st.one_of([any_of(message) for message in INBOX]))
def test_what_arrived_is_read_as_it_was_written(message: InboxMessage) -> None:
    """2. The same."""
    assert inbox_message(message.kind, json.loads(json.dumps(encoded(message)))) == message


def test_each_kind_is_one_class() -> None:
    """3. And a field without a default could not be added without losing the rows of the version before."""
    kinds = [message.kind for message in (*OUTBOX, *INBOX)]
    assert len(set(kinds)) == len(kinds)


ROOM = {"id": a_conference().id, "join_url": a_conference().join_url} | {
    "organizer_uri": a_conference().organizer_uri,
    "dial_in_id": a_conference().dial_in_id,
}
MADE_FOR = MadeFor("Собрание", a_when().end)
MADE = ConferenceMade(event=1, conference=a_conference(), made_for=MADE_FOR)
LATER = "2028-08-28T12:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("timer", {"what": "announce", "event": 1, "form": None}, AnnouncementDue(event=1)),
        ("timer", {"what": "conference", "event": 1, "attempt": 2, "lane": "skype:1"}, RetryDue(event=1, attempt=2)),
        ("timer", {"what": "check", "event": 1, "lane": "skype:1"}, CheckDue(event=1)),
        ("conference.made", {"event": 1, "subject": "Собрание", "end": a_when().end.isoformat()} | ROOM, MADE),
        (
            "conference.made",
            {"event": 1, "subject": "Собрание", "end": a_when().end.isoformat(), "sips": [], "conference": ROOM},
            MADE,
        ),
        (
            "conference.failed",
            {"event": 1, "trouble": "limit"},
            ConferenceFailed(event=1, failure=Failure(Trouble.LIMIT)),
        ),
    ],
)
def test_rows_of_the_version_before_are_read(kind: str, body: dict[str, Any], message: InboxMessage) -> None:
    """4. In every shape that it wrote."""
    assert inbox_message(kind, body) == message


def test_work_that_the_version_before_put_off(clock: Clock) -> None:
    """5. With its kind beside its body."""
    body = {"event": 1, "kind": "conference.update", "owed": {"event": 1, "tried": 2}, "until": clock.now.isoformat()}
    assert inbox_message("conference.put_off", body) == ConferencePutOff(
        work=UpdateConference(event=1, tried=2), until=clock.now
    )


def test_what_the_version_before_owed() -> None:
    """6. Empty fields stood in it."""
    said = {"chat": 1, "text": "да", "markup": None}
    assert outbox_message("say", said) == Say(chat=1, text="да")
    room = {"event": 1, "conference": "6N2YGD5G", "account": None}
    assert outbox_message("conference.delete", room) == DeleteConference(event=1, conference="6N2YGD5G", account=None)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("poll", {"event": 1}),
        ("unreachable", {"reach": "нет"}),
        ("timer", {}),
        ("conference.made", {"event": 1}),
        ("conference.put_off", {"owed": 5, "kind": "x", "until": 1}),
    ],
)
async def test_a_row_that_cannot_be_read_stops_no_other(db: Database, kind: str, body: dict[str, Any]) -> None:
    """7. Such as one that a later version has left: its fields are named, and nothing of what they hold."""
    message = inbox_message(kind, body)
    assert isinstance(message, Unreadable)
    assert "нет" not in f"{message!r}"
    async with db.write() as work:
        await work.inbox.put([Arrived("odd", "x", message), Arrived("tg:1", "tg:1", RawUpdate(update={}))])
    async with db.write() as work:
        odd, good = await work.inbox.leftover()
        assert (odd.arrived.message, good.arrived.message) == (message, RawUpdate(update={}))
