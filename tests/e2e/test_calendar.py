"""/calendar: what is ahead of the reader, and the cards that it opens."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.town import Town


async def test_own_events(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """D1. The reader's own events, day by day: time, organizer or attendee with the answer, conference."""
    await town.event(elena)
    await alexander.presses("Принять")
    await town.event(alexander, "Ретроспектива 28.08.2028 15:00-15:30 @elena")
    await town.event(alexander, "Обед 29.08.2028 13:00 @annalee")
    await alexander.says("/calendar")
    calendar = await alexander.sees("Календарь")
    assert words(calendar) == (
        "Календарь\n\n"
        "пн, 28 августа\n"
        "1. 10:00 – 12:30 Собрание акционеров · ✅ · Skype\n"
        "2. 15:00 – 15:30 Ретроспектива · организатор\n\n"
        "вт, 29 августа\n"
        "3. 13:00 – 14:00 Обед · организатор"
    )
    assert labels(calendar) == ["1", "2", "3", "Новое событие"]
    await anna_lee.says("/calendar")
    assert words(await anna_lee.sees("Calendar")) == "Calendar\n\nTue, 29 Aug\n1. 13:00 – 14:00 Обед · ⏳"


async def test_card_opened(town: Town, elena: Person, alexander: Person) -> None:
    """D2. Tapping an event opens its card below; the calendar stays to be gone on with."""
    await town.event(elena)
    await alexander.says("/calendar")
    calendar = await alexander.sees("Календарь")
    await alexander.presses("1")
    await town.settled()
    card = alexander.messages[-1]
    assert words(card).startswith("Собрание акционеров\nпн, 28 августа 2028, 10:00 – 12:30")
    assert "Отклонить" in labels(card)
    assert words(calendar).startswith("Календарь")


async def test_pages(town: Town, elena: Person) -> None:
    """D3. Many events come in pages, which turn in place."""
    for day in range(22, 32):
        await elena.says(f"День {day} {day}.08.2028 10:00")
        await elena.presses("Отправить")
        await elena.presses("Сохранить только у себя")
    await elena.says("/calendar")
    calendar = await elena.sees("Календарь")
    assert "чт, 31 августа" not in words(calendar)
    await elena.presses("›", on=calendar)
    await elena.sees("10:00 – 11:00 День 31 · организатор")
    await town.settled()
    assert calendar is elena.messages[-1]
    assert labels(calendar) == ["1", "2", "‹", "· 2 ·", "Новое событие"]
    await elena.presses("2", on=calendar)
    await elena.sees("чт, 31 августа 2028, 10:00 – 11:00")
    await elena.presses("‹", on=calendar)
    await elena.sees("10:00 – 11:00 День 22 · организатор")


async def test_only_what_is_ahead(town: Town, elena: Person, alexander: Person) -> None:
    """D4. What is over is no longer in it, what goes on still is."""
    await town.event(elena, "Планёрка отдела 21.08.2028 10:00-11:00 @smirnov")
    await town.passes(minutes=90)
    await alexander.says("/calendar")
    await alexander.sees("Планёрка отдела")
    await town.passes(minutes=60)
    await alexander.says("/calendar")
    await alexander.sees("Ближайших событий пока нет.")


@pytest.mark.parametrize("button", ["Новое событие", "New event"])
async def test_new_event_from_here(elena: Person, anna_lee: Person, button: str) -> None:
    """D5. A new event can be begun here as well."""
    person, question = (elena, "Напишите название") if button == "Новое событие" else (anna_lee, "Type the title")
    await person.says("/calendar")
    await person.presses(button)
    await person.sees(question)


async def test_many_cards(town: Town, elena: Person, alexander: Person) -> None:
    """D6. Of many cards of an event the three newest follow it; an older one points to them and opens a new one."""
    oldest = await town.event(elena, "Собрание 28.08.2028 10:00 @smirnov")
    for _ in range(3):
        await elena.says("/calendar")
        await town.settled()
        await elena.presses("1", on=elena.messages[-1])
        await town.settled()
    assert words(oldest) == "Собрание\nБолее новая карточка этого события — ниже в чате."
    assert labels(oldest) == ["Открыть"]
    current = [m for m in elena.messages if "Редактировать" in labels(m)]
    await alexander.presses("Принять")
    await town.settled()
    assert len(current) == 3
    assert all("✅ Александр Смирнов" in words(card) for card in current)
    assert words(oldest).startswith("Собрание\nБолее новая")
    await elena.presses("Открыть", on=oldest)
    await town.settled()
    assert "✅ Александр Смирнов" in words(elena.messages[-1])
    assert [labels(card) for card in current] == [["Открыть"], labels(current[1]), labels(current[2])]
    assert "Редактировать" in labels(current[1])
