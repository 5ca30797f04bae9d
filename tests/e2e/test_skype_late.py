"""A link that is late comes by itself; one that was lost is replaced before anybody stands before a closed door."""

from datetime import UTC, datetime, timedelta

from demo.telegram import Person
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import EVENT, Town

BEFORE = timedelta(minutes=30)
STARTS_IN = timedelta(days=7, hours=1)


async def late(town: Town, elena: Person) -> None:
    """The server is down, and Elena has read so."""
    town.skype.faults.down = True
    await elena.says(EVENT)
    await elena.presses("Отправить")
    await town.until(lambda: letters(elena, "не удалось"))
    await town.settled()


async def half_an_hour_before(town: Town) -> None:
    await town.passes(seconds=(STARTS_IN - BEFORE).total_seconds())


async def test_it_comes_by_itself(town: Town, elena: Person, alexander: Person) -> None:
    """W14. The server comes back within a minute: the link is in every card, and nobody had to press anything."""
    await late(town, elena)
    (told,) = letters(elena, "не удалось")
    assert "ссылка задерживается. Сервер Skype не отвечает. Бот сам попробует ещё раз." in words(told)
    town.skype.faults.down = False
    town.goes_by(minutes=1)
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert letters(elena, "ссылка задерживается") == []
    assert len(letters(alexander, "Собрание акционеров")) == 1


async def test_a_long_outage_and_a_restart(town: Town, elena: Person, alexander: Person) -> None:
    """W15. Nobody is told of the attempts in between; a restart forgets none of them."""
    await late(town, elena)
    read = len(elena.messages), len(alexander.messages)
    calls = len(town.world.calls)
    for minutes in (1, 2, 5):
        await town.passes(minutes=minutes)
    await town.settled()
    assert len(town.world.calls) == calls, "no card was edited either"
    await town.restart()
    town.skype.faults.down = False
    town.goes_by(minutes=15)
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert (len(elena.messages), len(alexander.messages)) == read


async def test_how_long_it_stays(town: Town, elena: Person, alexander: Person) -> None:
    """W16. The room outlives its event for as many days as the administrator says."""
    await town.closes()
    town.settings = town.settings.model_copy(update={"skype_keep_days": 7})
    await town.opens()
    await town.event(elena)
    (room,) = town.skype.rooms.values()
    assert room.expires_at == datetime(2028, 9, 4, 9, 30, tzinfo=UTC)


async def test_a_lost_room_is_replaced(town: Town, elena: Person, alexander: Person) -> None:
    """LR1. Half an hour before the start its loss is found: a new link everywhere, a letter to who comes and Elena."""
    card = await town.event(elena)
    await alexander.presses("Принять")
    await town.settled()
    (old,) = town.skype.rooms.values()
    town.skype.rooms.clear()
    await half_an_hour_before(town)
    told = await alexander.sees("У конференции новая ссылка")
    await elena.sees("Те, кто ответил «Принять» или «Возможно», тоже получат уведомление.")
    await town.settled()
    (new,) = town.skype.rooms.values()
    assert new.join_url != old.join_url
    assert await alexander.presses("Присоединиться к конференции", on=told) == new.join_url
    assert await elena.presses("Присоединиться", on=card) == new.join_url
    for person in (elena, alexander):
        assert all(old.join_url not in message.html for message in person.messages if message.sender is not person)
        assert str(opened(files(person)[-1])[1]["URL"]) == new.join_url


async def test_an_outage_is_no_loss(town: Town, elena: Person, alexander: Person) -> None:
    """LR2. A page of the web server in place of an answer says nothing about the room: the link stays."""
    await town.event(elena)
    await alexander.presses("Принять")
    await town.settled()
    (room,) = town.skype.rooms.values()
    town.skype.faults.lost_pages = True
    await half_an_hour_before(town)
    for seconds in (60, 180, 600, 0):
        await town.passes(seconds=seconds)
    assert "Присоединиться к конференции" in labels(letters(alexander, "приглашает вас")[0])
    assert letters(alexander, "новая ссылка") == []
    assert list(town.skype.rooms.values()) == [room]


async def test_a_lost_room_of_which_an_edit_tells(town: Town, elena: Person, anna_lee: Person) -> None:
    """LR3. The organizer edits the event and its room is gone: the same, whoever reads English reads it in English."""
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @annalee skype")
    await anna_lee.presses("Maybe")
    await town.settled()
    town.skype.rooms.clear()
    await elena.presses("Редактировать", on=card)
    await elena.presses("✓ Название", on=card)
    await elena.says("Итоги года")
    await elena.presses("Отправить", on=card)
    told = await anna_lee.sees("The conference has a new link")
    await town.settled()
    (room,) = town.skype.rooms.values()
    assert room.subject == "Итоги года"
    assert await anna_lee.presses("Join the conference", on=told) == room.join_url
