"""Every refusal has one clear sentence in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import locales
from demo.telegram import limits
from domain.details import Invitee, changes
from domain.errors import Refusal, Why
from handlers.views import texts
from handlers.views.refusals import sentence, sentences
from tests.make import ELENA, a_when
from tests.unit.views.samples import NOW, STORIES

FACTS: dict[Why, dict[str, Any]] = {
    Why.EMPTY: {"field": "summary"},
    Why.TOO_LONG: {"field": "comment", "limit": 200, "length": 5000},
    Why.NOT_TEXT: {"field": "description"},
    Why.TIME_NOT_UNDERSTOOD: {"word": "послепозавтра" * 20},
    Why.NO_SUCH_DATE: {"text": "30.02.2028"},
    Why.NO_SUCH_LOCAL_TIME: {"text": "02:30", "zone": "Europe/Berlin"},
    Why.WEEKDAY_DIFFERS: {"text": "вторник, 28 августа", "date": date(2028, 8, 28)},
    Why.TOO_LONG_EVENT: {"limit_hours": 24},
    Why.TOO_FAR: {"years": 5},
    Why.UNKNOWN_USERNAME: {"username": "a" * 32},
    Why.UNKNOWN_COMMAND: {"command": "/" + "c" * 32},
    Why.UNKNOWN_ZONE: {"text": "Europe/Nowhere"},
    Why.ATTENDEE_TWICE: {"name": "Ж" * 129},
    Why.ATTENDEE_IS_BOT: {"name": "{bot}"},
    Why.TOO_MANY_ATTENDEES: {"limit": 300},
    Why.CONFERENCE_ADDRESS_FOREIGN: {"domain": "example." * 30},
    Why.PASSWORDS_WAIT: {"until": NOW},
}


def said(why: Why, language: str) -> str:
    with locales.speaking(language):
        return sentence(Refusal(why, **FACTS.get(why, {})), ELENA, NOW)


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_a_refusal_is_worded(why: Why, language: str) -> None:
    """1. Complete, in the person's language, ending as a sentence does."""
    text = said(why, language)
    assert text[-1] in ".?"
    assert why.value not in text
    assert any("а" <= c <= "я" for c in said(why, "ru"))
    if why is not Why.ATTENDEE_IS_BOT:
        assert "{" not in text


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("why", Why)
def test_a_refusal_fits_over_the_chat(why: Why, language: str) -> None:
    """2. Whatever was typed (Bot API, answerCallbackQuery)."""
    assert len(said(why, language)) <= limits.TOAST


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (Why.TOO_LONG, "Комментарий для участников: 5000 знаков, а можно не больше 200: сократите, пожалуйста."),
        (
            Why.NO_SUCH_LOCAL_TIME,
            "В вашем часовом поясе (Берлин) времени 02:30 в этот день нет: часы переводят вперёд. Выберите другое.",
        ),
        (
            Why.WEEKDAY_DIFFERS,
            "День недели не сходится: вторник, 28 августа — это пн, 28 августа 2028. Исправьте его или не указывайте.",
        ),
        (Why.DATE_MISSING, "Не вижу, в какой день. Напишите дату и время вместе, например 02.08.2028 10:00-12:30."),
        (Why.ATTENDEE_IS_BOT, "{bot} — бот и не может участвовать. Выберите человека."),
    ],
)
def test_the_facts_stand_in_the_sentence(why: Why, text: str) -> None:
    """3. Dates in words, zones as cities; braces in a name are only braces; the example of a time lies ahead."""
    assert said(why, "ru") == text


def test_what_was_left_out_is_said_in_lines() -> None:
    """4. Once each; several people who are not known share a line, which stays short however many they are."""
    one = [Refusal(Why.UNKNOWN_USERNAME, username="kotov"), Refusal(Why.CONFERENCE_NOT_OFFERED)]
    many = [Refusal(Why.UNKNOWN_USERNAME, username=f"kotov{n}") for n in range(500)]
    with locales.speaking("ru"):
        first, second = sentences([*one, *one[1:]], ELENA, NOW).split("\n")
        (last,) = sentences(many, ELENA, NOW).split("\n")
    assert first.startswith("Пока не знаю @kotov.")
    assert second.startswith("Skype для этого бота не настроен.")
    assert last.startswith("Пока не знаю @kotov0, @kotov1")
    assert "@kotov19 и ещё 480. Выберите" in last


def test_what_changed_meanwhile_is_told() -> None:
    """5. Field by field."""
    event = STORIES["ru"].event()
    moved = a_when("2028-08-29 15:00", "2028-08-29 16:30")
    new = replace(event.details, summary="План", place="", when=moved, invitees=(Invitee(2),))
    with locales.speaking("ru"):
        text = texts.meanwhile(changes(event.details, new), ELENA)
    assert "Название: Собрание акционеров → План" in text
    assert "Время: пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00) → вт, 29 августа 2028" in text
    assert "Участники: больше не участвуют: 1 человек" in text
    assert "Место: Большой зал, 3 этаж → не указано" in text
