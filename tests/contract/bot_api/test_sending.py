"""What sendMessage, sendDocument and sendPhoto refuse."""

from typing import Any

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import TelegramBadRequest, TelegramEntityTooLarge, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import BufferedInputFile, MessageEntity, ReplyParameters

from demo.telegram import Bot, Person, Telegram
from tests.contract.bot_api.tools import RawCall, refusal

TEXTS = [
    ({}, "message text is empty"),
    ({"text": ""}, "message text is empty"),
    ({"text": "  \n\u200b "}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "я" * 4097}, "message is too long"),
    ({"text": "<b>" + "x" * 4097 + "</b>", "parse_mode": "HTML"}, "message is too long"),
    ({"text": "x" * 32_769}, "text is too long"),
    ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"text": "x", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
    ({"text": "x", "reply_parameters": {"message_id": 3}}, "message to be replied not found"),
    ({"text": "x", "message_thread_id": 3}, "message thread not found"),
    ({"text": "x", "ephemeral_message_parameters": {"receiver_user_id": 5}}, "ephemeral messages are not served here"),
    ({"text": "x", "parse_mode": "MarkdownV2"}, "markdown is not served here: use HTML or entities"),
    ({"text": "x", "entities": "["}, "can't parse message entities JSON object"),
    ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "entity is out of the text"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": "nobody"}, "chat not found"),
    ({"text": "x", "chat_id": 777}, "chat not found"),
    ({"text": "x", "chat_id": -777}, "chat not found"),
    ({"text": "x", "link_preview_options": {"is_disabled": "perhaps"}}, "invalid link_preview_options specified"),
]


@pytest.mark.parametrize(("params", "why"), TEXTS)
async def test_a_text_is_refused(raw: RawCall, anna: Person, params: dict[str, Any], why: str) -> None:
    """1. Each broken parameter has its own words, and nothing is sent."""
    before = anna.messages
    answer = await raw("sendMessage", **{"chat_id": anna.id, **params})
    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {why}"}
    assert anna.messages == before


async def test_lengths_count_after_parsing(client: Client, anna: Person) -> None:
    """2. 4096 characters fit, without counting markup, and emoji count once."""
    await client.send_message(anna.id, "<b>" + "&amp;" * 4096 + "</b>", parse_mode="HTML")
    assert len(anna.messages[-1].text) == 4096
    await client.send_message(anna.id, "😀" * 4096)
    assert len(anna.messages[-1].text) == 4096


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"date_time_format": "q", "unix_time": 5}, "can't parse MessageEntity: Invalid date-time format specified"),
        ({"date_time_format": "r", "unix_time": 0}, "invalid date specified"),
    ],
)
async def test_a_time_entity_is_refused(client: Client, anna: Person, wrong: dict[str, Any], why: str) -> None:
    """3. A time needs a known format and a moment after 1970."""
    entity = MessageEntity(type="date_time", offset=0, length=1, **wrong)
    assert await refusal(client.send_message(anna.id, "x", entities=[entity])) == (f"Bad Request: {why}")


async def test_whoever_was_never_met_is_not_found(client: Client, boris: Person) -> None:
    """4. A person the bot has never met does not exist for it."""
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
        await client.send_message(boris.id, "x")


async def test_whoever_never_started_cannot_be_written_to(
    client: Client, world: Telegram, planerka: Bot, boris: Person
) -> None:
    """5. A person met in a group has not allowed the bot to write."""
    group = world.group("Команда", members=[boris], bots=[planerka])
    await boris.says("/help", chat=group)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot can't initiate conversation with a user"):
        await client.send_message(boris.id, "x")
    await boris.starts()
    await client.send_message(boris.id, "x")


async def test_whoever_blocked_the_bot_gets_nothing(client: Client, anna: Person) -> None:
    """6. Blocked means 403 until unblocked."""
    anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await client.send_message(anna.id, "x")
    anna.unblocks()
    await client.send_message(anna.id, "x")


async def test_a_deleted_account_gets_nothing(client: Client, anna: Person) -> None:
    """7. Deactivated means 403 for good."""
    anna.deletes_account()
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await client.send_message(anna.id, "x")


async def test_bots_do_not_write_to_bots(client: Client, world: Telegram) -> None:
    """8. Neither to others nor to themselves."""
    other = world.bot("43:OTHER", username="other_bot")
    with pytest.raises(TelegramForbiddenError, match="Forbidden: the bot can't send messages to the bot"):
        await client.send_message(other.id, "x")


