"""The form: an event filled in field by field, or by one message."""

from bot.demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.town import Town


async def test_field_by_field(town: Town, elena: Person, alexander: Person) -> None:
    """F1. Elena fills in one field after the other by typing; nobody gets anything before «Отправить»."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.sees("Название: Собрание акционеров")
    await elena.presses("Время")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 12:30")
    await elena.presses("Участники")
    await elena.says("@smirnov")
    await elena.sees("Участники: 1 человек")
    await elena.presses("Назад")
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


async def test_one_message(town: Town, elena: Person, alexander: Person) -> None:
    """F3. One message is a whole event with a link; one tap sends it."""
    await elena.says("Собрание акционеров вт 10:00-12:30 @smirnov skype\nПовестка: отчёт")
    form = await elena.sees("Новое событие")
    assert "Название: Собрание акционеров\nВремя: вт, 22 августа 2028, 10:00 – 12:30" in words(form)
    assert "Участники: Александр Смирнов" in words(form)
    assert "Skype для бизнеса: конференция будет создана" in words(form)
    assert "Повестка: отчёт" in words(form)
    await elena.presses("Отправить")
    await alexander.sees("Skype для бизнеса: присоединиться к конференции")


async def test_one_message_after_the_command(elena: Person) -> None:
    """F4. The same after /new, with a date and a length."""
    await elena.says("/new Планёрка отдела 28.08 10:00 1ч")
    await elena.sees("Название: Планёрка отдела\nВремя: пн, 28 августа 2028, 10:00 – 11:00")


async def test_iso_time(elena: Person) -> None:
    """F5. The time may be typed the ISO way; without an end it takes an hour."""
    await elena.says("Планёрка отдела 2028-08-28 10:00")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 11:00")


async def test_tapped_time(town: Town, elena: Person) -> None:
    """F6. The time is tapped: month, day, hour, length; «Назад» leads back one step at a time."""
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
    assert "✓ 1 ч" in labels(await elena.sees("Сколько продлится?"))
    await elena.presses("1½ ч")
    await elena.sees("Время: вт, 5 сентября 2028, 14:30 – 16:00")
    await town.settled()
    assert labels(picker)[0] == "✓ Название", "it is the form again"


async def test_tapped_length_can_stay(elena: Person) -> None:
    """F7. Whoever does not care how long it takes goes back: an hour is kept."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("Планёрка отдела")
    await elena.presses("Время")
    await elena.presses("28")
    await elena.presses("10:00")
    await elena.sees("Сколько продлится?")
    await elena.presses("Назад")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 11:00")


async def test_ambiguous_hour(town: Town, elena: Person) -> None:
    """F8. «в 6» may be morning or evening: buttons ask, nothing is guessed."""
    await elena.says("Планёрка отдела 28.08 в 6")
    question = await elena.sees("Какое время вы имеете в виду?")
    assert labels(question) == ["пн, 28 августа, 18:00 – 19:00", "пн, 28 августа, 06:00 – 07:00", "Назад"]
    await elena.presses("пн, 28 августа, 18:00 – 19:00")
    await elena.sees("Название: Планёрка отдела\nВремя: пн, 28 августа 2028, 18:00 – 19:00")


async def test_ambiguous_hour_typed_anew(elena: Person) -> None:
    """F9. The question can be answered by typing more exactly, too."""
    await elena.says("Планёрка отдела 28.08 в 6")
    await elena.sees("Какое время вы имеете в виду?")
    await elena.says("28.08 06:00")
    await elena.sees("Время: пн, 28 августа 2028, 06:00 – 07:00")


async def test_skype_on_and_off(town: Town, elena: Person, alexander: Person) -> None:
    """F10. The conference is switched on and off again before sending: none is made."""
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
    """F11. «Не сохранять»: the form closes, nobody gets anything, the calendar is empty."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov skype")
    form = await elena.sees("Новое событие")
    await elena.presses("Не сохранять")
    await elena.sees("Не сохранено. Никто ничего не получил.")
    await town.settled()
    assert labels(form) == []
    await alexander.sees_no("Собрание акционеров")
    await elena.says("/calendar")
    await elena.sees("Впереди пока ничего не запланировано.")


async def test_restart_in_the_middle(town: Town, elena: Person) -> None:
    """F12. A half-filled form survives a restart, with the field that was open."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.presses("Время")
    await elena.sees("Напишите дату и время")
    await town.restart()
    await elena.says("28.08.2028 10:00-12:30")
    await elena.sees("Название: Собрание акционеров\nВремя: пн, 28 августа 2028, 10:00 – 12:30")
    await town.settled()
    assert elena.messages[-1] is form, "it goes on in the same message"


async def test_fields_emptied(elena: Person) -> None:
    """F13. A place and a description can be taken out again."""
    await elena.says("Планёрка отдела 28.08 10:00\nПовестка: отчёт")
    await elena.presses("✓ Описание")
    await elena.presses("Очистить поле")
    await elena.sees("Описание: не указано")
    await elena.presses("Место")
    await elena.says("Переговорная 5")
    await elena.presses("✓ Место")
    await elena.presses("Очистить поле")
    await elena.sees("Место: не указано")


async def test_nobody_invited(town: Town, elena: Person) -> None:
    """F14. Without attendees «Отправить» asks once; then the event stands in the own calendar."""
    await elena.says("Подумать о бюджете 28.08.2028 10:00")
    await elena.presses("Отправить")
    await elena.sees("Пока никто не приглашён.")
    assert (await elena.presses("Отправить без участников")).toast == "Сохранено."
    await elena.sees("Участники: пока никого")
    await elena.says("/calendar")
    await elena.sees("Подумать о бюджете · организатор")


async def test_at_most_four_taps(town: Town, elena: Person) -> None:
    """F15. An event with a link takes four taps at most when it is filled in field by field."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.presses("Время")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await elena.presses("Отправить без участников")
    await elena.sees_button("Присоединиться")
    assert taps(town) == 4


async def test_two_taps_after_a_message(town: Town, elena: Person, alexander: Person) -> None:
    """F16. After a message that says nothing of Skype, people included, it takes two."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await elena.sees_button("Присоединиться")
    assert taps(town) == 2


def taps(town: Town) -> int:
    """How many buttons were pressed so far, by whomever."""
    return sum(call.method == "answerCallbackQuery" for call in town.world.calls)
