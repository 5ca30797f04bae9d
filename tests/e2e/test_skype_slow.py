"""Saving never waits for Skype: what people see while the conference is being made, and when it cannot be."""

import pytest

from bot.road import tasks
from demo.skype.vocabulary import Action, Fault
from demo.telegram import Person
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import EVENT, Town


async def test_letters_wait_for_the_link(town: Town, elena: Person, alexander: Person) -> None:
    """W1. The event is saved at once; the letters leave when the link is there, and have it."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    assert "Редактировать" in labels(card)
    await alexander.sees_no("Собрание акционеров")
    town.skype.faults.release()
    letter = await alexander.sees("приглашает вас на событие")
    await town.settled()
    assert "Присоединиться к конференции" in labels(letter)
    assert "Присоединиться" in labels(card)
    assert len(letters(alexander, "Собрание акционеров")) == 1


async def test_letters_leave_without_it(town: Town, elena: Person, alexander: Person) -> None:
    """W2. After ten seconds the letters leave without the link; then it reaches everybody once, in their cards."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    town.goes_by(seconds=11)
    letter = await alexander.sees("приглашает вас на событие")
    await alexander.receives_file(".ics")
    assert "Skype для бизнеса: ссылка появится здесь" in words(letter)
    assert "Присоединиться к конференции" not in labels(letter)
    assert "CONFERENCE" not in opened(files(alexander)[-1])[1]

    town.skype.faults.release()
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    (room,) = town.skype.rooms.values()
    assert await alexander.presses("Присоединиться к конференции", on=letter) == room.join_url
    assert await elena.presses("Присоединиться", on=card) == room.join_url
    assert len(letters(alexander, "Собрание акционеров")) == 1, "no second letter comes for it"
    assert len(files(alexander)) == 1


async def test_restart_while_it_is_made(town: Town, elena: Person, alexander: Person) -> None:
    """W3. A restart in between loses neither the conference nor the letters, and doubles nothing."""
    town.skype.faults.down = True
    await elena.says(EVENT)
    await elena.presses("Отправить")
    await elena.sees("конференция создаётся, ссылка появится здесь")
    await town.restart()
    town.skype.faults.down = False
    town.goes_by(seconds=5)
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert len(town.skype.rooms) == 1
    assert len(letters(alexander, "Собрание акционеров")) == 1


async def test_stopped_while_skype_says_nothing(
    town: Town, elena: Person, alexander: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W17. Whoever stops the bot does not wait for a server that never answers; the next start makes the conference."""
    monkeypatch.setattr(tasks, "STOP_SECONDS", 0.1)
    town.skype.faults.next(Fault.HOLD, on=Action.CREATE)
    await elena.says(EVENT)
    await elena.presses("Отправить")
    await town.until(lambda: any(entry.action is Action.CREATE for entry in town.skype.journal))
    await town.restart()
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert len(town.skype.rooms) == 1


async def test_skype_down(town: Town, elena: Person, alexander: Person) -> None:
    """W4. Skype does not answer: Elena is told plainly, the event stands, and trying again is one tap."""
    town.skype.faults.down = True
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    await town.until(lambda: letters(elena, "не удалось"))
    told = await elena.sees("Конференцию Skype создать не удалось. Само событие в силе.")
    letter = await alexander.sees("приглашает вас на событие")
    await town.settled()
    plainly = "ссылка задерживается. Сервер Skype не отвечает. Бот сам попробует ещё раз."
    assert plainly in words(told)
    assert plainly in words(card)
    assert "Skype для бизнеса: ссылка появится здесь" in words(letter), "attendees are not burdened with it"

    town.skype.faults.down = False
    assert (await elena.presses("Повторить", on=card)).toast == "Пробуем ещё раз. Ссылка появится здесь."
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    (room,) = town.skype.rooms.values()
    for message in (card, told, letter):
        assert room.join_url in message.html
        assert "Повторить" not in labels(message)
    assert len(letters(alexander, "Собрание акционеров")) == 1


async def test_password_refused(town: Town, elena: Person, alexander: Person) -> None:
    """W5. Skype refuses the password: the bot does not try again by itself, which could lock the account."""
    town.skype.faults.refuse_password = True
    await elena.says(EVENT)
    await elena.presses("Отправить")
    told = await elena.sees("Конференцию Skype создать не удалось.")
    assert "конференции пока нет. Сервер Skype не принял пароль бота, и бот больше его не вводит." in words(told)


async def test_told_in_english(town: Town, anna_lee: Person) -> None:
    """W6. The same in English."""
    town.skype.faults.html = True
    await anna_lee.says("Shareholders' meeting 28.08.2028 10:00 skype")
    await anna_lee.presses("Send")
    await anna_lee.presses("Save just for me")
    await town.until(lambda: letters(anna_lee, "couldn't be created"))
    told = await anna_lee.sees("The Skype conference couldn't be created. The event is still on.")
    assert "the link is delayed. The Skype server sent a web page instead of an answer." in words(told)
    town.skype.faults.html = False
    assert (await anna_lee.presses("Try again", on=told)).toast == "Trying again. The link will appear here."
    await anna_lee.sees_button("Join the conference")


async def test_added_later_without_waiting(town: Town, elena: Person, alexander: Person) -> None:
    """W8. A conference that is added later is told after ten seconds without its link, which then comes into cards."""
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov")
    town.skype.faults.slow()
    await elena.presses("Редактировать", on=card)
    await elena.presses("Добавить конференцию Skype", on=card)
    await elena.presses("Отправить", on=card)
    await elena.sees("конференция создаётся")
    town.goes_by(seconds=11)
    told = await alexander.sees("конференцию добавили")
    assert "Skype для бизнеса: ссылка появится здесь" in words(told)
    town.skype.faults.release()
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert len(letters(alexander, "Событие изменилось")) == 1


async def test_skype_taken_out_of_the_settings(town: Town, elena: Person, alexander: Person) -> None:
    """W13. Taken out of the settings while the conference is being made: Elena is told, and not to wait for ever."""
    town.skype.faults.down = True
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся, ссылка появится здесь")
    await town.closes()
    town.settings = town.settings.model_copy(update={"skype_url": None})
    await town.opens()
    await town.until(lambda: letters(elena, "не удалось"))
    await alexander.sees("приглашает вас на событие")
    await town.settled()
    assert "Бот неправильно настроен для работы с сервером Skype." in words(card)
    await elena.presses("Повторить", on=card)
    await town.settled()
    assert "Бот неправильно настроен для работы с сервером Skype." in words(card)
