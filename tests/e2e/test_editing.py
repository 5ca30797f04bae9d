"""Editing: the form again, one letter about all changes, and a link that stays."""

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import Town

EVENT = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov @annalee skype\nПовестка: отчёт"


async def fills(elena: Person, card: Message, button: str, typed: str) -> None:
    """Elena opens a field of the form that this card has become, and types its value."""
    await elena.presses(button, on=card)
    await elena.sees("Напишите")
    await elena.says(typed)
    await elena.sees_button("Отправить")


async def test_all_changes_at_once(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """E1. The form comes filled; «Отправить» applies everything at once, and one letter shows old → new."""
    card = await town.event(elena, EVENT)
    await elena.presses("Редактировать")
    form = await elena.sees("Изменение события")
    assert form is card
    assert "Название: Собрание акционеров\nВремя: пн, 28 августа 2028, 10:00 – 12:30" in words(form)
    assert "Участники: Александр Смирнов, Anna Lee" in words(form)
    assert "Повестка: отчёт" in words(form)
    await fills(elena, card, "✓ Название", "Собрание акционеров №2")
    await fills(elena, card, "Место", "Переговорная 5")
    await fills(elena, card, "✓ Время", "29.08.2028 15:00-16:30")
    await town.settled()
    assert len(letters(alexander, "")) == 3, "a greeting, an invitation and its file: the changes are still Elena's own"

    assert (await elena.presses("Отправить")).toast == "Отправлено: участники получат уведомление об изменениях."
    russian = await alexander.sees("Событие изменилось")
    english = await anna_lee.sees("The event has changed")
    await town.settled()
    assert words(russian).startswith(
        "Событие изменилось\n"
        "Название: Собрание акционеров → Собрание акционеров №2\n"
        "Время: пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00) → вт, 29 августа 2028, 15:00 – 16:30 (GMT+03:00)\n"
        "Место: не указано → Переговорная 5\n"
        "Время изменилось: ответьте, пожалуйста, ещё раз.\n\n"
        "Собрание акционеров №2\n"
    )
    assert words(english).startswith(
        "The event has changed\n"
        "Title: Собрание акционеров → Собрание акционеров №2\n"
        "Time: Mon, 28 Aug 2028, 10:00 – 12:30 (GMT+03:00) → Tue, 29 Aug 2028, 15:00 – 16:30 (GMT+03:00)\n"
        "Place: not set → Переговорная 5\n"
        "The time has changed. Please respond again."
    )
    assert words(card).startswith("Собрание акционеров №2\nвт, 29 августа 2028, 15:00 – 16:30")
    assert len(letters(alexander, "Событие изменилось")) == 1
    assert "вт, 29 августа 2028" in words(letters(alexander, "приглашает вас")[0]), "the older letter is current, too"


async def test_answers_when_the_time_moved(town: Town, elena: Person, alexander: Person) -> None:
    """E2. A new time asks everybody for an answer again, and the file replaces the one before it."""
    card = await town.event(elena)
    await alexander.presses("Принять")
    await elena.presses("Редактировать")
    await fills(elena, card, "✓ Время", "29.08.2028 15:00-16:30")
    await elena.presses("Отправить")
    letter = await alexander.sees("Событие изменилось")
    await town.settled()
    assert labels(letter)[:3] == ["Принять", "Возможно", "Отклонить"]
    assert "⏳ Александр Смирнов" in words(card)
    (_, before), (_, after) = map(opened, files(alexander))
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


async def test_answers_when_it_did_not(town: Town, elena: Person, alexander: Person) -> None:
    """E3. Any other change leaves the answers alone."""
    card = await town.event(elena)
    await alexander.presses("Принять")
    await town.passes(minutes=1)
    await elena.presses("Редактировать")
    await fills(elena, card, "Место", "Переговорная 5")
    await elena.presses("Отправить")
    letter = await alexander.sees("Событие изменилось")
    await town.settled()
    assert "Место: не указано → Переговорная 5" in words(letter)
    assert "ответьте" not in words(letter)
    assert labels(letter)[0] == "✓ Принять"
    assert "✅ Александр Смирнов" in words(card)
    (_, before), (_, after) = map(opened, files(alexander))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] == 0
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP"), "by this a calendar knows the newer one"
    assert str(after["LOCATION"]).startswith("Переговорная 5\n")


