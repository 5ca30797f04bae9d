"""An event in one message, and in few taps."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.town import Town


async def test_one_message(town: Town, elena: Person, alexander: Person) -> None:
    """Q1. One message is a whole event with a link; one tap sends it."""
    await elena.says("Собрание акционеров вт 10:00-12:30 @smirnov skype\nПовестка: отчёт")
    form = await elena.sees("Новое событие")
    assert "Название: Собрание акционеров\nВремя: вт, 22 августа 2028, 10:00 – 12:30" in words(form)
    assert "Участники: Александр Смирнов" in words(form)
    assert "Skype для бизнеса: конференция будет создана" in words(form)
    assert "Повестка: отчёт" in words(form)
    await elena.presses("Отправить")
    await alexander.sees("Skype для бизнеса: присоединиться к конференции")


async def test_one_message_after_the_command(elena: Person) -> None:
    """Q2. The same after /new, with a date and a length."""
    await elena.says("/new Планёрка отдела 28.08 10:00 1ч")
    await elena.sees("Название: Планёрка отдела\nВремя: пн, 28 августа 2028, 10:00 – 11:00")


async def test_iso_time(elena: Person) -> None:
    """Q3. The time may be typed the ISO way; without an end it takes an hour."""
    await elena.says("Планёрка отдела 2028-08-28 10:00")
    await elena.sees("Время: пн, 28 августа 2028, 10:00 – 11:00")


async def test_ambiguous_hour(town: Town, elena: Person) -> None:
    """Q4. «в 6» may be morning or evening: buttons ask, nothing is guessed."""
    await elena.says("Планёрка отдела 28.08 в 6")
    question = await elena.sees("Какое время вы имеете в виду?")
    assert labels(question) == ["пн, 28 августа, 18:00 – 19:00", "пн, 28 августа, 06:00 – 07:00", "Назад"]
    await elena.presses("пн, 28 августа, 18:00 – 19:00")
    await elena.sees("Название: Планёрка отдела\nВремя: пн, 28 августа 2028, 18:00 – 19:00")


async def test_ambiguous_hour_typed_anew(elena: Person) -> None:
    """Q5. The question can be answered by typing more exactly, too."""
    await elena.says("Планёрка отдела 28.08 в 6")
    await elena.sees("Какое время вы имеете в виду?")
    await elena.says("28.08 06:00")
    await elena.sees("Время: пн, 28 августа 2028, 06:00 – 07:00")


async def test_nobody_invited(town: Town, elena: Person) -> None:
    """Q6. Without attendees «Отправить» asks once; then the event stands in the own calendar."""
    await elena.says("Подумать о бюджете 28.08.2028 10:00")
    await elena.presses("Отправить")
    await elena.sees("Пока никто не приглашён.")
    assert (await elena.presses("Сохранить только у себя")).toast == "Сохранено."
    await elena.sees("Участники: пока никого")
    await elena.says("/calendar")
    await elena.sees("Подумать о бюджете · организатор")


async def test_at_most_four_taps(town: Town, elena: Person) -> None:
    """Q7. An event with a link takes four taps, «Новое событие» included, when its title and time are typed."""
    await elena.presses("Новое событие")
    await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.sees("Напишите дату и время")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    await elena.sees_button("Присоединиться")
    assert taps(town) == 4


async def test_two_taps_after_a_message(town: Town, elena: Person, alexander: Person) -> None:
    """Q8. After a message that says nothing of Skype, people included, it takes two."""
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await elena.sees_button("Присоединиться")
    assert taps(town) == 2


async def test_title_then_time(town: Town, elena: Person) -> None:
    """Q9. A title and then a time are typed without a tap between them, and both leave the chat."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    typed = [await elena.says("Собрание акционеров"), await elena.says("28.08.2028 10:00-12:30")]
    await elena.sees("Название: Собрание акционеров\nВремя: пн, 28 августа 2028, 10:00 – 12:30")
    await town.settled()
    assert "Отправить" in labels(form)
    assert elena.messages[-1] is form
    assert all(message.deleted for message in typed)
    assert taps(town) == 0


@pytest.mark.parametrize(("by_button", "taken"), [(False, 3), (True, 4)])
async def test_taps_with_an_attendee(town: Town, elena: Person, alexander: Person, by_button: bool, taken: int) -> None:
    """Q10. With a link and an attendee, all typed, it takes three taps after /new; «Новое событие» is the fourth."""
    await (elena.presses("Новое событие") if by_button else elena.says("/new"))
    await elena.sees("Напишите название события")
    await elena.says("Собрание акционеров")
    await elena.says("28.08.2028 10:00-12:30")
    await elena.presses("Участники")
    await elena.says("@smirnov")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await alexander.sees("Skype для бизнеса: присоединиться к конференции")
    assert taps(town) == taken


async def test_what_was_left_out(elena: Person, alexander: Person) -> None:
    """Q11. Oneself, somebody twice, a bot: the form is made without them, and one message says so."""
    await elena.says("Собрание 28.08.2028 10:00 @smirnov @elena @Smirnov @planerka_bot")
    form = await elena.sees("Новое событие")
    assert "Участники: Александр Смирнов\n" in words(form)
    said = await elena.sees("Вы организатор и участвуете в любом случае.")
    assert words(said).split("\n")[1:] == [
        "Александр Смирнов уже в списке.",
        "@planerka_bot — бот и не может участвовать. Выберите человека.",
    ]


def taps(town: Town) -> int:
    """How many buttons were pressed so far, by whomever."""
    return sum(call.method == "answerCallbackQuery" for call in town.world.calls)
