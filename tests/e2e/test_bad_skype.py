"""Skype for Business out of order: the organizer is told plainly, the event stands, and nobody else is bothered."""

from pydantic import SecretStr

from demo.skype.vocabulary import Action, Fault
from demo.telegram import Person
from tests.e2e.reading import labels, letters, words
from tests.e2e.town import USER, Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov skype"
TOLD = "Сообщите администратору."


async def test_no_conference(town: Town, elena: Person, alexander: Person) -> None:
    """BS1. Elena reads why there is no conference; letters leave without it; «Повторить» makes it and tells all."""
    town.skype.faults.refuse_password = True
    await elena.says(MEETING)
    await elena.presses("Отправить")
    card = await elena.sees("Skype для бизнеса")
    reason = f"Сервер Skype не принял пароль бота, и бот больше его не вводит. {TOLD}"
    await town.until(lambda: reason in words(card))
    letter = await elena.sees("Конференцию Skype создать не удалось. Само событие в силе.")
    assert reason in words(letter)
    await alexander.sees_button("Принять")
    await town.settled()
    (invitation,) = letters(alexander, "Собрание")
    assert "пароль" not in words(invitation), "why is nobody's business but the organizer's"
    assert "Присоединиться к конференции" not in labels(invitation)

    town.skype.faults.refuse_password = False
    town.skype.world.accounts.names[USER].password = "new"
    town.settings = town.settings.model_copy(update={"skype_password": SecretStr("new")})
    await town.restart()
    pressed = await elena.presses("Повторить", on=card)
    assert pressed.toast == "Пробуем ещё раз. Ссылка появится здесь."
    await elena.sees_button("Присоединиться")
    await alexander.sees_button("Присоединиться к конференции")
    await town.settled()
    assert letters(alexander, "Собрание") == [invitation], "the link comes in the letter that is there"
    assert len(town.skype.rooms) == 1
    assert "Повторить" not in labels(card)


async def test_no_conference_in_english(town: Town, anna_lee: Person) -> None:
    """BS2. The same in English, and trying again in vain is told again."""
    town.skype.faults.refuse_password = True
    await anna_lee.says("Standup 28.08.2028 10:00 skype")
    await anna_lee.presses("Send")
    await anna_lee.presses("Save just for me")
    reason = (
        "The Skype server refused the bot's password, and the bot won't try it again. "
        "Tell your administrator. Once that's fixed, press “Try again”."
    )
    card = await anna_lee.sees_button("Try again")
    await town.settled()
    assert reason in words(card)
    pressed = await anna_lee.presses("Try again", on=card)
    assert pressed.toast == "Trying again. The link will appear here."
    await town.settled()
    await anna_lee.waits(lambda: reason in words(card), "the reason", None, 10)
    assert "Try again" in labels(card)


async def test_answer_that_was_lost(town: Town, elena: Person, alexander: Person) -> None:
    """BS3. The server makes the room, but its answer is lost: the next attempt finds it instead of making another."""
    town.skype.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await town.until(lambda: any("Присоединиться к конференции" in labels(m) for m in alexander.messages))
    await town.settled()
    assert len(town.skype.rooms) == 1


async def test_server_gone_when_the_event_is_cancelled(town: Town, elena: Person, alexander: Person) -> None:
    """BS4. Cancelling does not need Skype: the event is cancelled at once, the room goes when the server is back."""
    card = await town.event(elena, MEETING)
    town.skype.faults.down = True
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await alexander.sees("Событие отменено")
    town.skype.faults.down = False
    await town.until(lambda: not town.skype.rooms)


async def test_cancelled_before_anybody_heard_of_the_room(town: Town, elena: Person, alexander: Person) -> None:
    """BS5. The server makes the room, its answer is lost, and the event is cancelled meanwhile: no room stays."""
    town.skype.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    await elena.says(MEETING)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся")
    await town.settled()
    assert len(town.skype.rooms) == 1
    await elena.presses("Отменить", on=card)
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    await town.until(lambda: not town.skype.rooms)


async def test_cancelled_after_all_attempts(town: Town, elena: Person, alexander: Person) -> None:
    """BS6. The same when the server is gone then, so that the bot gives up, and comes back later."""
    town.skype.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    await elena.says(MEETING)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся")
    await town.settled()
    town.skype.faults.down = True
    await town.until(lambda: "Сервер Skype не отвечает" in words(card))
    town.skype.faults.down = False
    assert len(town.skype.rooms) == 1
    await elena.presses("Отменить", on=card)
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    await town.until(lambda: not town.skype.rooms)
