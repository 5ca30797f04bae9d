"""What buttons hold, and what happens when something does not fit on one."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

import locales
from domain.attendee import Partstat
from domain.conference import Pending, Trouble
from domain.details import Invitee
from domain.event import Event
from handlers.callbacks import EventAction, EventCallback, FormAction, FormCallback
from handlers.views import View
from handlers.views.card import card
from handlers.views.form import form
from handlers.views.invitees import page
from handlers.views.keyboards import copies, copy_link
from handlers.views.time_picker import hours, month
from tests.make import a_conference, a_person
from tests.screen import screen
from tests.unit.views.samples import NOW, STORIES
from tests.unit.views.test_golden import SCREENS

STORY = STORIES["ru"]
BASE = "https://meet.example.org/"


def buttons(view: View) -> list[InlineKeyboardButton]:
    return [button for row in view.keyboard.inline_keyboard for button in row] if view.keyboard else []


def pressed(view: View, text: str) -> str:
    """The data of the button with this text."""
    (found,) = (b.callback_data for b in buttons(view) if b.text == text)
    assert found is not None
    return found


def linked(length: int, filler: str = "x") -> Event:
    return STORY.event().connected(a_conference(join_url=BASE + filler * (length - len(BASE)), dial_in_id=None))


def test_a_link_of_256_units_is_copied_by_a_button() -> None:
    """1. Bot API, CopyTextButton: 1-256 characters."""
    with locales.speaking("ru"):
        view = card(linked(256), STORY.elena, NOW)
    assert [b.copy_text.text for b in buttons(view) if b.copy_text] == [linked(256).link]
    assert "<code>" not in view.text


def test_a_longer_link_stands_in_the_text_where_a_tap_copies_it() -> None:
    """2."""
    with locales.speaking("ru"):
        view = card(linked(257), STORY.elena, NOW)
    assert [b for b in buttons(view) if b.copy_text] == []
    assert f"<code>{linked(257).link}</code>" in view.text


def test_the_limit_counts_utf_16_units() -> None:
    """3. An emoji counts twice."""
    assert copies("🎉" * 128)
    assert not copies("🎉" * 129)
    assert copy_link(None) is None


def test_a_button_names_the_sequence_that_was_shown() -> None:
    """4. So that an answer to an old time can be told from an answer to the new one."""
    event = STORY.linked(sequence=3)
    with locales.speaking("ru"):
        data = EventCallback.unpack(pressed(card(event, STORY.alexander, NOW), "Принять"))
    assert data == EventCallback(event=1, action=EventAction.ACCEPT, sequence=3)


@pytest.mark.parametrize(("partstat", "text"), [(Partstat.ACCEPTED, "✓ Принять"), (Partstat.DECLINED, "✓ Отклонить")])
def test_the_chosen_answer_is_marked_and_can_be_changed(partstat: Partstat, text: str) -> None:
    """5."""
    with locales.speaking("ru"):
        view = card(STORY.linked().answered(2, partstat, 0), STORY.alexander, NOW)
    assert [b.text for b in buttons(view)].count(text) == 1
    assert len([b for b in buttons(view) if b.text.endswith(("Принять", "Возможно", "Отклонить"))]) == 3


@pytest.mark.parametrize("name", SCREENS)
def test_at_most_one_row_is_coloured(name: str) -> None:
    """6. Colour says where to look first; it never says it alone."""
    with locales.speaking("ru"):
        view = SCREENS[name](STORY)
    rows = view.keyboard.inline_keyboard if view.keyboard else []
    assert sum(any(b.style for b in row) for row in rows) <= 1
    assert {b.style for b in buttons(view)} <= {None, *ButtonStyle}


def test_a_cancelled_event_is_deleted_or_kept_as_a_file() -> None:
    """7. No way in, no answers, nothing to copy; the file takes it out of another calendar."""
    with locales.speaking("ru"):
        for reader in (STORY.elena, STORY.alexander):
            assert [b.text for b in buttons(card(STORY.linked().cancelled(""), reader, NOW))] == [
                "Удалить",
                "Файл .ics",
            ]


def test_only_the_organizer_can_try_again() -> None:
    """8."""
    event = STORY.event(conference=Pending(Trouble.NONSENSE))
    with locales.speaking("ru"):
        assert "Повторить" in screen(card(event, STORY.elena, NOW))
        assert "Повторить" not in screen(card(event, STORY.alexander, NOW))


def test_days_that_are_over_cannot_be_pressed() -> None:
    """9. In the reader's zone: in Moscow it is the 2nd already."""
    late = datetime(2028, 8, 1, 22, 30, tzinfo=ZoneInfo("UTC"))
    with locales.speaking("ru"):
        view = month(STORY.form(), date(2028, 8, 1), STORY.elena, late)
    days = [b.callback_data for b in buttons(view) if b.callback_data and ":d:" in b.callback_data]
    assert [d[-8:] for d in days] == [f"202808{day:02}" for day in range(2, 32)]


def test_a_month_too_early_or_too_late_shows_the_nearest() -> None:
    """10. Whatever the data of a button says."""
    with locales.speaking("ru"):
        early = month(STORY.form(), date(1, 1, 1), STORY.elena, NOW)
        late = month(STORY.form(), date(9999, 12, 31), STORY.elena, NOW)
    assert buttons(early)[0].text == "август 2028"
    assert buttons(late)[1].text == "август 2029"


def test_hours_are_those_still_to_come() -> None:
    """11. Every half-hour from 07:00 to 21:30 on another day."""
    with locales.speaking("ru"):
        tomorrow = hours(STORY.form(), date(2028, 8, 2), STORY.elena, NOW)
        today = hours(STORY.form(), date(2028, 8, 1), STORY.elena, NOW)
    assert [b.text for b in buttons(tomorrow)][:2] == ["07:00", "07:30"]
    assert [b.text for b in buttons(tomorrow)][-2:] == ["21:30", "Назад"]
    assert buttons(today)[0].text == "12:30"
    assert FormCallback.unpack(pressed(tomorrow, "07:30")) == FormCallback(
        form=4, action=FormAction.HOUR, arg="202808020730"
    )


def test_invitees_come_eight_at_a_time() -> None:
    """12. A page beyond the last shows the last."""
    people = {i: a_person(id=i, name=f"Имя {i}") for i in range(10, 27)}
    filled = STORY.filled(invitees=tuple(Invitee(i) for i in people))
    with locales.speaking("ru"):
        first, last = page(filled, people, 0), page(filled, people, 7)
    assert "● Имя 17" in screen(first)
    assert "Имя 18" not in screen(first)
    assert "(1 / 3)  [›]" in screen(first)
    assert "[‹]  (3 / 3)" in screen(last)
    assert "Имя 26" in screen(last)


def test_skype_is_offered_only_where_it_is_set_up() -> None:
    """13."""
    with locales.speaking("ru"):
        assert "Skype" not in screen(form(STORY.form(conference_offered=False), {}, STORY.elena, NOW))
