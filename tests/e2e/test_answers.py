"""Answers, and the cards on which both sides see them."""

from demo.telegram import Person
from tests.e2e.reading import files, labels, opened, words
from tests.e2e.town import Town

EVENT = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov @annalee skype"


async def test_answer(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """A1. An answer is confirmed, marked on the button, and seen at once by the organizer and by the others."""
    card = await town.event(elena, EVENT)
    letter = await alexander.sees("приглашает вас на событие")
    assert (await alexander.presses("Принять")).toast == "Ответ записан: вы придёте."
    await town.settled()
    assert labels(letter)[:3] == ["✓ Принять", "Возможно", "Отклонить"]
    assert "Участники: 2 человека · ✅ 1 придёт · ⏳ 1 без ответа\n✅ Александр Смирнов\n⏳ Anna Lee" in words(card)
    assert "✅ Александр Смирнов" in words(letter)
    assert "✅ Александр Смирнов" in words(await anna_lee.sees("invites you to an event"))


async def test_answer_changed(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """A2. An answer can be changed as often as one likes; the newest counts and is the one that is marked."""
    card = await town.event(elena, EVENT)
    letter = await anna_lee.sees("invites you to an event")
    assert (await anna_lee.presses("Maybe")).toast == "Saved: you might come."
    await town.settled()
    assert labels(letter)[:3] == ["Accept", "✓ Maybe", "Decline"]
    assert "❔ Anna Lee" in words(card)
    assert (await anna_lee.presses("Decline")).toast == "Saved: you're not coming."
    await town.settled()
    assert labels(letter)[:3] == ["Accept", "Maybe", "✓ Decline"]
    assert "❌ Anna Lee" in words(card)
    await anna_lee.presses("Accept")
    await town.settled()
    assert labels(letter)[:3] == ["✓ Accept", "Maybe", "Decline"]
    assert "✅ Anna Lee" in words(card)


async def test_same_answer_again(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """A3. Pressing the marked answer once more changes nothing and is confirmed all the same."""
    card = await town.event(elena, EVENT)
    await alexander.presses("Принять")
    await town.settled()
    before = words(card)
    assert (await alexander.presses("✓ Принять")).toast == "Ответ записан: вы придёте."
    await town.settled()
    assert words(card) == before


async def test_two_views(town: Town, elena: Person, alexander: Person) -> None:
    """A4. The card of the organizer and that of an attendee show one event, with what each of them may do."""
    card = await town.event(elena)
    (room,) = town.skype.rooms.values()
    await alexander.presses("Открыть календарь", on=await alexander.sees("приглашает вас на событие"))
    await alexander.presses("1")
    await town.settled()
    theirs = alexander.messages[-1]
    assert labels(card) == [
        "Присоединиться", "Скопировать ссылку", "Редактировать", "Отменить", "Файл .ics", "Поделиться",
    ]  # fmt: skip
    assert labels(theirs) == [
        "Принять", "Возможно", "Отклонить", "Присоединиться", "Скопировать ссылку", "Файл .ics",
    ]  # fmt: skip
    assert words(card) == words(theirs)
    assert words(card).startswith("Собрание акционеров\nпн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00)")
    assert await elena.presses("Присоединиться", on=card) == room.join_url
    await alexander.presses("Скопировать ссылку", on=theirs)
    assert alexander.clipboard == room.join_url


async def test_every_copy_is_current(town: Town, elena: Person, alexander: Person) -> None:
    """A5. However many copies of a card are open, all show the newest state; nobody scrolls for it."""
    copies = [await town.event(elena), await alexander.sees("приглашает вас на событие")]
    for person in (elena, elena, alexander):
        await person.says("/calendar")
        await person.presses("1")
        await town.settled()
        copies.append(person.messages[-1])
    await alexander.presses("Возможно", on=copies[-1])
    await town.settled()
    assert all("❔ Александр Смирнов" in words(copy) for copy in copies)
    assert labels(copies[1])[1] == labels(copies[-1])[1] == "✓ Возможно"


async def test_stale_buttons(town: Town, elena: Person, alexander: Person) -> None:
    """A6. A button of a copy that was left behind still does the right thing."""
    await town.event(elena)
    letter = await alexander.sees("приглашает вас на событие")
    await alexander.deletes(letter)
    town.troubles_expected.append("message to edit not found")
    assert (await alexander.taps(letter, "Принять")).toast == "Ответ записан: вы придёте."
    await elena.sees("✅\u00a01 придёт")


async def test_answer_to_the_time_before(town: Town, elena: Person, alexander: Person) -> None:
    """A7. Or says why not: nobody accepts a new time with a button that was drawn for the old one."""
    await town.event(elena)
    letter = await alexander.sees("приглашает вас на событие")
    (accept,) = (b.data for row in letter.buttons for b in row if b.text == "Принять")
    await elena.presses("Редактировать")
    await elena.presses("✓ Время")
    await elena.says("29.08.2028 15:00-16:30")
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    pressed = await alexander.forges(letter, accept or "")
    assert pressed.toast == "Время события изменилось. Посмотрите новое и ответьте ещё раз."
    await town.settled()
    assert "⏳ Александр Смирнов" in words(letter)


async def test_file_from_the_card(town: Town, elena: Person, alexander: Person) -> None:
    """A8. «Файл .ics» gives the event as it is now, to the organizer as well."""
    card = await town.event(elena)
    await elena.presses("Файл .ics", on=card)
    _, theirs = opened(await elena.receives_file(".ics"))
    _, event = opened(files(alexander)[-1])
    assert theirs["UID"] == event["UID"]
    assert theirs["CONFERENCE"] == event["CONFERENCE"]
