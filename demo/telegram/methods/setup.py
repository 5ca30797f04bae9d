"""Methods about the bot itself and about chats."""

import json
import re
from typing import Any

from demo.telegram import limits
from demo.telegram.chats import Chat
from demo.telegram.groups import Group
from demo.telegram.members import member_json
from demo.telegram.refusals import bad
from demo.telegram.request import Request

from .targets import chat_of

_COMMAND = re.compile(r"[a-z0-9_]+")
_DEFAULT_MENU = {"type": "default"}
_ACTIONS = frozenset(
    {
        "typing",
        *("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note"),
        *("record_video", "record_voice", "record_video_note"),
        *("choose_sticker", "find_location"),
    }
)


async def get_me(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getme"""
    return request.bot.as_me()


async def set_my_commands(request: Request) -> bool:
    """core.telegram.org/bots/api#setmycommands"""
    commands = request.value("commands", "bot commands") or []
    if not isinstance(commands, list):
        raise bad("expected an Array of BotCommand")
    for command in commands:
        _check_command(command)
    if len(commands) > limits.COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    request.bot.commands[_scope(request)] = commands
    return True


async def get_my_commands(request: Request) -> list[dict[str, Any]]:
    """core.telegram.org/bots/api#getmycommands"""
    return request.bot.commands.get(_scope(request), [])


async def delete_my_commands(request: Request) -> bool:
    """core.telegram.org/bots/api#deletemycommands"""
    request.bot.commands.pop(_scope(request), None)
    return True


async def set_chat_menu_button(request: Request) -> bool:
    """core.telegram.org/bots/api#setchatmenubutton"""
    chat = chat_of(request).id if request.text("chat_id") else None
    request.bot.menu_buttons[chat] = request.value("menu_button", "menu button") or _DEFAULT_MENU
    return True


async def get_chat_menu_button(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getchatmenubutton"""
    buttons = request.bot.menu_buttons
    return buttons.get(request.number("chat_id") or None, buttons.get(None, _DEFAULT_MENU))


async def get_chat(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getchat"""
    chat = _known_chat(request)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), True
    )
    return {**chat.as_json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


async def get_chat_member(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#getchatmember"""
    chat = _known_chat(request)
    number = request.number("user_id")
    if number not in request.world.people and number != request.bot.id:
        raise bad("user not found")
    status = chat.status(number) if isinstance(chat, Group) else "member"
    return member_json(request.world.user_json(number), status)


async def send_chat_action(request: Request) -> bool:
    """core.telegram.org/bots/api#sendchataction"""
    if request.text("action").lower() not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat_of(request).check_sending(request.bot)
    return True


def _known_chat(request: Request) -> Chat:
    chat = chat_of(request)
    if not chat.is_private:
        chat.check_writing(request.bot)
    return chat


def _scope(request: Request) -> tuple[str, str]:
    scope = request.value("scope", "bot command scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), request.text("language_code")


def _check_command(command: dict[str, Any]) -> None:
    name, description = str(command.get("command", "")).removeprefix("/"), str(command.get("description", ""))
    if len(name) > limits.COMMAND:
        raise bad("command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad("BOT_COMMAND_INVALID")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > limits.COMMAND_DESCRIPTION:
        raise bad("command description length must not exceed 256")