async def test_link_stays(town: Town, elena: Person, alexander: Person) -> None:
    """E4. Whatever is edited, the link stays the same; the room on the server follows the event."""
    card = await town.event(elena)
    (room,) = town.skype.rooms.values()
    link = room.join_url
    await elena.presses("Редактировать")
    await fills(elena, card, "✓ Название", "Собрание акционеров №2")
    await fills(elena, card, "✓ Время", "30.08.2028 15:00-16:30")
    await fills(elena, card, "✓ Описание", f"Без повестки\n{link}")
    await elena.presses("Отправить")
    letter = await alexander.sees("Событие изменилось")
    await town.settled()
    assert list(town.skype.rooms.values()) == [room]
    assert room.subject == "Собрание акционеров №2"
    assert await alexander.presses("Присоединиться к конференции", on=letter) == link
    assert await elena.presses("Присоединиться", on=card) == link
    assert str(opened(files(alexander)[-1])[1]["URL"]) == link


async def test_discarded(town: Town, elena: Person, alexander: Person) -> None:
    """E5. «Не сохранять» drops the changes: the card shows the event as it was, and nobody hears of anything."""
    card = await town.event(elena)
    before = words(card)
    await elena.presses("Редактировать")
    await fills(elena, card, "✓ Название", "Собрание акционеров №2")
    await elena.presses("Не сохранять")
    await town.settled()
    assert words(card) == before
    assert "Редактировать" in labels(card)
    await alexander.sees_no("Событие изменилось")


async def test_nothing_changed(town: Town, elena: Person, alexander: Person) -> None:
    """E6. Sending a form in which nothing was changed closes it and disturbs nobody."""
    card = await town.event(elena)
    before = words(card)
    await elena.presses("Редактировать")
    await elena.presses("Отправить")
    await town.settled()
    assert words(card) == before
    await alexander.sees_no("Событие изменилось")


async def test_people_come_and_go(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """E7. Who is added gets an invitation, who is taken off the list a last letter, the others learn of both."""
    vera = town.world.person("Вера Ким", username="verakim")
    await vera.starts()
    card = await town.event(elena, EVENT)
    await elena.presses("Редактировать")
    await elena.presses("✓ Участники")
    await elena.says("@verakim")
    await elena.presses("✓ Участники")
    await elena.sees("Участники: 3 человека")
    await elena.presses("✕", on=card)
    await elena.sees("Участники: 2 человека")
    await elena.presses("Назад")
    await elena.presses("Отправить")
    last = await alexander.sees("Вас больше нет в списке участников.")
    first = await vera.sees("приглашает вас на событие")
    told = await anna_lee.sees("The event has changed")
    await town.settled()
    assert "Attendees: added: Вера Ким; removed: Александр Смирнов" in words(told)
    assert labels(first)[0] == "Принять"
    assert labels(last) == ["Открыть календарь"]
    old = letters(alexander, "")[1]
    assert "Собрание акционеров" not in words(old), "the letter from before shows no more of the event"
    await alexander.says("/calendar")
    await alexander.sees("Ближайших событий пока нет.")


async def test_other_copies_meanwhile(town: Town, elena: Person, alexander: Person) -> None:
    """E8. While one copy is a form the others go on showing the event; afterwards all are current."""
    card = await town.event(elena)
    await elena.says("/calendar")
    await elena.presses("1")
    await town.settled()
    copy = elena.messages[-1]
    await elena.presses("Редактировать", on=card)
    await alexander.presses("Принять")
    await town.settled()
    assert words(card).startswith("Изменение события")
    assert "✅ Александр Смирнов" in words(copy)
    await fills(elena, card, "Место", "Переговорная 5")
    await elena.presses("Отправить")
    await town.settled()
    assert words(card) == words(copy)
    assert "Место: Переговорная 5" in words(copy)


async def test_restart_in_the_middle(town: Town, elena: Person, alexander: Person) -> None:
    """E9. Changes that are not sent yet survive a restart."""
    card = await town.event(elena)
    await elena.presses("Редактировать")
    await fills(elena, card, "Место", "Переговорная 5")
    await town.restart()
    await elena.presses("Отправить")
    await alexander.sees("Место: не указано → Переговорная 5")
