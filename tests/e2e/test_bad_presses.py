"""Presses that come too late, twice, or from somebody who may not: one sentence, and nothing changes."""

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.reading import labels, words
from tests.e2e.stored import nothing_changes, stored
from tests.e2e.town import Town

NOT_INVITED = "You're not invited to this event. Ask the organizer for an invitation."
STALE = "This button is out of date. Open the event again in /calendar."
MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov"


async def test_press_by_somebody_not_invited(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """BB1. Anna is not invited: whatever she presses, she learns that and nothing else."""
    card = await town.event(elena, MEETING)
    hers = await anna_lee.sees("Hello")
    async with nothing_changes(town):
        for button in buttons(card) + buttons(await alexander.sees("Собрание")):
            pressed = await anna_lee.forges(hers, button)
            assert pressed.toast in {NOT_INVITED, STALE}
            assert pressed.alert
    await anna_lee.sees_no("Собрание")


async def test_attendee_presses_the_organizers_buttons(town: Town, elena: Person, alexander: Person) -> None:
    """BB2. Alexander sends what only Elena's card holds: he may not edit, cancel, share or try again."""
    card = await town.event(elena, MEETING)
    letter = await alexander.sees("Собрание")
    answers = {
        "Редактировать": "Это может сделать только организатор.",
        "Отменить": "Это может сделать только организатор.",
        "Поделиться": "Это может сделать только организатор.",
    }
    async with nothing_changes(town):
        for label, answer in answers.items():
            assert (await alexander.forges(letter, data_of(card, label))).toast == answer
        for answer in ("Принять", "Возможно", "Отклонить"):
            pressed = await elena.forges(card, data_of(letter, answer))
            assert pressed.toast == "Вы организатор: отвечать на своё приглашение не нужно."


async def test_press_on_another_persons_form(town: Town, elena: Person, anna_lee: Person) -> None:
    """BB3. The buttons of Elena's form tell Anna no more than that there is no such form."""
    await elena.says("Собрание 28.08.2028 10:00-12:30")
    form = await elena.sees("Название: Собрание")
    hers = await anna_lee.sees("Hello")
    closed = "This form is closed. Open the event in /calendar, or start a new one: /new."
    async with nothing_changes(town):
        for button in buttons(form):
            pressed = await anna_lee.forges(hers, button)
            assert (pressed.toast, pressed.alert) == (closed, True)


async def test_answer_to_a_time_that_has_moved(town: Town, elena: Person, alexander: Person) -> None:
    """BB4. Alexander accepts what an old card showed, after Elena has moved the event: he is asked to look again."""
    card = await town.event(elena, MEETING)
    old = data_of(await alexander.sees("Собрание"), "Принять")
    await move(town, elena, card, "29.08.2028 15:00-16:00")
    letter = await alexander.sees("Событие изменилось")
    async with nothing_changes(town):
        pressed = await alexander.forges(letter, old)
        assert pressed.toast == "Время события изменилось. Посмотрите новое и ответьте ещё раз."
    assert (await alexander.presses("Принять", on=letter)).toast == "Ответ записан: вы придёте."


async def test_answer_after_cancelling(town: Town, elena: Person, alexander: Person) -> None:
    """BB5. Everything that was below the letter is refused once the event is cancelled, except looking at it."""
    card = await town.event(elena, MEETING)
    letter = await alexander.sees("Собрание")
    old, organizers = {label: data_of(letter, label) for label in ("Принять", "Отклонить")}, buttons(card)
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await alexander.sees("Событие отменено")
    await town.settled()
    async with nothing_changes(town):
        for data in old.values():
            pressed = await alexander.forges(letter, data)
            assert pressed.toast == "Событие отменено, изменить в нём уже ничего нельзя."
        for data in organizers[:2]:
            assert (await elena.forges(card, data)).toast == "Событие отменено, изменить в нём уже ничего нельзя."


async def test_answer_pressed_twice(town: Town, elena: Person, alexander: Person) -> None:
    """BB6. A double tap is one answer, and both presses are told so."""
    await town.event(elena, MEETING)
    letter = await alexander.sees("Собрание")
    data = data_of(letter, "Принять")
    first = await alexander.presses("Принять", on=letter)
    await alexander.sees_button("✓ Принять")
    await town.settled()
    async with nothing_changes(town):
        second = await alexander.forges(letter, data)
    assert first.toast == second.toast == "Ответ записан: вы придёте."


async def test_sent_twice(town: Town, elena: Person, alexander: Person) -> None:
    """BB7. A double tap on «Отправить» makes one event and one letter."""
    await elena.says(MEETING)
    form = await elena.sees("Название: Собрание")
    data = data_of(form, "Отправить")
    await elena.presses("Отправить")
    pressed = await elena.forges(form, data)
    assert pressed.toast == "Эта форма уже закрыта. Откройте событие в /calendar или начните новое: /new."
    await town.settled()
    assert len(stored(town.database, "events")["events"]) == 1
    assert len([m for m in alexander.messages if "Собрание" in m.text]) == 1


async def test_edit_sent_twice_while_the_conference_is_made(town: Town, elena: Person, alexander: Person) -> None:
    """BB8. A double tap on «Отправить» of an edit that adds a conference: the letter still tells what changed."""
    card = await town.event(elena, MEETING)
    await elena.presses("Редактировать")
    await elena.presses("Место")
    await elena.says("Переговорная 5")
    await elena.presses("Добавить конференцию Skype")
    form = await elena.sees("конференция будет создана")
    data = data_of(form, "Отправить")
    town.skype.faults.slow()
    await elena.presses("Отправить", on=card)
    pressed = await elena.forges(card, data)
    assert pressed.toast == "Эта форма уже закрыта. Откройте событие в /calendar или начните новое: /new."
    town.skype.faults.release()
    letter = await alexander.sees("Событие изменилось")
    assert "Переговорная 5" in words(letter)


async def test_cancelled_twice(town: Town, elena: Person, alexander: Person) -> None:
    """BB9. A double tap on «Отменить» of the question cancels once."""
    card = await town.event(elena, MEETING)
    await elena.presses("Отменить")
    question = await elena.sees("Отменить событие?")
    data = data_of(question, "Отменить")
    await elena.presses("Отменить", on=card)
    await town.settled()
    async with nothing_changes(town):
        assert (await elena.forges(card, data)).toast == "Событие отменено, изменить в нём уже ничего нельзя."
    assert len([m for m in alexander.messages if "Событие отменено" in m.text]) <= 2


async def test_button_of_a_discarded_form(town: Town, elena: Person) -> None:
    """BB10. A button of a form that was thrown away, and one of an older bot, say that they are stale."""
    await elena.says(MEETING.replace("@smirnov", ""))
    form = await elena.sees("Название: Собрание")
    old = data_of(form, "Отправить")
    await elena.presses("Не сохранять")
    await town.settled()
    async with nothing_changes(town):
        pressed = await elena.forges(form, old)
        assert pressed.toast == "Эта форма уже закрыта. Откройте событие в /calendar или начните новое: /new."
        pressed = await elena.forges(form, old.replace("f1:", "f0:"))
        assert pressed.toast == "Эта кнопка устарела. Откройте событие заново в /calendar."


async def test_deleting_and_restoring_twice(town: Town, elena: Person, alexander: Person) -> None:
    """BB11. «Удалить» and «Вернуть» pressed twice say the same twice; after a day it is too late for «Вернуть»."""
    card = await town.event(elena, MEETING)
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    letter = await alexander.sees_button("Удалить")
    delete = data_of(letter, "Удалить")
    await alexander.presses("Удалить", on=letter)
    await alexander.sees("Удалено из вашего календаря.")
    await town.settled()
    async with nothing_changes(town):
        assert (await alexander.forges(letter, delete)).toast == "Удалено из вашего календаря."
    restore = data_of(letter, "Вернуть")
    await town.passes(hours=25)
    async with nothing_changes(town):
        pressed = await alexander.forges(letter, restore)
        assert pressed.toast == "Вернуть событие уже нельзя: это можно сделать в течение суток."


def buttons(message: Message) -> list[str]:
    """What the buttons of a card carry; the calendar's says nothing about the event."""
    return [b.data for row in message.buttons for b in row if b.data and not b.data.startswith("c1")]


def data_of(message: Message, label: str) -> str:
    assert label in labels(message), labels(message)
    return next(b.data for row in message.buttons for b in row if b.text == label and b.data)


async def move(town: Town, organizer: Person, card: Message, when: str) -> None:
    await organizer.presses("Редактировать", on=card)
    await organizer.presses("✓ Время", on=card)
    await organizer.says(when)
    await organizer.presses("Отправить", on=card)
    await town.settled()
