"""Presses and their answers: core.telegram.org/bots/api#callbackquery."""

import asyncio

import pytest
from aiogram import Bot as Client
from aiogram.types import CallbackQuery, CopyTextButton, DisabledButton, InaccessibleMessage, Message

from demo.telegram import NotSeen, Person, Pressed, Telegram
from tests.contract.bot_api.tools import Watch, button, keyboard, refusal

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
async def card(client: Client, anna: Person) -> Message:
    buttons = keyboard(
        button(),
        button("Присоединиться", url="https://meet.example.org/x"),
        button("Скопировать", copy_text=CopyTextButton(text="https://meet.example.org/x")),
        button("Закончилось", disabled=DisabledButton()),
    )
    return await client.send_message(anna.id, "Планёрка", reply_markup=buttons)


async def next_press(client: Client) -> CallbackQuery:
    """The press that comes next, confirmed at once."""
    while True:
        for update in await client.get_updates(timeout=5):
            await client.get_updates(offset=update.update_id + 1)
            if update.callback_query:
                return update.callback_query


async def test_a_press_waits_for_its_answer(client: Client, anna: Person, card: Message) -> None:
    """1. The bot gets the data and the message, the person the toast."""
    async with asyncio.TaskGroup() as tasks:
        press = tasks.create_task(anna.presses("Принять"))
        query = await next_press(client)
        assert (query.data, query.from_user.id) == ("ev:1:yes", anna.id)
        assert isinstance(query.message, Message)
        assert (query.message.message_id, query.message.text) == (card.message_id, "Планёрка")
        assert not press.done()
        await client.answer_callback_query(query.id, "Вы придёте", show_alert=True)
    pressed = press.result()
    assert (pressed.toast, pressed.alert, pressed) == ("Вы придёте", True, Pressed())


@pytest.mark.usefixtures("card")
async def test_a_press_that_nobody_answers_fails_with_the_chat(anna: Person) -> None:
    """2. The failure shows what the person saw."""
    with pytest.raises(NotSeen, match=r"(?s)an answer to the press.*Планёрка.*\[Принять\] \[Присоединиться\]"):
        await anna.presses("Принять", timeout=0.01)
    with pytest.raises(NotSeen, match=r"the button \[Нет такой\]"):
        await anna.presses("Нет такой", timeout=0.01)


@pytest.mark.usefixtures("card")
async def test_other_buttons_reach_no_bot(client: Client, anna: Person) -> None:
    """3. A url is opened, a text copied, a disabled button does nothing; the bot learns nothing of it."""
    await client.get_updates(offset=-1)
    assert await anna.presses("Присоединиться") == "https://meet.example.org/x"
    await anna.taps(anna.messages[-1], "Скопировать")
    assert anna.clipboard == "https://meet.example.org/x"
    assert await anna.presses("Закончилось") == ""
    assert [update.event_type for update in await client.get_updates()] == ["message"]


async def test_a_press_is_answered_once_and_soon(client: Client, anna: Person, card: Message, watch: Watch) -> None:
    """4. A second answer, an answer after 15 seconds and an answer to nothing are refused."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(anna.presses("Принять"))
        query = await next_press(client)
        await client.answer_callback_query(query.id)
    assert await refusal(client.answer_callback_query(query.id)) == TOO_OLD
    assert await refusal(client.answer_callback_query("12345")) == TOO_OLD
    with pytest.raises(NotSeen):
        await anna.taps(anna.messages[-1], "Принять", timeout=0.01)
    late = await next_press(client)
    watch.moves(seconds=15.5)
    assert await refusal(client.answer_callback_query(late.id)) == TOO_OLD
    assert card.text


async def test_a_toast_has_200_characters(client: Client, anna: Person, card: Message) -> None:
    """5. Longer ones are refused, and so is opening anything but the bot's own start link."""
    async with asyncio.TaskGroup() as tasks:
        press = tasks.create_task(anna.forges(anna.messages[-1], data="чужое"))
        query = await next_press(client)
        assert query.data == "чужое"
        assert await refusal(client.answer_callback_query(query.id, "я" * 201)) == "Bad Request: MESSAGE_TOO_LONG"
        assert await refusal(client.answer_callback_query(query.id, url="https://a.ru")) == "Bad Request: URL_INVALID"
        await client.answer_callback_query(query.id, url="t.me/planerka_bot?start=abc")
    assert press.result() == "t.me/planerka_bot?start=abc"
    assert card.text


async def test_a_press_on_a_deleted_message(client: Client, world: Telegram, anna: Person, card: Message) -> None:
    """6. The bot is told of a message that it cannot reach."""
    shown = anna.messages[-1]
    await card.delete()
    assert shown not in anna.messages
    with pytest.raises(NotSeen):
        await anna.taps(shown, "Принять", timeout=0.01)
    query = await next_press(client)
    assert isinstance(query.message, InaccessibleMessage)
    assert (query.message.message_id, query.message.chat.id) == (card.message_id, anna.id)
    assert world.warnings == []


async def test_the_newest_message_with_the_button_is_pressed(client: Client, anna: Person, card: Message) -> None:
    """7. Of two cards the newer one, unless another is named."""
    newer = await client.send_message(anna.id, "Вторая", reply_markup=keyboard(button()))
    older = anna.messages[-2]
    for message_id, on in ((newer.message_id, None), (card.message_id, older)):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(anna.presses("Принять", on=on))
            query = await next_press(client)
            assert query.message
            assert query.message.message_id == message_id
            await client.answer_callback_query(query.id)
