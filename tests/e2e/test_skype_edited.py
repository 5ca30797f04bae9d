"""The event is edited while its conference is being made."""

from demo.telegram import Person
from tests.e2e.reading import labels, letters, words
from tests.e2e.town import EVENT, Town


async def test_edited_before_the_letters_left(town: Town, elena: Person, alexander: Person) -> None:
    """W7. Edited while the letters wait: everybody gets one invitation to the event as it is by then, no changes."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    await elena.presses("Редактировать", on=card)
    await elena.presses("Место", on=card)
    await elena.says("Переговорная 5")
    await elena.presses("Отправить", on=card)
    await elena.sees("Место: Переговорная 5")
    await alexander.sees_no("Собрание акционеров")
    town.skype.faults.release()
    letter = await alexander.sees("приглашает вас на событие")
    await town.passes(seconds=30)
    await town.settled()
    assert "Место: Переговорная 5" in words(letter)
    assert "Присоединиться к конференции" in labels(letter)
    assert len(letters(alexander, "Собрание акционеров")) == 1


async def test_edited_while_a_change_is_held_back(town: Town, elena: Person, alexander: Person) -> None:
    """W9. Two edits, the first still waiting for its link: one letter tells both."""
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    town.skype.faults.slow()
    await elena.presses("Редактировать", on=card)
    await elena.presses("Добавить конференцию Skype", on=card)
    await elena.presses("Отправить", on=card)
    await elena.sees("конференция создаётся")
    await elena.presses("Редактировать", on=card)
    await elena.presses("Место", on=card)
    await elena.says("Переговорная 5")
    await elena.presses("Отправить", on=card)
    await elena.sees("Место: Переговорная 5")
    town.skype.faults.release()
    told = await alexander.sees("Место: не указано → Переговорная 5")
    await town.passes(seconds=30)
    await town.settled()
    assert "Skype для бизнеса: конференцию добавили" in words(told)
    assert len(letters(alexander, "Событие изменилось")) == 1


async def test_removed_while_it_is_made(town: Town, elena: Person, alexander: Person) -> None:
    """W10. Removed while it is being made: nobody sees a link, and no room stays behind."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    await elena.presses("Редактировать", on=card)
    await elena.presses("Убрать конференцию Skype", on=card)
    await elena.presses("Отправить", on=card)
    letter = await alexander.sees("приглашает вас на событие")
    town.skype.faults.release()
    await town.settled()
    assert town.skype.rooms == {}
    for message in (card, letter):
        assert "Skype" not in words(message)
        assert "http" not in words(message)


async def test_moved_and_moved_back(town: Town, elena: Person, alexander: Person) -> None:
    """W11. Moved and moved back while the letters wait: his answer is gone, so the letter asks for it again."""
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    await alexander.presses("Принять")
    town.skype.faults.slow()
    await elena.presses("Редактировать", on=card)
    await elena.presses("Добавить конференцию Skype", on=card)
    for time in ("29.08.2028 10:00-12:30", "28.08.2028 10:00-12:30"):
        await elena.presses("✓ Время", on=card)
        await elena.says(time)
        await elena.presses("Отправить", on=card)
        await elena.sees_button("Редактировать")
        await elena.presses("Редактировать", on=card)
    town.skype.faults.release()
    told = await alexander.sees("Время переносили и вернули: ответьте, пожалуйста, ещё раз.")
    await town.settled()
    assert "Время:" not in words(told)
    await alexander.presses("Принять", on=told)
    await town.settled()
    assert "ещё раз" not in words(told)


async def test_edited_while_it_is_made(town: Town, elena: Person, alexander: Person) -> None:
    """W12. Edited while it is being made: the room is called and kept as the event is by then."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    await town.until(lambda: town.skype.journal)
    await elena.presses("Редактировать", on=card)
    for field, value in (("✓ Название", "Итоги года"), ("✓ Время", "28.12.2028 10:00-12:00")):
        await elena.presses(field, on=card)
        await elena.says(value)
    await elena.presses("Отправить", on=card)
    await elena.sees("конференция создаётся, ссылка появится здесь")
    town.skype.faults.release()
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    (room,) = town.skype.rooms.values()
    assert (room.subject, room.expires_at.month) == ("Итоги года", 1), "a month after its end"
