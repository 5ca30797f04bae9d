"""What people do and see in the world of the embedded server."""

import asyncio

import pytest
from aiogram import Bot as Client
from aiogram.types import (
    BufferedInputFile,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from demo.telegram import Bot, NotPossible, NotSeen, Person, Telegram
from tests.contract.bot_api.tools import button, keyboard


async def last_message(client: Client) -> Message:
    """The message of the newest update."""
    message = (await client.get_updates(offset=-1))[0].message
    assert message
    return message


async def test_a_person_has_a_large_id_and_a_name(client: Client, anna: Person) -> None:
    """1. Ids are over 2**31; the last name follows the first space; the bot learns name and language, no zone."""
    anna.zone = "Europe/Moscow"
    await anna.says("x")
    sender = (await last_message(client)).from_user
    assert sender
    assert sender.id == anna.id > 2**31
    assert (sender.first_name, sender.last_name, sender.language_code) == ("Анна", "Орлова", "ru")
    assert sender.model_extra == {}


async def test_a_deep_link_starts_with_its_payload(client: Client, boris: Person) -> None:
    """2. t.me/<bot>?start= becomes /start with the payload, as a command entity."""
    await boris.opens("https://t.me/planerka_bot?start=i_abc")
    message = await last_message(client)
    assert message.text == "/start i_abc"
    assert message.entities
    assert (message.entities[0].type, message.entities[0].length) == ("bot_command", 6)
    await boris.opens("t.me/planerka_bot")
    assert (await last_message(client)).text == "/start"
    for impossible in ("https://t.me/other_bot?start=x", "https://t.me/planerka_bot?start=" + "x" * 65):
        with pytest.raises(NotPossible):
            await boris.opens(impossible)


async def test_a_group_link_brings_the_bot_in(client: Client, world: Telegram, planerka: Bot, anna: Person) -> None:
    """3. t.me/<bot>?startgroup= adds the bot and gives it the payload; members come and go."""
    group = world.group("Команда", members=[anna])
    await anna.opens("https://t.me/planerka_bot?startgroup=g_1", into=group)
    vera = world.person("Вера")
    group.joins(vera)
    group.leaves(vera)
    assert group.status(planerka.id) == "member"
    heard = await client.get_updates(offset=-5)
    assert [update.event_type for update in heard] == ["my_chat_member", *["message"] * 4]
    messages = [update.message for update in heard if update.message]
    assert messages[1].text == "/start@planerka_bot g_1"
    kinds = [message.content_type for message in messages]
    assert kinds == ["new_chat_members", "text", "new_chat_members", "left_chat_member"]


async def test_offsets_count_utf16(client: Client, anna: Person) -> None:
    """4. An emoji before a mention counts twice."""
    await anna.says("😀 @kotov")
    entities = (await last_message(client)).entities
    assert entities
    assert (entities[0].type, entities[0].offset, entities[0].length) == ("mention", 3, 6)


async def test_the_reply_keyboard_sends_its_label(client: Client, anna: Person) -> None:
    """5. A press on it is a message; a keyboard for one use hides, a removed one is gone."""
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Отмена")]], one_time_keyboard=True)
    asked = await client.send_message(anna.id, "x", reply_markup=markup)
    await anna.presses("Отмена")
    assert (await last_message(client)).text == "Отмена"
    with pytest.raises(NotSeen):
        await anna.presses("Отмена", timeout=0.01)
    await asked.answer("y", reply_markup=ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Да")]]))
    assert "⌨ [Да]" in anna.shows()
    await asked.answer("z", reply_markup=ReplyKeyboardRemove())
    assert "⌨" not in anna.shows()


async def test_people_are_picked(client: Client, world: Telegram, anna: Person, boris: Person) -> None:
    """6. The picker shares what was asked for, and no more people than allowed."""
    vera = world.person("Вера")
    request = KeyboardButtonRequestUsers(
        request_id=7, user_is_bot=False, max_quantity=2, request_name=True, request_username=True
    )
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Выбрать", request_users=request)]])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(anna.picks([boris, vera]))
        await client.send_message(anna.id, "Кого?", reply_markup=markup)
    shared = (await last_message(client)).users_shared
    assert shared
    assert shared.request_id == 7
    assert [(user.user_id, user.first_name, user.username) for user in shared.users] == [
        (boris.id, "Борис", "kotov"),
        (vera.id, "Вера", None),
    ]
    with pytest.raises(NotPossible, match="1–2"):
        await anna.picks([boris, vera, anna])
    with pytest.raises(NotPossible, match="does not offer"):
        await anna.picks([world.only_bot])
    with pytest.raises(NotPossible, match="use picks"):
        await anna.presses("Выбрать")


async def test_stickers_photos_and_files(client: Client, anna: Person) -> None:
    """7. Other kinds of messages reach the bot as they are."""
    await anna.sends_sticker()
    assert (await last_message(client)).content_type == "sticker"
    await anna.sends_photo("подпись")
    photo = await last_message(client)
    assert (photo.content_type, photo.caption) == ("photo", "подпись")
    await anna.sends_document("план.txt", b"abc")
    document = (await last_message(client)).document
    assert document
    assert (document.file_name, document.file_size, document.mime_type) == ("план.txt", 3, "text/plain")
    await anna.sends_contact("+70000000000")
    assert (await last_message(client)).content_type == "contact"
    await anna.sends_location(55.75, 37.62)
    assert (await last_message(client)).content_type == "location"


async def test_blocking_is_told(client: Client, anna: Person) -> None:
    """8. my_chat_member says kicked and member; a blocked bot cannot be written to, Start unblocks it."""
    anna.blocks()
    change = (await client.get_updates(offset=-1))[0].my_chat_member
    assert change
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(NotPossible):
        await anna.says("x")
    await anna.starts()
    assert [update.event_type for update in await client.get_updates(offset=-2)] == ["my_chat_member", "message"]


async def test_privacy_mode(client: Client, world: Telegram, planerka: Bot, anna: Person, boris: Person) -> None:
    """9. In groups a bot hears commands, replies and mentions; an administrator hears everything."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    asked = await client.send_message(group.id, "Кто?")
    on = group.history[asked.message_id]
    await client.get_updates(offset=(await client.get_updates())[-1].update_id + 1)
    for text in ("просто так", "/new", "/new@other_bot", "эй, @Planerka_bot"):
        await anna.says(text, chat=group)
    await anna.says("я", chat=group, reply_to=on)
    heard = [update.message.text for update in await client.get_updates() if update.message]
    assert heard == ["/new", "эй, @Planerka_bot", "я"]
    group.promotes(planerka, by=anna)
    await anna.says("всё слышно", chat=group)
    assert (await last_message(client)).text == "всё слышно"
    with pytest.raises(NotPossible):
        await boris.says("x", chat=group)
    assert "всё слышно" in anna.shows(group)


async def test_the_chat_as_a_person_sees_it(client: Client, anna: Person) -> None:
    """10. Sender, words, rows of buttons, files."""
    card = await client.send_message(anna.id, "Планёрка\nв 10:00", reply_markup=keyboard(button(), button("Отклонить")))
    await client.send_document(anna.id, BufferedInputFile(b"abc", "x.ics"), caption="Файл")
    await card.edit_text("Отменено", reply_markup=keyboard(button("Удалить")))
    assert anna.shows() == (
        "Анна Орлова:\n  /start\n\n"
        "Планёрка (edited):\n  Отменено\n  [Удалить]\n\n"
        "Планёрка:\n  📎 x.ics (3 bytes)\n  Файл"
    )


async def test_seeing(client: Client, world: Telegram, anna: Person) -> None:
    """11. People wait for what others write, not for their own words; what they do not see is shown to the reader."""
    await anna.says("Собрание")
    await anna.sees_no("Собрание")
    with pytest.raises(NotSeen, match=r"(?s)Анна Орлова does not see «Собрание» but this:.*/start"):
        await anna.sees("Собрание", timeout=0.01)
    async with asyncio.TaskGroup() as tasks:
        seen = tasks.create_task(anna.sees("Собрание"))
        has_button = tasks.create_task(anna.sees_button("Принять"))
        sent = await client.send_message(anna.id, "Собрание в 10", reply_markup=keyboard(button()))
    assert seen.result().id == has_button.result().id == sent.message_id
    with pytest.raises(NotSeen):
        await anna.sees_no("Собрание")
    with pytest.raises(TimeoutError):
        await world.until(lambda: False, timeout=0.01)


async def test_an_edited_message(client: Client, anna: Person) -> None:
    """12. The bot is told of an edit; a deletion stays between the person and Telegram."""
    message = await anna.says("раз")
    await anna.edits(message, "два")
    edited = (await client.get_updates(offset=-1))[0].edited_message
    assert edited
    assert edited.text == "два"
    await anna.deletes(message)
    assert [update.event_type for update in await client.get_updates()] == ["edited_message"]
