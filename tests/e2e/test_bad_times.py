"""Times that cannot be: one sentence says why, what was typed stays, and the form is as it was."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

# What is typed into the field «Время», and the answer in Russian and in English.
TIMES = (
    (
        "28.08.2028 12:30-10:00",
        "Окончание должно быть позже начала, например 10:00-12:30.",
        "The end must be after the start, for example 10:00-12:30.",
    ),
    (
        "28.08.2028 10:00-10:00",
        "Окончание должно быть позже начала, например 10:00-12:30.",
        "The end must be after the start, for example 10:00-12:30.",
    ),
    (
        "30.02.2029 10:00",
        "Такой даты нет: 30.02.2029. Проверьте день и месяц.",
        "There's no such date: 30.02.2029. Please check the day and the month.",
    ),
    (
        "25.03.2029 01:30",
        "В вашем часовом поясе (Лондон) времени 01:30 в этот день нет: часы переводят вперёд. Выберите другое.",
        "There's no 01:30 that day in your time zone (London): the clocks go forward. Please choose another time.",
    ),
    (
        "28.08.9999 10:00",
        "До этой даты больше 5 лет. Проверьте год.",
        "That's more than 5 years away. Please check the year.",
    ),
    (
        "28.08.0001 10:00",
        "До этой даты больше 5 лет. Проверьте год.",
        "That's more than 5 years away. Please check the year.",
    ),
    (
        "28.08.2028 10:00 99ч",
        "Событие не может длиться больше 24 часов. Укажите окончание пораньше.",
        "An event can last 24 hours at most. Choose an earlier end.",
    ),
    (
        "28.08.2028 25:00",
        "Не понимаю «25:00». Напишите время так: 22.08.2028 10:00-12:30.",
        "I don't understand “25:00”. Type the time like this: 22.08.2028 10:00-12:30.",
    ),
    (
        "10:00-12:30",
        "Не вижу, в какой день. Напишите дату и время вместе, например 22.08.2028 10:00-12:30.",
        "I can't see which day. Type the date and time together, for example 22.08.2028 10:00-12:30.",
    ),
    (
        "28.08.2028",
        "Не вижу, во сколько. Напишите дату и время вместе, например 22.08.2028 10:00-12:30.",
        "I can't see what time. Type the date and time together, for example 22.08.2028 10:00-12:30.",
    ),
    (
        "<b>завтра</b> & ever",
        "Не понимаю «<b>завтра</b>». Напишите время так: 22.08.2028 10:00-12:30.",
        "I don't understand “<b>завтра</b>”. Type the time like this: 22.08.2028 10:00-12:30.",
    ),
)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_times_that_cannot_be(town: Town, elena: Person, anna_lee: Person, language: str) -> None:
    """BT1. End before start, 30 February, an hour that spring skips, the year 9999: each is refused in one sentence."""
    person = elena if language == "ru" else anna_lee
    await person.says("/settings")
    await person.presses("Лондон +1" if language == "ru" else "London +1")
    await person.says("Standup 28.08.2028 10:00")
    await person.presses("✓ Время" if language == "ru" else "✓ Time")
    await town.settled()
    async with nothing_changes(town):
        for typed, *answers in TIMES:
            answer = answers[language == "en"]
            asked = await person.says(typed)
            said = await person.sees(answer)
            assert words(said) == answer
            assert not asked.deleted, "what was typed can be copied and mended"
            await town.settled()
            await person.deletes(said)
    await person.says("29.08.2028 11:00-11:30")
    await person.sees("вт, 29 августа 2028, 11:00 – 11:30" if language == "ru" else "Tue, 29 Aug 2028, 11:00 – 11:30")


async def test_whole_event_with_a_time_that_cannot_be(town: Town, elena: Person, alexander: Person) -> None:
    """BT2. In a message that is a whole event, a wrong time makes no form; the message stays to be mended."""
    async with nothing_changes(town):
        for when, answer in (
            ("28.08.2028 12:30-10:00", "Окончание должно быть позже начала"),
            ("30.02.2029 10:00", "Такой даты нет: 30.02.2029"),
            ("28.08.9999 10:00", "До этой даты больше 5 лет"),
        ):
            asked = await elena.says(f"Собрание {when} @smirnov")
            await elena.sees(answer)
            assert not asked.deleted


async def test_past_time_typed(town: Town, elena: Person) -> None:
    """BT3. A time in the past: the bot asks whether it is meant; another one can be typed, or it is kept by one tap."""
    await elena.says("Собрание 28.08.2028 10:00")
    await elena.presses("✓ Время")
    await elena.says("18.08.2028 10:00")
    question = await elena.sees("Это время уже прошло. Оставить его?")
    assert "пт, 18 августа 2028, 10:00 – 11:00" in words(question)
    await elena.presses("Назад")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 11:00")
    await elena.presses("✓ Время")
    await elena.says("18.08.2028 10:00")
    await elena.presses("Да, оставить это время")
    await elena.sees("Время: пт, 18 августа 2028, 10:00 – 11:00")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    card = await elena.sees("Событие уже прошло.")
    assert "пт, 18 августа 2028, 10:00 – 11:00" in words(card)


async def test_past_time_in_english(anna_lee: Person) -> None:
    """BT4. The same question in English, asked of a whole event in one message."""
    await anna_lee.says("Standup 18.08.2028 10:00")
    question = await anna_lee.sees("This time has already passed. Keep it?")
    assert labels(question) == ["Yes, keep this time", "Back"]
    await anna_lee.says("29.08.2028 10:00")
    await anna_lee.sees("Title: Standup\nTime: Tue, 29 Aug 2028, 10:00 – 11:00")


async def test_time_that_passed_while_the_form_lay_open(town: Town, elena: Person, alexander: Person) -> None:
    """BT5. The time was ahead when it was typed and is over when «Отправить» is pressed: the bot asks first."""
    await elena.says("Собрание 21.08.2028 10:00 @smirnov")
    await elena.sees("Название: Собрание")
    await town.passes(hours=2)
    await elena.presses("Отправить")
    await elena.sees("Это время уже прошло. Оставить его?")
    await town.settled()
    await alexander.sees_no("Собрание")
    await elena.presses("Да, оставить это время")
    await elena.presses("Отправить")
    await alexander.sees("Собрание")


async def test_hour_that_comes_twice(town: Town, elena: Person) -> None:
    """BT6. When the clocks go back, 01:30 comes twice: buttons ask which one is meant, by the offset."""
    await elena.says("/settings")
    await elena.presses("Лондон +1")
    await elena.says("Дежурство 29.10.2028 01:30-01:45")
    question = await elena.sees("Какое время вы имеете в виду?")
    assert labels(question) == [
        "29.10 01:30 – 01:45 (GMT+01:00)", "29.10 01:30 (GMT+01:00) – 01:45 (GMT+00:00)",
        "29.10 01:30 – 01:45 (GMT+00:00)", "Назад",
    ]  # fmt: skip
    await elena.presses("29.10 01:30 – 01:45 (GMT+00:00)")
    await elena.sees("Название: Дежурство")
