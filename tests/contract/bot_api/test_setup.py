"""The frame of the API and the methods about the bot itself."""

from typing import Any

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import TelegramNotFound
from aiogram.methods import SetPassportDataErrors
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, MenuButtonCommands
from aiohttp import ClientSession, FormData

from demo.telegram import Bot, Person, Telegram, TelegramServer
from tests.contract.bot_api.tools import RawCall, refusal


async def test_get_me(client: Client) -> None:
    """1. The bot as registered."""
    me = await client.get_me()
    assert (me.id, me.is_bot, me.username, me.first_name) == (42, True, "planerka_bot", "Планёрка")
    assert me.can_read_all_group_messages is False


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot43:WRONG/getMe", 401, "Unauthorized"),
        ("/bot42:TEST", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        ("/bot42:TEST/doesNotExist", 404, "Not Found: method not found"),
        ("/file/bot42:TEST/documents/none", 404, "Not Found"),
        ("/bot42:TEST/GETME", 200, None),
    ],
)
async def test_addresses(server: TelegramServer, path: str, status: int, description: str | None) -> None:
    """2. Unknown tokens, paths and methods are refused; the case of a method's name does not matter."""
    async with ClientSession() as session, session.get(server.url + path) as response:
        assert response.status == status
        assert (await response.json()).get("description") == description


async def test_a_method_that_is_not_served(client: Client, world: Telegram, anna: Person) -> None:
    """3. Never a polite true: 404, and a warning."""
    with pytest.raises(TelegramNotFound, match="Not Found: method not found"):
        await client(SetPassportDataErrors(user_id=anna.id, errors=[]))
    assert world.warnings == ["setPassportDataErrors is not served"]


async def test_all_wire_formats(server: TelegramServer, anna: Person) -> None:
    """4. Query, form, multipart and JSON mean the same."""
    url = f"{server.url}/bot42:TEST/sendMessage"
    parts = FormData({"chat_id": str(anna.id), "text": "multipart"}, default_to_multipart=True)
    async with ClientSession() as session:
        for body in (
            {"params": {"chat_id": anna.id, "text": "query"}},
            {"data": {"chat_id": anna.id, "text": "form"}},
            {"data": parts},
            {"json": {"chat_id": anna.id, "text": "json"}},
        ):
            async with session.post(url, **body) as response:
                assert response.status == 200
        async with session.post(url, data="[", headers={"Content-Type": "application/json"}) as response:
            assert response.status == 400
    assert [message.text for message in anna.messages[1:]] == ["query", "form", "multipart", "json"]


async def test_a_file_in_a_part_of_its_own_name(server: TelegramServer, anna: Person) -> None:
    """5. Other clients name the part like the field."""
    form = FormData({"chat_id": str(anna.id)})
    form.add_field("document", b"abc", filename="x.ics")
    url = f"{server.url}/bot42:TEST/sendDocument"
    async with ClientSession() as session, session.post(url, data=form) as response:
        assert response.status == 200
    assert (await anna.receives_file("x.ics")).bytes == b"abc"


async def test_unknown_parameters_are_warned_about(raw: RawCall, world: Telegram, anna: Person) -> None:
    """6. Telegram ignores them in silence; the world remembers."""
    await raw("sendMessage", chat_id=anna.id, text="x", txet="y")
    assert world.warnings == ["sendMessage: unknown parameter txet"]


async def test_every_call_is_logged(client: Client, world: Telegram, anna: Person) -> None:
    """7. Method, parameters, answer, status and duration."""
    await client.send_message(anna.id, "x")
    await refusal(client.send_message(anna.id, "<b>", parse_mode="HTML"))
    good, refused = world.calls
    assert (good.method, good.params["text"], good.status, good.ok) == ("sendMessage", "x", 200, True)
    assert good.answer["result"]["text"] == "x"
    assert (refused.status, refused.ok, refused.answer["ok"]) == (400, False, False)
    assert refused.ms > 0


