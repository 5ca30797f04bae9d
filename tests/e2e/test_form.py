"""The form: an event filled in field by field, or by one message."""

from demo.telegram import Fault, Person
from tests.e2e.reading import labels, words
from tests.e2e.town import Town


async def test_field_by_field(town: Town, elena: Person, alexander: Person) -> None:
    """F1. Elena fills in one field after the other by typing; nobody gets anything before «Отправить»."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.sees("Собрание акционеров\n\nВремя")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 12:30")
    await elena.presses("Участники")
    await elena.says("@smirnov")
    await elena.presses("Место")
    await elena.says("Большой зал, 3 этаж")
    await elena.sees("Место: Большой зал, 3 этаж")
    await elena.presses("Описание")
    await elena.says("1. Отчёт за полугодие\n2. Выборы совета")
    await elena.sees("2. Выборы совета")
    await elena.presses("Добавить конференцию Skype")
    await elena.sees("конференция будет создана, когда вы нажмёте «Отправить»")
    await town.settled()
    assert "Участники: Александр Смирнов" in words(form)
    assert labels(form) == [
        "✓ Название", "✓ Время", "✓ Участники", "✓ Место", "✓ Описание", "Убрать конференцию Skype", "Отправить",
        "Не сохранять",
    ]  # fmt: skip
    assert elena.messages[-1] is form, "one message holds the whole form, and what was typed has left the chat"
    assert town.skype.rooms == {}
    await alexander.sees_no("Собрание акционеров")

    toast = (await elena.presses("Отправить")).toast
    await alexander.sees("Собрание акционеров")
    await town.settled()
    assert toast == "Отправлено: участники получат приглашение."
    assert "Место: Большой зал, 3 этаж" in words(form), "the form has become the card"
    assert "2. Выборы совета" in words(form)
    assert "⏳ Александр Смирнов" in words(form)


async def test_new_event_button(town: Town, elena: Person) -> None:
    """F2. «Новое событие» below the greeting opens the same form."""
    await elena.presses("Новое событие")
    await elena.sees("Напишите название события")
    await elena.presses("Назад")
    form = await elena.sees("Новое событие")
    assert "Нужны название и время, остальное — по желанию." in words(form)


async def test_tapped_time(town: Town, elena: Person) -> None:
    """F3. The time is tapped: month, day, hour, length; «Назад» leads back one step at a time."""
    await elena.says("Планёрка отдела 28.08 10:00")
    await elena.presses("✓ Время")
    picker = await elena.sees("Напишите дату и время или выберите день ниже")
    assert "август 2028" in labels(picker)
    await elena.presses("›")
    await elena.sees_button("сентябрь 2028")
    await elena.presses("4", on=picker)
    await elena.sees("пн, 4 сентября 2028")
    await elena.presses("Назад")
    await elena.sees_button("сентябрь 2028")
    await elena.presses("5", on=picker)
    await elena.sees("вт, 5 сентября 2028")
    await elena.presses("14:30")
    await elena.sees("вт, 5 сентября 2028, 14:30 – 15:30")
    assert "✓ 1 ч" in labels(await elena.sees("Сколько оно продлится?"))
    await elena.presses("1½ ч")
    await elena.sees("Время: вт, 5 сентября 2028, 14:30 – 16:00")
    await town.settled()
    assert labels(picker)[0] == "✓ Название", "it is the form again"


async def test_tapped_length_can_stay(elena: Person) -> None:
    """F4. Whoever does not care how long it takes goes back: an hour is kept."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("Планёрка отдела")
    await elena.presses("28")
    await elena.presses("10:00")
    await elena.sees("Сколько оно продлится?")
    await elena.presses("Назад")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 11:00")


async def test_skype_on_and_off(town: Town, elena: Person, alexander: Person) -> None:
    """F5. The conference is switched on and off again before sending: none is made."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    await elena.presses("Добавить конференцию Skype")
    await elena.sees("конференция будет создана, когда вы нажмёте «Отправить»")
    await elena.presses("Убрать конференцию Skype")
    await elena.sees("Skype для бизнеса: без конференции")
    await elena.presses("Отправить")
    letter = await alexander.sees("Собрание акционеров")
    await town.settled()
    assert town.skype.rooms == {}
    assert "Skype" not in words(letter)
    assert "Присоединиться к конференции" not in labels(letter)


async def test_discarded(town: Town, elena: Person, alexander: Person) -> None:
    """F6. «Не сохранять»: the form closes, nobody gets anything, the calendar is empty."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov skype")
    form = await elena.sees("Новое событие")
    await elena.presses("Не сохранять")
    await elena.sees("Не сохранено. Никто ничего не получил.")
    await town.settled()
    assert labels(form) == []
    await alexander.sees_no("Собрание акционеров")
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет.")


