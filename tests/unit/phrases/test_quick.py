"""Events typed as one message, on Tuesday 13 October 2026, 14:20 in Moscow."""

import pytest

from domain.errors import Refusal
from domain.phrases import QuickEvent, read_event
from tests.unit.phrases.reading import MOSCOW, NOW, written


def event(text: str) -> QuickEvent:
    found = read_event(text, NOW, MOSCOW)
    assert found is not None
    return found


def test_title_time_people_and_skype() -> None:
    """1. One message holds the whole event."""
    found = event("Собрание акционеров пн 10:00-12:30 @smirnov skype")
    assert [written(when) for when in found.readings] == ["Mon 19.10.2026 10:00-12:30"]
    assert (found.summary, found.usernames, found.conference, found.description) == (
        "Собрание акционеров",
        ("smirnov",),
        True,
        "",
    )


@pytest.mark.parametrize(
    ("text", "title", "reading"),
    [
        ("завтра в 10 Стендап", "Стендап", "Wed 14.10.2026 10:00-11:00"),
        ("Стендап завтра в 10 команды A", "Стендап команды A", "Wed 14.10.2026 10:00-11:00"),
        ("Стендап, завтра в 10:00.", "Стендап", "Wed 14.10.2026 10:00-11:00"),
        ("Стендап — завтра в 10:00", "Стендап", "Wed 14.10.2026 10:00-11:00"),
        ("Отчёт  2026 завтра 10:00", "Отчёт  2026", "Wed 14.10.2026 10:00-11:00"),
        ("Парад 9 мая завтра 10:00", "Парад 9 мая", "Wed 14.10.2026 10:00-11:00"),
        ("Итоги за пн вт 10:00", "Итоги за пн", "Tue 20.10.2026 10:00-11:00"),
        ("Урок 5 завтра в 10:00", "Урок 5", "Wed 14.10.2026 10:00-11:00"),
        ("Созвон 30 мин завтра в 10:00", "Созвон", "Wed 14.10.2026 10:00-10:30"),
        ("Встреча в 5 кабинете завтра в 10", "Встреча в 5 кабинете", "Wed 14.10.2026 10:00-11:00"),
        ("Retro on 28 August at 10:00 for 2 h", "Retro", "Sat 28.08.2027 10:00-12:00"),
        ("28.08.2027 10:00", "", "Sat 28.08.2027 10:00-11:00"),
        ("Обзор <b>16:9</b> завтра в 10", "Обзор <b>16:9</b>", "Wed 14.10.2026 10:00-11:00"),
    ],
)
def test_the_title_is_what_is_left(text: str, title: str, reading: str) -> None:
    """2. With its own case and spacing; the time is the longest stretch that is a time through and through."""
    found = event(text)
    assert (found.summary, [written(when) for when in found.readings]) == (title, [reading])


def test_all_meanings_of_the_time_are_kept() -> None:
    """3. «в 6» is a question for the person here too."""
    assert [written(when) for when in event("Созвон завтра в 6").readings] == [
        "Wed 14.10.2026 18:00-19:00",
        "Wed 14.10.2026 06:00-07:00",
    ]


@pytest.mark.parametrize(
    ("text", "usernames", "title"),
    [
        ("Стендап @ivanov, @Petrov_1 завтра 10:00", ("ivanov", "Petrov_1"), "Стендап"),
        ("Стендап завтра @ivanov 10:00", ("ivanov",), "Стендап"),
        ("@ivanov стендап завтра 10:00 @ivanov", ("ivanov", "ivanov"), "стендап"),
        ("Письмо на a@ivanov.ru завтра 10:00", (), "Письмо на a@ivanov.ru"),
        ("Стендап @ivan завтра 10:00", ("ivan",), "Стендап"),
        ("Адрес @iva завтра 10:00", (), "Адрес @iva"),
        (f"Адрес @{'a' * 33} завтра 10:00", (), f"Адрес @{'a' * 33}"),
    ],
)
def test_usernames(text: str, usernames: tuple[str, ...], title: str) -> None:
    """4. They may stand anywhere; an address of e-mail is none."""
    assert (event(text).usernames, event(text).summary) == (usernames, title)


@pytest.mark.parametrize(
    ("text", "skype", "title"),
    [
        ("Скайп: нет, СКАЙП, завтра 10:00", True, "Скайп: нет"),
        ("Обзор завтра 10:00 Skype.", True, "Обзор"),
        ("Про скайпы завтра 10:00", False, "Про скайпы"),
        ("skype-бот завтра 10:00", False, "skype-бот"),
    ],
)
def test_skype(text: str, skype: bool, title: str) -> None:
    """5. Only as a word of its own."""
    assert (event(text).conference, event(text).summary) == (skype, title)


def test_further_lines_are_the_description() -> None:
    """6. Nothing is looked for in them but people."""
    found = event("Стендап завтра 10:00\r\n\r\nПовестка:\n1. skype, @ivanov\nвт 11:00\n")
    assert found.description == "Повестка:\n1. skype, @ivanov\nвт 11:00"
    assert (found.summary, found.conference, found.usernames) == ("Стендап", False, ("ivanov",))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Привет!",
        "Отчёт 2026",
        "Отчёт за 28.08",
        "Встреча в 10:00",
        "Встреча завтра",
        "завтра созвон 10:00",
        "Созвонзавтра 10:00",
        "Созвон завтра 10:00-25:00",
        "Привет\nзавтра 10:00",
        "@ivanov skype",
    ],
)
def test_what_holds_no_time_is_no_event(text: str) -> None:
    """7. A date and an hour side by side make an event, nothing less."""
    assert read_event(text, NOW, MOSCOW) is None


@pytest.mark.parametrize(
    ("text", "why", "facts"),
    [
        ("Собрание 31.02 10:00", "no_such_date", {"text": "31.02"}),
        ("Собрание завтра 10:00-9:00 skype", "ends_before_start", {}),
        ("Созвон завтра в 10 или послезавтра в 11", "time_not_understood", {"word": "завтра в 10"}),
        ("Созвон завтра в 5 кабинете в 10:00", "time_not_understood", {"word": "10:00"}),
        ("Созвон завтра 10:00 - 25:00", "time_not_understood", {"word": "25:00"}),
    ],
)
def test_a_time_that_cannot_be_is_refused(text: str, why: str, facts: dict[str, object]) -> None:
    """8. A message that means an event is never taken for talk, and of two times none is chosen."""
    with pytest.raises(Refusal) as refusal:
        read_event(text, NOW, MOSCOW)
    assert (refusal.value.why.value, refusal.value.facts) == (why, facts)
