"""Where a message goes while a form asks: into its field, or into a form of its own. Nobody is trapped."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

WHOLE = "Планёрка завтра 10:00-11:00 @annalee skype"
DOUBT = "Похоже на целое событие. Что это?"


async def test_whole_event_where_a_title_is_asked(town: Town, elena: Person, anna_lee: Person) -> None:
    """NT1. It became the title, all of it. One tap makes it the event that it is, and the form that asked stays."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    typed = await elena.says(WHOLE)
    question = await elena.sees(DOUBT)
    assert question is form
    assert labels(question) == ["Это новое событие", "Это название", "Назад"]
    assert not typed.deleted
    await elena.presses("Это новое событие")
    await elena.sees("Название: Планёрка\nВремя: вт, 22 августа 2028, 10:00 – 11:00")
    await town.settled()
    assert "Участники: Anna Lee" in words(elena.messages[-1])
    assert "Название: не указано" in words(form)


@pytest.mark.parametrize(
    ("field", "answer", "shown"),
    [
        ("Название", "Это название", f"{WHOLE}\n\nВремя"),
        ("Место", "Это место", f"Место: {WHOLE}"),
        ("Описание", "Это описание", WHOLE),
        ("Время", "Взять только время", "Время: вт, 22 августа 2028, 10:00 – 11:00"),
        ("Участники", "Взять только участников", "Участники: \u2068Anna Lee\u2069"),
    ],
)
async def test_it_was_meant_for_the_field(
    town: Town, elena: Person, anna_lee: Person, field: str, answer: str, shown: str
) -> None:
    """NT2. Whatever the field is, one tap takes the text for it; the fields for time and people take their part."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.presses("Назад")
    await elena.presses(field)
    await elena.says(WHOLE)
    await elena.sees(DOUBT)
    await elena.presses(answer)
    await elena.sees(shown)
    await town.settled()
    assert elena.messages[-2] is form, "no other form was made"


async def test_asked_over_a_restart(town: Town, elena: Person) -> None:
    """NT3. What is asked about is kept until it is answered, whatever happens in between."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says(WHOLE)
    question = await elena.sees(DOUBT)
    await town.restart()
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет.")
    await town.passes(hours=3)
    assert WHOLE in words(question)
    await elena.presses("Это название", on=question)
    await elena.sees(f"{WHOLE}\n\nВремя")


async def test_neither_of_the_two(town: Town, elena: Person) -> None:
    """NT4. What the field cannot take gets one sentence with the ways out; taken, they clear it away."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("Планёрка")
    form = await elena.sees("Напишите дату и время")
    async with nothing_changes(town):
        await elena.says("спасибо")
        hint = await elena.sees("Не понимаю «спасибо». Напишите время так: 22.08.2028 10:00-12:30.")
    assert labels(hint) == ["Назад", "Не сохранять"]
    await elena.presses("Назад", on=hint)
    await elena.sees("Название: Планёрка\nВремя: не указано")
    await town.settled()
    assert hint.deleted
    await elena.presses("Время", on=form)
    await elena.says("как всегда")
    hint = await elena.sees("Не понимаю «как».")
    await elena.presses("Не сохранять", on=hint)
    await elena.sees("Не сохранено. Никто ничего не получил.")
    await town.settled()
    assert hint.deleted


async def test_impossible_time_in_a_whole_event(town: Town, elena: Person) -> None:
    """NT5. As a title it may be meant; asked for a time, there is nothing to choose, and the sentence says why."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("Отчёт 30.02.2029 10:00")
    question = await elena.sees(DOUBT)
    assert "Такой даты нет" in ((await elena.presses("Это новое событие")).toast or "")
    await elena.presses("Это название", on=question)
    await elena.sees("Отчёт 30.02.2029 10:00\n\nВремя")
    async with nothing_changes(town):
        await elena.says("Отчёт 30.02.2029 10:00")
        await elena.sees("Такой даты нет: 30.02.2029.")
