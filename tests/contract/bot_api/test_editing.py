"""What editing and deleting refuse."""

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from demo.telegram import Bot, Person, Telegram
from tests.contract.bot_api.tools import RawCall, Watch, button, keyboard, refusal

UNCHANGED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@pytest.fixture
async def card(client: Client, anna: Person) -> Message:
    return await client.send_message(anna.id, "<b>Планёрка</b>", parse_mode="HTML", reply_markup=keyboard(button()))


async def test_an_edit_changes_the_message_in_place(card: Message, anna: Person, watch: Watch) -> None:
    """1. Text, keyboard and edit date change; the earlier words are remembered; the number stays."""
    watch.moves(minutes=1)
    edited = await card.edit_text("Отменено")
    assert isinstance(edited, Message)
    assert (edited.message_id, edited.text, edited.reply_markup) == (card.message_id, "Отменено", None)
    shown = anna.messages[-1]
    assert (shown.text, shown.buttons, shown.edits) == ("Отменено", [], ["Планёрка"])
    assert shown.edit_date == watch.now


async def test_an_edit_that_changes_nothing_is_refused(card: Message) -> None:
    """2. The same text, entities and keyboard are refused; another keyboard, or other entities, are a change."""
    markup = keyboard(button())
    assert await refusal(card.edit_text("<b>Планёрка</b>", parse_mode="HTML", reply_markup=markup)) == UNCHANGED
    assert await refusal(card.edit_reply_markup(reply_markup=markup)) == UNCHANGED
    await card.edit_text("Планёрка", reply_markup=markup)
    await card.edit_text("Планёрка")
    assert await refusal(card.edit_text("Планёрка")) == UNCHANGED
    assert await refusal(card.edit_reply_markup()) == UNCHANGED


async def test_a_deleted_or_unknown_message_cannot_be_edited(card: Message, client: Client, anna: Person) -> None:
    """3. There is nothing to edit."""
    await card.delete()
    assert await refusal(card.edit_text("x")) == "Bad Request: message to edit not found"
    nowhere = client.edit_message_text("x", chat_id=anna.id, message_id=5)
    assert await refusal(nowhere) == "Bad Request: message to edit not found"


async def test_a_foreign_message_cannot_be_edited(client: Client, anna: Person) -> None:
    """4. A bot edits what it wrote itself."""
    foreign = await anna.says("моё")
    edit = client.edit_message_text("x", chat_id=anna.id, message_id=foreign.id)
    assert await refusal(edit) == "Bad Request: message can't be edited"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(client: Client, anna: Person) -> None:
    """5. Only messages without a keyboard, or with an inline one, can be edited."""
    for markup in (ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]]), ReplyKeyboardRemove(), ForceReply()):
        sent = await client.send_message(anna.id, "x", reply_markup=markup)
        assert await refusal(sent.edit_text("y")) == "Bad Request: message can't be edited"


async def test_text_and_caption_are_different_things(card: Message, client: Client, anna: Person) -> None:
    """6. A file has no text to edit, a text no caption."""
    file = await client.send_document(anna.id, BufferedInputFile(b"x", "x.ics"), caption="a")
    assert await refusal(file.edit_text("x")) == "Bad Request: there is no text in the message to edit"
    assert await refusal(card.edit_caption(caption="x")) == "Bad Request: there is no caption in the message to edit"
    await file.edit_caption(caption="b")
    assert anna.messages[-1].document
    assert anna.messages[-1].document.caption == "b"
    assert "message caption is too long" in await refusal(file.edit_caption(caption="x" * 1025))


async def test_an_edit_keeps_the_limits(card: Message, client: Client, raw: RawCall, anna: Person) -> None:
    """7. Length, kind of keyboard and address of the message are checked as for sending."""
    assert await refusal(card.edit_text("x" * 4097)) == "Bad Request: MESSAGE_TOO_LONG"
    assert await refusal(client.edit_message_text("x")) == "Bad Request: message identifier is not specified"
    reply = {"keyboard": [[{"text": "x"}]]}
    answer = await raw("editMessageText", chat_id=anna.id, message_id=card.message_id, text="x", reply_markup=reply)
    assert answer["description"] == "Bad Request: inline keyboard expected"


async def test_an_edit_for_someone_who_left_is_refused(
    card: Message, client: Client, world: Telegram, planerka: Bot, anna: Person
) -> None:
    """8. Blocked, deactivated and kicked refuse edits too."""
    anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await card.edit_text("x")
    anna.deletes_account()
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await card.edit_text("x")
    vera = world.person("Вера")
    group = world.group("Команда", members=[vera], bots=[planerka])
    in_group = await client.send_message(group.id, "x")
    group.kicks(planerka, by=vera)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await in_group.edit_text("y")


async def test_deleting(card: Message, client: Client, anna: Person, watch: Watch) -> None:
    """9. Once, within 48 hours."""
    old = await client.send_message(anna.id, "старое")
    await card.delete()
    assert await refusal(card.delete()) == "Bad Request: message to delete not found"
    watch.moves(hours=48)
    assert await refusal(old.delete()) == "Bad Request: message can't be deleted for everyone"
    assert [message.text for message in anna.messages] == ["/start", "старое"]


async def test_a_foreign_message_in_a_group_is_deleted_by_admins_only(
    client: Client, world: Telegram, planerka: Bot, anna: Person
) -> None:
    """10. In groups a bot deletes its own messages, an administrator any."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    foreign = await anna.says("привет", chat=group)
    with pytest.raises(TelegramBadRequest, match=r"message can't be deleted$"):
        await client.delete_message(group.id, foreign.id)
    group.promotes(planerka, by=anna)
    await client.delete_message(group.id, foreign.id)


async def test_deleting_many(client: Client, raw: RawCall, anna: Person) -> None:
    """11. Up to a hundred at once; unknown ones are skipped."""
    sent = await client.send_message(anna.id, "x")
    assert await client.delete_messages(anna.id, [sent.message_id, 5])
    assert [message.text for message in anna.messages] == ["/start"]
    answer = await raw("deleteMessages", chat_id=anna.id, message_ids=list(range(1, 102)))
    assert answer["description"] == "Bad Request: too many message identifiers specified"


async def test_numbers_of_messages_grow_with_gaps_and_are_never_used_twice(client: Client, anna: Person) -> None:
    """12. They have gaps and do not start at 1, so that no bot relies on that."""
    sent = []
    for _ in range(6):
        message = await client.send_message(anna.id, "x")
        sent.append(message.message_id)
        await message.delete()
    assert sent == sorted(set(sent))
    assert sent[0] > 1
    assert sent[-1] - sent[0] > 5
