"""Texts that are too long, empty, full of markup or no texts at all."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

NOTHING = ("    ", "\n\n", "\u200b\u202e\u2066", "\u0301")
EVIL = "<b>Жирно</b> & <a href='tg://user?id=1'>«'\"` ;,\\n"


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_titles_that_cannot_be(town: Town, elena: Person, anna_lee: Person, language: str) -> None:
    """BX1. A title of 5,000 characters, one of spaces, one of marks that nobody sees: one sentence, nothing changes."""
    person = elena if language == "ru" else anna_lee
    long, empty = {
        "ru": (
            "Название: 5000 знаков, а можно не больше 200: сократите, пожалуйста.",
            "Название: сообщение пустое. Напишите хотя бы одну букву или цифру.",
        ),
        "en": (
            "Title: 5000 characters, and the limit is 200. Please shorten it.",
            "Title: the message is blank. Type at least one letter or digit.",
        ),
    }[language]
    await person.says("Standup 28.08.2028 10:00")
    await person.presses("✓ Название" if language == "ru" else "✓ Title")
    await town.settled()
    async with nothing_changes(town):
        for typed, answer in (("x" * 5000, long), *((text, empty) for text in NOTHING)):
            asked = await person.says(typed)
            said = await person.sees(answer)
            assert words(said) == answer
            assert not asked.deleted, "what was typed can be copied and mended"
            await town.settled()
            await person.deletes(said)
    await person.says("Планёрка")
    await person.sees("Название: Планёрка" if language == "ru" else "Title: Планёрка")


async def test_other_fields_too_long(town: Town, elena: Person) -> None:
    """BX2. Place, description and the word to the attendees have their limits, too."""
    await elena.says("Собрание 28.08.2028 10:00")
    for label, limit in (("Место", 200), ("Описание", 2000)):
        await elena.presses(label)
        async with nothing_changes(town):
            await elena.says("x" * (limit + 1))
            await elena.sees(f"{label}: {limit + 1} знак, а можно не больше {limit}: сократите")
        await elena.presses("Назад")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    async with nothing_changes(town):
        await elena.says("x" * 501)
        await elena.sees("Комментарий для участников: 501 знак, а можно не больше 500: сократите")


async def test_emoji_and_writing_from_right_to_left(town: Town, elena: Person, alexander: Person) -> None:
    """BX3. Emoji and Hebrew arrive as they were typed; marks that would turn the line around are dropped."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("👩‍👩‍👧🎉 \u202eשלום\u202c отчёт\u200e")
    await elena.says("28.08.2028 10:00")
    await elena.presses("Участники")
    await elena.says("@smirnov")
    await elena.presses("Отправить")
    letter = await alexander.sees("👩‍👩‍👧🎉 שלום отчёт")
    await town.settled()
    _method, event = opened(files(alexander)[-1])
    assert str(event["SUMMARY"]) == "👩‍👩‍👧🎉 שלום отчёт"
    assert letters(alexander, "👩‍👩‍👧🎉") == [letter]


