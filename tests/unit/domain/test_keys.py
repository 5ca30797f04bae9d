"""What is never owed twice, and who may plan events here."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain import outbox
from domain.address import AddressKey, Reach, on_telegram
from domain.card import Card, ShowsEvent
from domain.errors import Refusal, Why
from domain.letters import Letter, Occasion
from domain.messages.outbox import DeleteConference
from domain.person import Person
from domain.policy import Policy
from tests.make import ALEXANDER, ANNA, a_conference, a_person, an_event, telegram_of

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
LETTER = Letter(Occasion.INVITED, an_event(revision=3), ANNA, NOW)


def test_a_letter_is_keyed_by_its_change_and_reader() -> None:
    """1. The moment and the words do not count: a second letter about the same change is the same one."""
    assert LETTER.key == "invited:1:3:3"
    assert (
        replace(LETTER, at=datetime(2028, 8, 2, tzinfo=UTC), event=an_event(revision=3, place="Зал")).key == LETTER.key
    )
    others = [
        replace(LETTER, occasion=Occasion.CHANGED),
        replace(LETTER, event=an_event(id=2, revision=3)),
        replace(LETTER, event=an_event(revision=4)),
        replace(LETTER, reader=ALEXANDER),
    ]
    assert len({LETTER.key, *(other.key for other in others)}) == 5


@pytest.mark.parametrize("occasion", Occasion)
def test_a_file_follows_when_the_calendar_has_to(occasion: Occasion) -> None:
    """2. In the same lane, behind its letter; the words and the file have keys of their own."""
    letter = replace(LETTER, occasion=occasion)
    rows = outbox.letter(letter, telegram_of(ANNA), Card(7, ANNA.id, telegram_of(ANNA).chat_id, ShowsEvent(1)))
    file = occasion in {Occasion.INVITED, Occasion.CHANGED, Occasion.CANCELLED, Occasion.NEW_LINK}
    assert [row.message.kind for row in rows] == (["letter", "letter.ics"] if file else ["letter"])
    assert {row.lane for row in rows} == {"tg:1003"}
    assert len({row.key for row in rows}) == len(rows)


def test_a_card_may_be_owed_again_and_again() -> None:
    """3. What it draws is the newest state, so it has no key."""
    card = Card(7, ANNA.id, telegram_of(ANNA).chat_id, ShowsEvent(1))
    assert outbox.card(card) == outbox.card(card, an_event())
    assert outbox.card(card).key is None


def test_a_conference_is_asked_for_once_a_revision() -> None:
    """4. All in the event's own lane, so that a deletion is never overtaken by the next creation.

    A deletion has no key: what was kept for the event may have to go later.
    """
    room = a_conference()
    create, delete = outbox.conference_create(1, 4), outbox.conference_delete(1, room)
    assert {create.lane, delete.lane, outbox.conference_update(1).lane} == {"conference:1"}
    assert create.key != outbox.conference_create(1, 5).key
    assert delete.key is None
    assert delete.message == DeleteConference(event=1, conference=room.id, account=None)


def test_the_policy_admits_whom_it_lists() -> None:
    """5. None lists nobody and admits everybody; an empty list admits nobody."""
    Policy().admit_organizer(a_person())
    Policy(organizers=frozenset({on_telegram(1001)})).admit_organizer(a_person())
    for listed in (frozenset[AddressKey](), frozenset({on_telegram(1002)})):
        with pytest.raises(Refusal) as refused:
            Policy(organizers=listed).admit_organizer(a_person())
        assert refused.value.why is Why.NO_ACCESS


@pytest.mark.parametrize(("reach", "reachable"), [(r, r is Reach.STARTED) for r in Reach])
def test_only_who_has_started_can_be_written_to(reach: Reach, reachable: bool) -> None:
    """6. Bot API: a bot cannot start a conversation."""
    assert a_person(reach=reach).is_reachable is reachable
    assert a_person(reach=reach).with_address(telegram_of(a_person(reach=reach)).started(NOW)).is_reachable


def test_a_chosen_language_stays() -> None:
    """7. Otherwise it follows Telegram's, as long as that is one we speak."""
    person: Person = a_person(language="ru")
    assert person.seen_as("E", "en").language == "en"
    assert person.seen_as("E", None).language == "ru"
    assert person.with_language("ru").seen_as("E", "en").language == "ru"
