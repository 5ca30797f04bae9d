"""The letter of invitation and the file that comes with it."""

from datetime import UTC, datetime

from demo.telegram import Person
from tests.e2e.reading import files, labels, letters, opened, ways_in, words
from tests.e2e.town import Town

EVENT = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov @annalee skype\nПовестка: отчёт"

IN_RUSSIAN = """\
Елена Смирнова приглашает вас на событие

Собрание акционеров
пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00)

Организатор: Елена Смирнова
Участники: 2 человека · ⏳ 2 без ответа
⏳ Александр Смирнов
⏳ Anna Lee

Место: Большой зал

Повестка: отчёт

Skype для бизнеса: присоединиться к конференции
По телефону: +4612345 (Main office); код конференции {id}

Другие события дня: нет"""

IN_ENGLISH = """\
Елена Смирнова invites you to an event

Собрание акционеров
Mon, 28 Aug 2028, 10:00 – 12:30 (GMT+03:00)

Organizer: Елена Смирнова
Attendees: 2 people · ⏳ 2 pending
⏳ Александр Смирнов
⏳ Anna Lee

Place: Большой зал

Повестка: отчёт

Skype for Business: join the conference
By phone: +4612345 (Main office); conference ID {id}

Also that day: nothing"""


async def test_in_the_language_of_each(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L1. Every attendee gets the letter, each in their own language, with everything that the event holds."""
    await elena.says(EVENT)
    await elena.presses("Место")
    await elena.says("Большой зал")
    await elena.presses("Отправить")
    russian = await alexander.sees("приглашает вас на событие")
    english = await anna_lee.sees("invites you to an event")
    await town.settled()
    (room,) = town.skype.rooms.values()
    assert words(russian) == IN_RUSSIAN.format(id=room.conference_id)
    assert words(english) == IN_ENGLISH.format(id=room.conference_id)
    assert letters(elena, "приглашает вас") == [], "the organizer writes the letter and does not get it"


async def test_buttons(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L2. Below it: the answers, the way into the conference, its link to be copied, the calendar."""
    await town.event(elena, EVENT)
    russian = await alexander.sees("приглашает вас на событие")
    english = await anna_lee.sees("invites you to an event")
    (room,) = town.skype.rooms.values()
    assert labels(russian) == [
        "Принять", "Возможно", "Отклонить", "Присоединиться к конференции", "Скопировать ссылку",
        "Открыть календарь",
    ]  # fmt: skip
    assert labels(english) == ["Accept", "Maybe", "Decline", "Join the conference", "Copy link", "Open calendar"]
    assert await alexander.presses("Присоединиться к конференции") == room.join_url
    await anna_lee.presses("Copy link")
    assert anna_lee.clipboard == room.join_url
    assert room.join_url in russian.html, "the words lead there, too"


async def test_without_a_conference(town: Town, elena: Person, alexander: Person) -> None:
    """L3. Without a conference nothing speaks of one."""
    await town.event(elena, "Планёрка отдела 28.08.2028 10:00 @smirnov")
    letter = await alexander.sees("приглашает вас на событие")
    assert labels(letter) == ["Принять", "Возможно", "Отклонить", "Открыть календарь"]
    assert "Skype" not in words(letter)
    _, event = opened(files(alexander)[-1])
    assert "URL" not in event
    assert "CONFERENCE" not in event


async def test_other_events_of_the_day(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L4. «Другие события дня»: what else the reader, and only the reader, has that day; clashes are marked."""
    await town.event(anna_lee, "Планёрка отдела 28.08.2028 09:30-10:30 @smirnov")
    await town.event(anna_lee, "Ретроспектива 28.08.2028 15:00-15:30 @smirnov")
    await town.event(anna_lee, "Другой день 29.08.2028 10:00-12:30 @smirnov")
    await town.event(elena)
    letter = await alexander.sees("Собрание акционеров")
    assert words(letter).endswith(
        "Другие события дня\n09:30 – 10:30 Планёрка отдела — пересекается\n15:00 – 15:30 Ретроспектива"
    )


async def test_declined_events_do_not_clash(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L5. What the reader has declined is none of their events of the day."""
    await town.event(anna_lee, "Планёрка отдела 28.08.2028 09:30-10:30 @smirnov")
    await alexander.presses("Отклонить")
    await town.event(elena)
    letter = await alexander.sees("Собрание акционеров")
    assert words(letter).endswith("Другие события дня: нет")


async def test_calendar_file(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L6. The file below the letter can be read by every program, and has the ways in wherever one looks for them."""
    await town.event(elena, EVENT)
    (room,) = town.skype.rooms.values()
    method, event = opened(await alexander.receives_file(".ics"))
    link = room.join_url
    assert method == "PUBLISH", "a file in a chat is for import: nobody is asked to answer by mail"
    assert str(event["SUMMARY"]) == "Собрание акционеров"
    assert event.start == datetime(2028, 8, 28, 7, 0, tzinfo=UTC)
    assert event.end == datetime(2028, 8, 28, 9, 30, tzinfo=UTC)
    assert event["SEQUENCE"] == 0
    assert str(event["STATUS"]) == "CONFIRMED"
    assert event["ORGANIZER"].params["CN"] == "Елена Смирнова"
    by_link, by_telephone = ways_in(event)
    assert str(event["LOCATION"]) == str(event["URL"]) == str(by_link) == link
    telephone = f"По телефону: +4612345 (Main office); код конференции {room.conference_id}"
    assert str(event["DESCRIPTION"]) == f"{link}\n{telephone}\n\nПовестка: отчёт"
    assert by_link.params["LABEL"] == "Skype для бизнеса: присоединиться к конференции"
    assert str(by_telephone) == f"tel:+4612345,,{room.conference_id}#"
    assert "ATTENDEE" not in event, "whoever gets the file forwarded learns nobody's address"
    _, english = opened(await anna_lee.receives_file(".ics"))
    assert english["UID"] == event["UID"], "it is one event in everybody's calendar"
    assert ways_in(english)[0].params["LABEL"] == "Skype for Business: join the conference"
    below = alexander.messages[-1].reply_to
    assert below is not None
    assert "приглашает вас" in words(below)


async def test_once(town: Town, elena: Person, alexander: Person) -> None:
    """L7. The letter comes once, a restart of the bot included."""
    await town.event(elena)
    await town.restart()
    await town.passes(minutes=5)
    await alexander.presses("Принять")
    await elena.sees("✅")
    await town.settled()
    assert len(letters(alexander, "Собрание акционеров")) == 1
    assert len(files(alexander)) == 1


async def test_open_calendar(town: Town, elena: Person, alexander: Person) -> None:
    """L8. «Открыть календарь» opens it below the letter, which stays what it is."""
    await town.event(elena)
    letter = await alexander.sees("приглашает вас на событие")
    await alexander.presses("Открыть календарь", on=letter)
    calendar = await alexander.sees("Календарь")
    await town.settled()
    assert calendar is alexander.messages[-1]
    assert "приглашает вас на событие" in words(letter)


async def test_answers_so_far(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """L9. Who is invited later reads what the others have answered."""
    card = await town.event(elena)
    await alexander.presses("Принять")
    await elena.presses("Редактировать", on=card)
    await elena.presses("✓ Участники", on=card)
    await elena.says("@annalee")
    await elena.presses("Отправить", on=card)
    letter = await anna_lee.sees("invites you to an event")
    assert "✅ Александр Смирнов\n⏳ Anna Lee" in words(letter)