async def test_restart_in_the_middle(town: Town, elena: Person) -> None:
    """F7. A half-filled form survives a restart, with the field that was open."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.sees("Напишите дату и время")
    await town.restart()
    await elena.says("28.08.2028 10:00-12:30")
    await elena.sees("Название: Собрание акционеров\nВремя: пн, 28 августа 2028, 10:00 – 12:30")
    await town.settled()
    assert elena.messages[-1] is form, "it goes on in the same message"


async def test_fields_emptied(elena: Person) -> None:
    """F8. A place and a description can be taken out again."""
    await elena.says("Планёрка отдела 28.08 10:00\nПовестка: отчёт")
    await elena.presses("✓ Описание")
    await elena.presses("Очистить")
    await elena.sees("Описание: не указано")
    await elena.presses("Место")
    await elena.says("Переговорная 5")
    await elena.presses("✓ Место")
    await elena.presses("Очистить")
    await elena.sees("Место: не указано")


async def test_time_left_for_later(town: Town, elena: Person) -> None:
    """F9. The title is followed by the question for the time; «Назад» leaves it open, and it waits in the form."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.sees("Собрание акционеров\n\nВремя\n\nНапишите дату и время или выберите день ниже.")
    await elena.presses("Назад")
    await elena.sees("Название: Собрание акционеров\nВремя: не указано")
    await elena.presses("Время")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 12:30")
    await elena.presses("✓ Название")
    await elena.says("Собрание совета")
    await elena.sees("Название: Собрание совета\nВремя: пн, 28 августа 2028, 10:00 – 12:30")
    await town.settled()
    assert labels(form)[:2] == ["✓ Название", "✓ Время"], "a time that is set is not asked for again"


async def test_question_of_another_form(town: Town, elena: Person) -> None:
    """F10. Another form ends the question of the first, which never wakes again, not even when the other is closed."""
    await elena.says("/new")
    first = await elena.sees("Напишите название события")
    await elena.presses("Назад")
    await elena.presses("Название")
    await elena.says("Собрание 28.08.2028 10:00")
    await elena.presses("Это новое событие")
    await elena.sees("Название: Собрание")
    await elena.presses("Название", on=first)
    await elena.sees("Напишите название события")
    await elena.presses("Место", on=elena.messages[-1])
    await elena.sees("Напишите место")
    await town.settled()
    assert "Название: не указано" in words(first), "what is shown is what is asked"
    await elena.presses("Назад", on=elena.messages[-1])
    await elena.presses("Не сохранять", on=elena.messages[-1])
    await elena.says("Ретроспектива 29.08.2028 10:00")
    await elena.sees("Название: Ретроспектива")
    await town.settled()
    assert "Название: не указано" in words(first)


async def test_question_of_half_an_hour_ago(town: Town, elena: Person) -> None:
    """F11. A question waits for half an hour; what is typed later is an event of its own."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await town.passes(minutes=31)
    await elena.says("Ретроспектива 29.08.2028 10:00")
    await elena.sees("Название: Ретроспектива")
    assert "Похоже на целое событие" not in words(form)
    await elena.presses("Назад", on=form)
    await elena.presses("Название", on=form)
    await elena.says("Итоги")
    await elena.sees("Итоги\n\nВремя")


async def test_link_comes_while_a_day_is_picked(town: Town, elena: Person) -> None:
    """F12. The link comes while Elena picks another day: the month stays open, and the form knows the link."""
    town.skype.faults.slow()
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 skype")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    card = await elena.sees("конференция создаётся")
    await elena.presses("Редактировать", on=card)
    await elena.presses("✓ Время", on=card)
    await elena.presses("›", on=card)
    await elena.sees_button("сентябрь 2028")
    town.skype.faults.release()
    await town.settled()
    assert len(town.skype.rooms) == 1
    assert "сентябрь 2028" in labels(card)
    await elena.presses("4", on=card)
    await elena.sees("пн, 4 сентября 2028")
    await elena.presses("Назад", on=card)
    await elena.sees_button("сентябрь 2028")
    await elena.says("04.09.2028 15:00-16:00")
    await elena.sees("Время: пн, 4 сентября 2028, 15:00 – 16:00")
    await town.settled()
    assert "Удалить ссылку" in labels(card)


async def test_restart_while_a_day_is_picked(town: Town, elena: Person) -> None:
    """F13. Pressed while Telegram takes no edits; the bot is restarted, and the hours of that day are shown."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    await elena.presses("✓ Время")
    picker = await elena.sees("Напишите дату и время или выберите день ниже")
    town.world.faults.add(Fault("editMessageText", chat=elena.id, kind="retry_after", retry_after=30, times=3))
    await elena.presses("›")
    await town.settled()
    await elena.forges(picker, next(b.data or "" for row in picker.buttons for b in row if b.text == "29"))
    await town.settled()
    assert "август 2028" in labels(picker)
    await town.restart()
    await town.until(lambda: words(picker).startswith("вт, 29 августа 2028"))
    await elena.presses("Назад", on=picker)
    await elena.sees_button("август 2028")


async def test_back_while_telegram_is_slow(town: Town, elena: Person) -> None:
    """F14. «Назад» right after a day, while edits are slow: the hours stayed on the message of the form."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30")
    await elena.presses("✓ Время")
    picker = await elena.sees("Напишите дату и время или выберите день ниже")
    data = {b.text: b.data or "" for row in picker.buttons for b in row}
    town.world.faults.add(Fault("editMessageText", chat=elena.id, kind="delay", delay=0.1, times=None))
    for label in ("29", "30", "Назад"):
        await elena.forges(picker, data[label])
    await town.settled()
    assert "Время: пн, 28 августа 2028, 10:00 – 12:30" in words(picker)
