"""Who cannot be reached yet, any more, or for the time being."""

from datetime import timedelta

from demo.telegram import Fault, Message, Person
from domain.address import on_telegram
from domain.person import Person as Known
from domain.usecases.invite import Invite
from storage.uow import Database
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import Town

PLAIN = "Планёрка отдела 28.08.2028 10:00-11:00"
GIVEN_UP = "доставить не удалось"
WAITING = "Борис Котов — ещё не открыл(а) бота"


async def test_never_pressed_start(town: Town, elena: Person, alexander: Person, boris: Person) -> None:
    """R1. Who has not pressed Start is named on the organizer's card, and gets the letter the moment they do."""
    await elena.says(f"{PLAIN} @smirnov")
    await elena.presses("✓ Участники")
    await elena.presses("Выбрать людей")
    await elena.picks([boris])
    await elena.presses("Назад")
    await elena.presses("Отправить")
    letter = await alexander.sees("приглашает вас на событие")
    await town.settled()
    card = next(m for m in elena.messages if "Редактировать" in labels(m))
    assert WAITING in words(card)
    assert "Приглашение придёт, как только человек нажмёт «Старт»." in words(card)
    assert WAITING not in words(letter), "it is the organizer's business"
    assert boris.messages == []

    await boris.starts()
    await boris.sees("приглашает вас на событие")
    await boris.receives_file(".ics")
    await town.settled()
    assert WAITING not in words(card)
    assert len(letters(boris, "приглашает вас")) == 1
    await boris.presses("Принять")
    await town.settled()
    assert "✅ Борис Котов" in words(card)


async def test_started_after_a_change(town: Town, elena: Person, boris: Person) -> None:
    """R2. The letter that waited speaks of the event as it is by then, and of a cancelled one not at all."""
    await elena.says(PLAIN)
    await elena.presses("Участники")
    await elena.presses("Выбрать людей")
    await elena.picks([boris])
    await elena.presses("Назад")
    await elena.presses("Отправить")
    await elena.sees(WAITING.replace("Борис Котов", "\u2068Борис Котов\u2069"))
    await town.event(elena, "Ретроспектива 29.08.2028 10:00 @kotov")
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить")
    await elena.sees("Событие отменено")
    card = next(m for m in elena.messages if "Редактировать" in labels(m))
    await elena.presses("Редактировать", on=card)
    await elena.presses("Место", on=card)
    await elena.says("Переговорная 5")
    await elena.presses("Отправить")
    await town.settled()
    await boris.starts()
    letter = await boris.sees("приглашает вас на событие")
    await town.settled()
    assert "Место: Переговорная 5" in words(letter)
    assert len(letters(boris, "приглашает вас")) == 1
    await boris.sees_no("Ретроспектива")


async def test_blocked(town: Town, elena: Person, alexander: Person) -> None:
    """R3. Somebody who has blocked the bot is named on the organizer's card, until they come back."""
    card = await town.event(elena, f"{PLAIN} @smirnov")
    alexander.blocks()
    await town.settled()
    assert "Александр Смирнов — заблокировал(а) бота" in words(card)
    await alexander.starts()
    await town.settled()
    assert "заблокировал(а) бота" not in words(card)
    await alexander.presses("Принять")
    await town.settled()
    assert "✅ Александр Смирнов" in words(card)
    assert len(letters(alexander, "приглашает вас")) == 1, "they have had the letter before"


async def test_blocked_before_the_letter(town: Town, elena: Person, alexander: Person) -> None:
    """R4. The same when the bot learns of it only by a letter that cannot be delivered."""
    await town.settled()
    town.world.only_bot.updates.allowed = ["message", "callback_query"]
    alexander.blocks()
    card = await town.event(elena, f"{PLAIN} @smirnov")
    assert "Александр Смирнов — заблокировал(а) бота" in words(card)
    await alexander.starts()
    await alexander.sees("приглашает вас на событие")
    await alexander.receives_file(".ics")
    await town.settled()
    assert "заблокировал(а) бота" not in words(card)
    await alexander.presses("Принять")
    await town.settled()
    assert "✅ Александр Смирнов" in words(card)
    assert len(letters(alexander, "приглашает вас")) == 1


async def test_changed_while_blocked(town: Town, elena: Person, alexander: Person) -> None:
    """R5. Who comes back after a change gets one letter about the event as it is now, and goes on with that."""
    card = await town.event(elena, f"{PLAIN} @smirnov")
    alexander.blocks()
    await town.settled()
    await elena.presses("Редактировать")
    await elena.presses("Место")
    await elena.says("Переговорная 5")
    await elena.presses("Отправить")
    await town.settled()
    before = len(alexander.messages)
    await alexander.starts()
    await town.settled()
    (letter,) = [m for m in alexander.messages[before:] if "приглашает вас" in words(m)]
    assert "Место: Переговорная 5" in words(letter)
    await alexander.presses("Принять", on=letter)
    await town.settled()
    assert "✅ Александр Смирнов" in words(card)
    assert len(letters(alexander, "приглашает вас")) == 2