async def test_commands(client: Client) -> None:
    """8. Per scope and language."""
    commands = [BotCommand(command="new", description="Новое событие")]
    scope = BotCommandScopeAllGroupChats()
    await client.set_my_commands(commands, scope=scope, language_code="ru")
    [command] = await client.get_my_commands(scope=scope, language_code="ru")
    assert (command.command, command.description) == ("new", "Новое событие")
    assert await client.get_my_commands() == []
    await client.delete_my_commands(scope=scope, language_code="ru")
    assert await client.get_my_commands(scope=scope, language_code="ru") == []


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": "New!", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "n" * 33, "description": "x"}], "command length must not exceed 32"),
        ([{"command": "new", "description": ""}], "command description must be non-empty"),
        ([{"command": "new", "description": "x" * 257}], "command description length must not exceed 256"),
        ([{"command": f"c{number}", "description": "x"} for number in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_are_refused(raw: RawCall, planerka: Bot, commands: list[dict[str, Any]], why: str) -> None:
    """9. Wrong letters, lengths and numbers."""
    assert (await raw("setMyCommands", commands=commands))["description"] == f"Bad Request: {why}"
    assert planerka.commands == {}


async def test_profile(client: Client, raw: RawCall) -> None:
    """10. Name and descriptions per language, within their lengths."""
    await client.set_my_name("Planerka", language_code="en")
    await client.set_my_description("Планирует")
    await client.set_my_short_description("Коротко")
    assert (await client.get_my_name(language_code="en")).name == "Planerka"
    assert (await client.get_my_name()).name == "Планёрка"
    assert (await client.get_my_description(language_code="en")).description == "Планирует"
    assert (await client.get_my_short_description()).short_description == "Коротко"
    for method, field, limit in (
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ):
        answer = await raw(method, **{field: "x" * (limit + 1)})
        assert answer["error_code"] == 400


async def test_menu_button(client: Client, anna: Person) -> None:
    """11. For everybody, or for one chat."""
    await client.set_chat_menu_button(anna.id, MenuButtonCommands())
    assert (await client.get_chat_menu_button(chat_id=anna.id)).type == "commands"
    assert (await client.get_chat_menu_button()).type == "default"


async def test_chats_and_members(client: Client, world: Telegram, planerka: Bot, anna: Person, boris: Person) -> None:
    """12. What a bot can ask about chats it is in."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    assert (await client.get_chat(anna.id)).first_name == "Анна"
    assert (await client.get_chat(group.id)).title == "Команда"
    assert (await client.get_chat_member(group.id, anna.id)).status == "member"
    assert (await client.get_chat_member(group.id, boris.id)).status == "left"
    group.promotes(planerka, by=anna)
    assert (await client.get_chat_member(group.id, client.id)).status == "administrator"
    assert await refusal(client.get_chat_member(group.id, 5)) == "Bad Request: user not found"
    assert await refusal(client.get_chat(boris.id)) == "Bad Request: chat not found"


async def test_chat_actions(client: Client, raw: RawCall, anna: Person) -> None:
    """13. Known actions, to people who can be written to."""
    await client.send_chat_action(anna.id, "typing")
    answer = await raw("sendChatAction", chat_id=anna.id, action="dancing")
    assert answer["description"] == "Bad Request: wrong parameter action in request"
    anna.blocks()
    assert await refusal(client.send_chat_action(anna.id, "typing")) == "Forbidden: bot was blocked by the user"


async def test_the_server_comes_back_with_its_world(world: Telegram, planerka: Bot, raw: RawCall, anna: Person) -> None:
    """14. A taken port is said so; after a stop the same world goes on at the same address."""
    server = await TelegramServer.start(world)
    port = int(server.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        await TelegramServer.start(world, port=port)
    await server.stop()
    again = await TelegramServer.start(world, port=port)
    assert again.url == server.url
    raw.base = f"{again.url}/bot{planerka.token}"
    assert (await raw("sendMessage", chat_id=anna.id, text="x"))["ok"]
    await again.stop()