async def test_a_group_that_threw_the_bot_out(client: Client, world: Telegram, planerka: Bot, anna: Person) -> None:
    """9. A group is closed to a bot that was kicked, and to one that was never there."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    group.kicks(planerka, by=anna)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was kicked from the group chat"):
        await client.send_message(group.id, "x")
    other = world.group("Чужие", members=[anna], supergroup=True)
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot is not a member of the supergroup chat"):
        await client.send_message(other.id, "x")


async def test_a_group_that_moved(client: Client, world: Telegram, planerka: Bot, anna: Person) -> None:
    """10. A migrated group names its successor; its old messages stay editable."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    card = await client.send_message(group.id, "x")
    successor = group.migrates(by=anna)
    with pytest.raises(TelegramMigrateToChat, match="group chat was upgraded to a supergroup chat") as caught:
        await client.send_message(group.id, "x")
    assert caught.value.migrate_to_chat_id == successor.id
    await client.edit_message_text("y", chat_id=group.id, message_id=card.message_id)
    await client.send_message(successor.id, "x")


async def test_a_reply_to_what_is_gone(client: Client, anna: Person) -> None:
    """11. A reply to a deleted message is sent only if that was allowed for."""
    gone = await client.send_message(anna.id, "x")
    await gone.delete()
    wanted = ReplyParameters(message_id=gone.message_id, allow_sending_without_reply=True)
    assert (await client.send_message(anna.id, "y", reply_parameters=wanted)).reply_to_message is None
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await client.send_message(anna.id, "z", reply_parameters=ReplyParameters(message_id=gone.message_id))


async def test_a_document_arrives_and_can_be_sent_again(client: Client, anna: Person, boris: Person) -> None:
    """12. An upload keeps its Cyrillic name and its bytes; its file_id sends it again and downloads it."""
    await boris.starts()
    file = BufferedInputFile("BEGIN:VCALENDAR…".encode(), "встреча.ics")
    sent = await client.send_document(anna.id, file, caption="<b>Файл</b>", parse_mode="HTML")
    assert sent.document
    assert (sent.document.file_name, sent.document.mime_type, sent.caption) == ("встреча.ics", "text/calendar", "Файл")
    await client.send_document(boris.id, sent.document.file_id)
    received = await boris.receives_file(".ics")
    assert (received.name, received.bytes, received.caption) == ("встреча.ics", "BEGIN:VCALENDAR…".encode(), "")
    downloaded = await client.download(sent.document.file_id)
    assert downloaded
    assert downloaded.read() == received.bytes


FILES = [
    ({}, "there is no document in the request"),
    ({"document": "attach://nowhere"}, "there is no document in the request"),
    ({"document": "AgAD"}, "wrong remote file identifier specified: Wrong string length"),
    ({"document": "https://a.ru/x.ics"}, "wrong file identifier/HTTP URL specified"),
]


@pytest.mark.parametrize(("params", "why"), FILES)
async def test_a_document_is_refused(raw: RawCall, anna: Person, params: dict[str, Any], why: str) -> None:
    """13. Without a file, or with an unknown one."""
    answer = await raw("sendDocument", chat_id=anna.id, **params)
    assert answer["description"] == f"Bad Request: {why}"


async def test_an_empty_file_and_a_long_caption_are_refused(client: Client, anna: Person) -> None:
    """14. Files have bytes, captions at most 1024 characters."""
    assert "Bad Request: file must be non-empty" in await refusal(
        client.send_document(anna.id, BufferedInputFile(b"", "x.ics"))
    )
    file = BufferedInputFile(b"x", "x.ics")
    assert "Bad Request: message caption is too long" in await refusal(
        client.send_document(anna.id, file, caption="я" * 1025)
    )
    assert (await client.send_photo(anna.id, file, caption="я" * 1024)).photo


async def test_a_file_over_50_mb_is_refused(client: Client, anna: Person) -> None:
    """15. 413 for an upload over 50 MB."""
    with pytest.raises(TelegramEntityTooLarge):
        await client.send_document(anna.id, BufferedInputFile(bytes(50 * 2**20 + 1), "x.zip"))


@pytest.mark.parametrize(("file_id", "why"), [("", "file_id not specified"), ("AgAD", "invalid file_id")])
async def test_an_unknown_file_is_not_given(raw: RawCall, planerka: Bot, file_id: str, why: str) -> None:
    """16. getFile wants a known id."""
    assert (await raw("getFile", file_id=file_id))["description"] == f"Bad Request: {why}"


async def test_a_file_over_20_mb_cannot_be_fetched(client: Client, anna: Person) -> None:
    """17. getFile stops at 20 MB."""
    message = await anna.sends_document("big.zip", bytes(20 * 2**20 + 1))
    assert message.file
    assert "Bad Request: file is too big" in await refusal(client.get_file(message.file.file_id))
