"""Updates that come twice, that nobody can read, or that break the bot; and a stop in the middle of the work."""

import asyncio
from typing import Any

import pytest

from demo.telegram import Fault, Person
from domain.usecases.view_events import ViewEvents
from tests.e2e.reading import files, letters
from tests.e2e.stored import nothing_changes, stored
from tests.e2e.town import Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov"


async def test_the_same_update_again(town: Town, elena: Person, alexander: Person) -> None:
    """U1. Telegram delivers a message and a press twice: each has one effect."""
    await elena.says(MEETING)
    town.world.repeat_last_update(town.world.only_bot)
    form = await elena.sees("Название: Собрание")
    await town.settled()
    assert letters(elena, "Название: Собрание") == [form]
    await elena.presses("Отправить")
    town.world.repeat_last_update(town.world.only_bot)
    await alexander.sees("Собрание")
    await town.settled()
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1
    await elena.sees_no("Эта форма уже закрыта.")


async def test_the_same_update_after_a_restart(town: Town, elena: Person) -> None:
    """U2. The same update once more after a restart: it is known."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await town.restart()
    async with nothing_changes(town):
        town.world.repeat_last_update(town.world.only_bot)


POISON: tuple[dict[str, Any], ...] = (
    {"message": {"message_id": "many", "date": None, "chat": {"id": "x"}}},
    {"message": "text"},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "\ud800"}},
    {"message": {"message_id": 2**80, "date": 10**30, "chat": {"id": 2**80, "type": "private"}, "text": "/start"}},
    {"callback_query": {"id": 7}},
    {"callback_query": {"id": "7", "from": {"id": 5, "is_bot": False, "first_name": "Эхо"}, "chat_instance": "1"}},
    {"my_chat_member": []},
    {"tomorrows_kind": {"id": 1}},
    {},
)


async def test_poison_does_not_stop_the_others(town: Town, elena: Person) -> None:
    """U3. Updates that cannot be read are put aside; whoever comes after them is answered."""
    for body in POISON:
        town.world.send_raw_update(town.world.only_bot, body)
    await elena.says("/help")
    await elena.sees("Как запланировать событие")
    await town.settled()
    town.troubles_expected += ["callback_query_id': '7'", "cannot be read", "Handling tg:"]
    assert not [row for row in stored(town.database, "inbox")["inbox"] if "new" in row], "nothing waits for ever"


async def test_poison_is_not_quoted(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """U3b. The log says where such an update is wrong, and nothing of what somebody wrote in it."""
    town.troubles_expected.append("cannot be read")
    chat = {"id": 5, "type": "private", "first_name": "Secret name"}
    town.world.send_raw_update(
        town.world.only_bot, {"message": {"message_id": "x", "text": "secret words", "chat": chat}}
    )
    await town.until(lambda: "cannot be read" in caplog.text)
    await town.settled()
    assert "message.message_id: int_parsing" in caplog.text
    assert "secret" not in caplog.text.lower()


NEWER = {
    "forward_origin": {"type": "tomorrows_kind", "date": 1},
    "external_reply": {"origin": {"type": "tomorrows_kind"}},
    "poll": {"id": 7},
    "tomorrows_field": {"type": 1},
}


async def test_updates_newer_than_the_library(town: Town, elena: Person, alexander: Person) -> None:
    """U7. A message, a caption and a press with fields that no one knows yet are handled as usual."""
    asked = {"message_id": 900, "date": 1, "chat": {"id": elena.id, "type": "private"}, "from": elena.as_json()}
    town.world.send_raw_update(town.world.only_bot, {"message": asked | NEWER | {"text": MEETING}})
    form = await elena.sees("Название: Собрание")
    await elena.presses("Отправить", on=form)
    letter = await alexander.sees_button("Принять")
    data = next(b.data for row in letter.buttons for b in row if b.text == "Принять")
    pressed = {"message_id": letter.id, "date": 1, "chat": {"id": alexander.id, "type": "private"}} | NEWER
    query = {"id": "900", "from": alexander.as_json(), "chat_instance": "1", "data": data, "message": pressed}
    town.world.send_raw_update(town.world.only_bot, {"callback_query": query})
    await alexander.sees_button("✓ Принять")
    town.troubles_expected.append("callback_query_id': '900'")


async def test_half_a_surrogate_pair(town: Town, elena: Person) -> None:
    """U8. Typed where people are named: the chat was mute for half a minute."""
    await elena.says(MEETING.replace("@smirnov", ""))
    await elena.presses("Участники")
    message = {"message_id": 901, "date": 1, "chat": {"id": elena.id, "type": "private"}, "from": elena.as_json()}
    town.world.send_raw_update(town.world.only_bot, {"message": message | {"text": "\ud800"}})
    await elena.says("/help")
    await elena.sees("Как запланировать событие")


async def test_failing_handler(town: Town, elena: Person, anna_lee: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """U4. Something nobody foresaw: after a few attempts Elena reads an apology, and Anna never notices."""
    town.troubles_expected.append("Handling tg:")
    broken = True

    async def upcoming(view: ViewEvents, by: object, page: int) -> tuple[tuple[()], bool]:
        if broken:
            raise RuntimeError("secret words of a traceback")
        return (), False

    monkeypatch.setattr(ViewEvents, "upcoming", upcoming)
    await elena.says("/calendar")
    await anna_lee.says("Standup 28.08.2028 10:00")
    await anna_lee.sees("Title: Standup")
    said = await elena.sees("Что-то сломалось на нашей стороне, ничего не изменилось. Попробуйте ещё раз через минуту.")
    assert "secret" not in said.text
    broken = False
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет.")


async def test_stop_in_the_middle_of_a_letter(town: Town, elena: Person, alexander: Person) -> None:
    """U5. Told to stop while letters leave, the bot finishes them: nothing is lost, and nothing comes twice."""
    await elena.says(MEETING)
    town.world.faults.add(Fault("sendMessage", chat=alexander.id, kind="delay", delay=0.2))
    await elena.presses("Отправить")
    await town.restart()
    await alexander.receives_file(".ics")
    await town.settled()
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1


async def test_updates_while_the_bot_is_away(town: Town, elena: Person, alexander: Person) -> None:
    """U6. What people do while the bot does not run is done when it is back, in their order."""
    await town.event(elena, MEETING)
    letter = await alexander.sees_button("Принять")
    await town.closes()
    async with asyncio.TaskGroup() as group:
        press = group.create_task(alexander.presses("Принять", on=letter, timeout=20))
        await elena.says("/new")
        await elena.says("Другое собрание")
        await town.opens()
    assert press.result().toast == "Ответ записан: вы придёте."
    await elena.sees("Другое собрание\n\nВремя")