async def test_cancelled_while_blocked(town: Town, elena: Person, alexander: Person) -> None:
    """R6. Who comes back after a cancellation gets the message and file about it, once; the invitation is a line."""
    await town.event(elena, f"{PLAIN} @smirnov")
    alexander.blocks()
    await town.settled()
    await elena.presses("Отменить")
    await elena.presses("Отменить")
    await town.settled()
    alexander.unblocks()
    await town.settled()
    (older,) = letters(alexander, "подробности ниже")
    assert labels(older) == []
    told = alexander.messages[-2]
    assert words(told).startswith("Событие отменено")
    assert labels(told) == ["Удалить", "Открыть календарь"]
    _, event = opened(files(alexander)[-1])
    assert (event["STATUS"], len(files(alexander))) == ("CANCELLED", 2)
    alexander.blocks()
    await town.settled()
    before = len(alexander.messages)
    await alexander.starts()
    await town.settled()
    assert letters(alexander, "Событие отменено") == [told], "they have had it before"
    assert len(files(alexander)) == 2
    assert len(alexander.messages) == before + 2, "/start and its answer"


async def test_answered_while_the_organizer_was_away(town: Town, elena: Person, alexander: Person) -> None:
    """R7. An organizer who comes back sees who has answered meanwhile."""
    card = await town.event(elena, f"{PLAIN} @smirnov")
    elena.blocks()
    await town.settled()
    await alexander.presses("Принять")
    await town.settled()
    elena.unblocks()
    await town.settled()
    assert "✅ Александр Смирнов" in words(card)


async def given_up(town: Town, organizer: Person, invited: Person) -> Message:
    """An event whose invitation Telegram did not take; returns the organizer's card."""
    town.troubles_expected += ["broken", "given up"]
    refused = Fault("sendMessage", invited.id, "приглашает", kind="error", status=400, description="broken")
    town.world.faults.add(refused)
    return await town.event(organizer, f"{PLAIN} @{invited.username}")


async def test_letter_given_up(town: Town, elena: Person, alexander: Person) -> None:
    """R9. A letter that Telegram does not take at all is named on the organizer's card; Start brings it after all."""
    card = await given_up(town, elena, alexander)
    assert f"Александр Смирнов — {GIVEN_UP}" in words(card)
    await alexander.says("/start")
    await alexander.sees("приглашает вас на событие")
    await town.settled()
    assert GIVEN_UP not in words(card)
    assert (len(letters(alexander, "приглашает вас")), len(files(alexander))) == (1, 1)
    await alexander.presses("Принять")
    await elena.sees("✅ \u2068Александр Смирнов\u2069")


async def test_letter_given_up_then_changed(town: Town, elena: Person, alexander: Person) -> None:
    """R10. A change brings it, too: as an invitation, since they know nothing of the event."""
    card = await given_up(town, elena, alexander)
    await elena.presses("Редактировать", on=card)
    await elena.presses("Место", on=card)
    await elena.says("Переговорная 5")
    await elena.presses("Отправить", on=card)
    letter = await alexander.sees("приглашает вас на событие")
    await town.settled()
    assert "Место: Переговорная 5" in words(letter)
    assert GIVEN_UP not in words(card)


async def test_account_gone(town: Town, elena: Person, alexander: Person) -> None:
    """R8. An account that is no longer there is named, too."""
    alexander.deletes_account()
    card = await town.event(elena, f"{PLAIN} @smirnov")
    assert "аккаунт Telegram удалён" in words(card)


async def invites_without_telegram(town: Town, organizer: Person, name: str) -> None:
    """Somebody who has no Telegram stands in the organizer's open form, as mail will bring them."""
    units = await Database.open(town.settings.database_url, town.clock)
    try:
        async with units.write() as work:
            known = await work.people.by_address(on_telegram(organizer.id))
            assert known is not None
            (form,) = await work.forms.asking(known.id, within=timedelta(minutes=30))
            await Invite(work).people(form.id, known, [await work.people.add(Known(0, name))])
    finally:
        await units.close()


async def test_without_telegram(town: Town, elena: Person, alexander: Person) -> None:
    """R11. Somebody without Telegram is invited, shown and counted through the whole life of an event."""
    await elena.says(f"{PLAIN} @smirnov")
    await elena.presses("✓ Участники")
    await town.settled()
    await invites_without_telegram(town, elena, "Мария Почтова")
    await elena.presses("Назад")
    await elena.sees("Участники: \u2068Александр Смирнов\u2069, \u2068Мария Почтова\u2069")
    await elena.presses("Отправить")
    letter = await alexander.sees("приглашает вас на событие")
    assert "⏳ Александр Смирнов\n⏳ Мария Почтова" in words(letter)
    await town.settled()
    card = next(m for m in elena.messages if "Редактировать" in labels(m))
    assert "Мария Почтова — ещё не открыл(а) бота" in words(card)
    await alexander.presses("Принять")
    await town.settled()
    assert "2 человека · ✅ 1 придёт · ⏳ 1 без ответа" in words(card)
    await elena.presses("Редактировать", on=card)
    await elena.presses("Место", on=card)
    await elena.says("Переговорная 5")
    await elena.presses("Отправить", on=card)
    await alexander.sees("Событие изменилось")
    await elena.presses("Поделиться", on=card)
    await elena.says("/calendar")
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await alexander.sees("Событие отменено")
    await town.settled()
    assert "Мария Почтова" in words(card)
