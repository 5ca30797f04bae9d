"""Every button leads somewhere, and fits into what Telegram carries."""

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Chat, Message, User

from demo.telegram import limits
from domain.form import Field
from handlers.callbacks import (
    AccountAction,
    AccountCallback,
    CalendarCallback,
    EventAction,
    EventCallback,
    FormAction,
    FormCallback,
    NewEventCallback,
    SettingsAction,
    SettingsCallback,
)
from handlers.router import ORDER
from handlers.views.settings import ZONES

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
HIGHEST = 2**53 - 1
ARGS = {
    FormAction.ASK: max(Field, key=len),
    FormAction.MONTH: "203312",
    FormAction.DAY: "20331231",
    FormAction.HOUR: "203312312330",
    FormAction.LENGTH: "1440",
    FormAction.READING: "2019686400-2019772800",
    FormAction.INVITEES: "37",
    FormAction.REQUIRED: str(HIGHEST),
    FormAction.OPTIONAL: str(HIGHEST),
    FormAction.DROP: str(HIGHEST),
    FormAction.CLEAR: max(Field, key=len),
    FormAction.SEND: "alone",
}
PRESSES: list[CallbackData] = [
    *(EventCallback(event=HIGHEST, action=action, sequence=HIGHEST) for action in EventAction),
    *(FormCallback(form=HIGHEST, action=action, arg=ARGS.get(action, "")) for action in FormAction),
    *(CalendarCallback(page=HIGHEST, turn=turn) for turn in (False, True)),
    *(SettingsCallback(action=SettingsAction.ZONE, value=zone) for zone in ZONES),
    SettingsCallback(action=SettingsAction.LANGUAGE, value="ru"),
    *(AccountCallback(action=action) for action in AccountAction),
    NewEventCallback(),
]


def pressed(data: str) -> CallbackQuery:
    anna = User(id=1003, is_bot=False, first_name="Anna")
    message = Message(message_id=5, date=NOW, chat=Chat(id=1003, type="private"), from_user=anna)
    return CallbackQuery(id="1", from_user=anna, chat_instance="1", data=data, message=message)


async def led_to(query: CallbackQuery) -> list[str]:
    """The routers of all handlers that would take the press, the fallback aside."""
    routers = [module.router() for module in ORDER]
    found = [r.name for r in routers for h in r.callback_query.handlers if (await h.check(query))[0]]
    return [name for name in found if name != "fallback"]


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.pack())
async def test_a_press_has_one_handler(press: CallbackData) -> None:
    """1. Exactly one: which router is asked first does not matter."""
    assert len(await led_to(pressed(press.pack()))) == 1


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: press.pack())
def test_a_press_fits(press: CallbackData) -> None:
    """2. Bot API, InlineKeyboardButton.callback_data: 1-64 bytes; and reads back as it was packed."""
    packed = press.pack()
    assert len(packed.encode()) <= limits.CALLBACK_DATA_BYTES
    assert type(press).unpack(packed) == press


@pytest.mark.parametrize(
    "data", ["", "e1:1", "e1:-1:y:0", "e1:9007199254740992:y:0", "e1:1:?:0", "f1:1:?:", "x", "e0:1:y:0"]
)
async def test_what_no_button_carries_leads_nowhere(data: str) -> None:
    """3. The fallback says that the button is out of date."""
    assert await led_to(pressed(data)) == []


def test_letters_of_one_kind_differ() -> None:
    """4. And prefixes: an old button must not be taken for a new one."""
    kinds: list[Any] = [
        EventCallback,
        FormCallback,
        CalendarCallback,
        SettingsCallback,
        AccountCallback,
        NewEventCallback,
    ]
    assert len({kind.__prefix__ for kind in kinds}) == len(kinds)
    for one, other in product(kinds, kinds):
        assert one is other or not one.__prefix__.startswith(other.__prefix__)
