"""Keyboards that Telegram refuses: core.telegram.org/bots/api#inlinekeyboardmarkup."""

import json
from typing import Any

import pytest
from aiogram import Bot as Client
from aiogram.types import (
    CopyTextButton,
    DisabledButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    ReplyKeyboardMarkup,
    WebAppInfo,
)

from demo.telegram import Bot, Person, Telegram
from tests.contract.bot_api.tools import RawCall, button, keyboard, refusal

BUTTONS: list[tuple[dict[str, Any], str]] = [
    ({}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ({"callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
    ({"callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
    ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
    ({"copy_text": CopyTextButton(text="x" * 257)}, "BUTTON_COPY_TEXT_INVALID"),
    ({"copy_text": CopyTextButton(text="😀" * 129)}, "BUTTON_COPY_TEXT_INVALID"),
    ({"copy_text": CopyTextButton(text="")}, "BUTTON_COPY_TEXT_INVALID"),
    ({"callback_data": "x", "url": "https://a.ru"}, "BUTTON_TYPE_INVALID"),
    ({"callback_data": "x", "disabled": DisabledButton()}, "BUTTON_TYPE_INVALID"),
    ({"url": "https://localhost/x"}, "inline keyboard button URL 'https://localhost/x' is invalid: Wrong HTTP URL"),
    ({"url": "sip:a@b.ru"}, "inline keyboard button URL 'sip:a@b.ru' is invalid: Unsupported URL protocol"),
    ({"url": "lync15:x"}, "inline keyboard button URL 'lync15:x' is invalid: Unsupported URL protocol"),
    ({"url": "conf://a.ru"}, "inline keyboard button URL 'conf://a.ru' is invalid: Unsupported URL protocol"),
    (
        {"callback_data": "x", "style": "green"},
        "can't parse inline keyboard button: invalid button style specified",
    ),
]


@pytest.mark.parametrize(("action", "why"), BUTTONS)
async def test_a_button_is_refused(client: Client, anna: Person, action: dict[str, Any], why: str) -> None:
    """1. aiogram lets every one of these out; Telegram does not take them."""
    markup = keyboard(InlineKeyboardButton(text="Принять", **action))
    assert await refusal(client.send_message(anna.id, "x", reply_markup=markup)) == f"Bad Request: {why}"


@pytest.mark.parametrize(
    "action",
    [
        {"callback_data": "x" * 64},
        {"copy_text": CopyTextButton(text="x" * 256)},
        {"url": "http://127.0.0.1:8080/x"},
        {"url": "tg://user?id=5"},
        {"disabled": DisabledButton()},
        {"callback_data": "x", "style": "success"},
        {"switch_inline_query": ""},
    ],
)
async def test_a_button_is_taken(client: Client, anna: Person, action: dict[str, Any]) -> None:
    """2. The last value that fits, of each kind."""
    markup = keyboard(button(**action))
    sent = await client.send_message(anna.id, "x", reply_markup=markup)
    assert sent.reply_markup
    assert sent.reply_markup.model_dump() == markup.model_dump()


def asking(*numbers: int) -> dict[str, Any]:
    return {"keyboard": [[{"text": "x", "request_users": {"request_id": number}} for number in numbers]]}


MARKUPS: list[tuple[Any, str]] = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ("[]", "object expected as reply markup"),
    ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": ["x"]}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ({"inline_keyboard": [[{"url": "a.ru"}]]}, "can't parse inline keyboard button: Can't find field \"text\""),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "y" * 10_000}]]}, "reply markup is too long"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "y"}] * 9]}, "reply markup is too long"),
    ({"inline_keyboard": [[{"text": "x", "callback_data": "y"}]] * 101}, "reply markup is too long"),
    (asking(1, 1), "request_id must be unique in the keyboard"),
    ({"force_reply": True, "input_field_placeholder": "x" * 65}, "input_field_placeholder is too long"),
    ({"inline_keyboard": [[{"text": "x", "copy_text": {}}]]}, "BUTTON_COPY_TEXT_INVALID"),
    ({"unheard": 1}, "can't parse reply keyboard markup: object of an unknown type"),
    ({"keyboard": [["x"] * 13]}, "reply markup is too long"),
    ({"keyboard": [["x"]] * 301}, "reply markup is too long"),
]


@pytest.mark.parametrize(("markup", "why"), MARKUPS)
async def test_a_markup_is_refused(raw: RawCall, anna: Person, markup: Any, why: str) -> None:
    """3. Broken JSON, wrong shapes and keyboards that are too large."""
    answer = await raw("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {why}"


async def test_rows_and_buttons_without_text_vanish_with_a_warning(raw: RawCall, anna: Person, world: Telegram) -> None:
    """4. Telegram drops them in silence; the world warns."""
    rows = [[], [{"text": "", "callback_data": "x"}], [{"text": "a", "callback_data": "x"}]]
    await raw("sendMessage", chat_id=anna.id, text="x", reply_markup=json.dumps({"inline_keyboard": rows}))
    assert [[button.text for button in row] for row in anna.messages[-1].buttons] == [["a"]]
    assert world.warnings == ["sendMessage: rows or buttons without text vanish silently"]


async def test_some_buttons_live_in_private_chats_only(
    client: Client, world: Telegram, planerka: Bot, anna: Person
) -> None:
    """5. People, chats and web apps are asked for in private chats only."""
    group = world.group("Команда", members=[anna], bots=[planerka])
    app = WebAppInfo(url="https://a.ru")
    people = KeyboardButtonRequestUsers(request_id=1)
    refused = {
        "Bad Request: users can be requested in private chats only": KeyboardButton(text="x", request_users=people),
        "Bad Request: web App buttons can be used in private chats only": KeyboardButton(text="x", web_app=app),
    }
    for why, asking in refused.items():
        markup = ReplyKeyboardMarkup(keyboard=[[asking]])
        assert await refusal(client.send_message(group.id, "x", reply_markup=markup)) == why
        await client.send_message(anna.id, "x", reply_markup=markup)
    inline = keyboard(InlineKeyboardButton(text="x", web_app=app))
    assert await refusal(client.send_message(group.id, "x", reply_markup=inline)) == "Bad Request: BUTTON_TYPE_INVALID"


async def test_only_inline_keyboards_are_echoed(client: Client, anna: Person) -> None:
    """6. The answer to sendMessage shows an inline keyboard, and no other markup."""
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="x")]])
    assert (await client.send_message(anna.id, "x", reply_markup=markup)).reply_markup is None
    inline = InlineKeyboardMarkup(inline_keyboard=[[button()]])
    assert (await client.send_message(anna.id, "x", reply_markup=inline)).reply_markup is not None


async def test_a_forced_reply_is_a_reply(client: Client, anna: Person) -> None:
    """7. What the person writes next answers the message that asked; what they write after that does not."""
    asked = await client.send_message(anna.id, "Название?", reply_markup=ForceReply())
    answered = await anna.says("Планёрка")
    assert answered.reply_to
    assert answered.reply_to.id == asked.message_id
    assert (await anna.says("ещё")).reply_to is None