async def test_markup_and_line_breaks_in_every_field(town: Town, elena: Person) -> None:
    """BX4. HTML is text like any other, in every field and in names; a line break in a title becomes a space."""
    eve = town.world.person("<i>Ева</i> & Ко", username="eve_ning", language="ru")
    await eve.starts()
    await eve.sees("Здравствуйте, \u2068<i>Ева</i> & Ко\u2069!")
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says(f"{EVIL}\nвторая строка")
    form = await elena.sees(f"{EVIL} вторая строка\n\nВремя")
    await elena.says("28.08.2028 10:00")
    await elena.sees(f"Название: {EVIL} вторая строка\nВремя: пн, 28 августа 2028")
    for label, typed in (("Место", EVIL), ("Описание", f"{EVIL}\n{EVIL}")):
        await elena.presses(label)
        await elena.says(typed)
        await elena.sees(f"{label}: {typed}")
    await elena.presses("Участники")
    await elena.says("@eve_ning")
    await elena.presses("✓ Участники")
    await elena.sees_button("● <i>Ева</i> & Ко")
    await elena.presses("Назад")
    await elena.presses("Отправить")
    letter = await eve.sees(f"{EVIL} вторая строка")
    await town.settled()
    for card in (form, letter):
        assert f"Место: {EVIL}" in words(card)
        assert f"Описание: {EVIL}\n{EVIL}" in words(card) or f"{EVIL}\n{EVIL}" in words(card)
    assert "⏳ <i>Ева</i> & Ко" in words(form)
    _method, event = opened(files(eve)[-1])
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (f"{EVIL} вторая строка", f"{EVIL}\n{EVIL}")
    await elena.presses("Отменить")
    await elena.says(EVIL)
    await elena.sees(f"Комментарий для участников: {EVIL}")
    await elena.presses("Отменить", on=form)
    await eve.sees(f"Комментарий организатора: {EVIL}")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_something_that_is_no_text(town: Town, elena: Person, anna_lee: Person, language: str) -> None:
    """BX5. A sticker, a photo, a file, a place on the map: the field asks for text again."""
    person = elena if language == "ru" else anna_lee
    answer = {
        "ru": "Название: здесь нужен текст. Отправьте его обычным сообщением.",
        "en": "Title: this has to be text. Please send it as an ordinary message.",
    }[language]
    await person.says("/new")
    await person.sees("Напишите название события" if language == "ru" else "Type the title")
    async with nothing_changes(town):
        for sent in (
            person.sends_sticker(),
            person.sends_photo(),
            person.sends_document("plan.docx", b"plan"),
            person.sends_location(55.75, 37.62),
            person.sends_contact("+7 900 000-00-00"),
        ):
            await sent
            said = await person.sees(answer)
            await town.settled()
            await person.deletes(said)
    await person.says("Собрание")
    await person.sees("Собрание\n\nВремя" if language == "ru" else "Собрание\n\nTime")


async def test_sticker_instead_of_a_word(town: Town, elena: Person) -> None:
    """BX6. A sticker where the word to the attendees is due; a sticker out of the blue gets the hint."""
    await elena.says("Собрание 28.08.2028 10:00")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    async with nothing_changes(town):
        await elena.sends_sticker()
        await elena.sees("Комментарий для участников: здесь нужен текст.")
    await elena.presses("Назад")
    await town.settled()
    async with nothing_changes(town):
        await elena.sends_sticker()
        await elena.sees("Не вижу в этом сообщении события.")


async def test_captions(town: Town, elena: Person, anna_lee: Person) -> None:
    """BX9. A caption is read like a text, people included: as an event, as a title, as a word to the attendees."""
    photo = await elena.sends_photo("Собрание 28.08.2028 10:00 @annalee")
    await elena.sees("Название: Собрание")
    await town.settled()
    assert "Участники: Anna Lee" in words(elena.messages[-1])
    await elena.presses("✓ Название")
    await elena.sees("Напишите название события")
    file = await elena.sends_document("plan.docx", b"plan", "Собрание акционеров")
    await elena.sees("Название: Собрание акционеров")
    await elena.presses("Отправить")
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.sends_photo("Переносим")
    await elena.sees("Комментарий для участников: Переносим")
    await town.settled()
    assert not photo.deleted
    assert not file.deleted, "the form has its words, not the file"


async def test_a_command_in_the_middle_of_a_form(town: Town, elena: Person) -> None:
    """BX7. A command does what it says while a field is open; the question is over, and the form shows what it has."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет.")
    await town.settled()
    assert words(form).startswith("Новое событие\n\nНазвание: не указано")
    async with nothing_changes(town):
        await elena.says("Собрание")
        await elena.sees("Не вижу в этом сообщении события.")


async def test_a_command_that_is_mistyped(town: Town, elena: Person) -> None:
    """BX8. It is no title; a path is a place."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    async with nothing_changes(town):
        await elena.says("/calender")
        said = await elena.sees("Команды /calender нет. Все команды — в /help.")
    assert labels(said) == ["Назад", "Не сохранять"]
    await elena.says("/dev/null")
    await elena.sees("/dev/null\n\nВремя")
