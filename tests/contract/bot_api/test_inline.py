"""Inline mode: core.telegram.org/bots/api#inline-mode."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot as Client
from aiogram.types import InlineQuery, InlineQueryResultArticle, InputTextMessageContent

from demo.telegram import Group, Person, Telegram
from tests.contract.bot_api.tools import RawCall, Watch, button, keyboard, refusal


@pytest.fixture
def team(world: Telegram, anna: Person, boris: Person) -> Group:
    """A group without the bot."""
    return world.group("Команда", members=[anna, boris])


def article(number: str = "1", **more: Any) -> InlineQueryResultArticle:
    content = InputTextMessageContent(message_text="<b>Планёрка</b>", parse_mode="HTML")
    return InlineQueryResultArticle(id=number, title="Планёрка", input_message_content=content, **more)


async def next_query(client: Client) -> InlineQuery:
    while True:
        for update in await client.get_updates(timeout=5):
            await client.get_updates(offset=update.update_id + 1)
            if update.inline_query:
                return update.inline_query


async def test_a_shared_card_lives_where_the_bot_is_not(
    client: Client, team: Group, anna: Person, boris: Person
) -> None:
    """1. Asked, answered, chosen, pressed by another person, and edited by its inline id."""
    async with asyncio.TaskGroup() as tasks:
        sharing = tasks.create_task(anna.shares("ev_1", team))
        query = await next_query(client)
        assert (query.query, query.chat_type, query.from_user.id) == ("ev_1", "group", anna.id)
        await client.answer_inline_query(query.id, [article(reply_markup=keyboard(button()))])
    card = sharing.result()
    chosen = (await client.get_updates(offset=-1))[0].chosen_inline_result
    assert chosen
    assert (chosen.result_id, chosen.inline_message_id) == ("1", card.inline_id)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(boris.taps(card, "Принять"))
        press = (await client.get_updates(offset=-1, timeout=5))[0].callback_query
        assert press
        assert (press.inline_message_id, press.message, press.from_user.id) == (card.inline_id, None, boris.id)
        await press.answer().as_(client)
    assert await client.edit_message_text("Отменено", inline_message_id=card.inline_id) is True
    assert (await boris.sees("Отменено", where=team)) is card
    assert "message is not modified" in await refusal(
        client.edit_message_text("Отменено", inline_message_id=card.inline_id)
    )
    assert await refusal(client.edit_message_text("x", inline_message_id="?")) == "Bad Request: MESSAGE_ID_INVALID"


async def test_answers_are_remembered_for_everybody_unless_personal(
    client: Client, team: Group, anna: Person, boris: Person, watch: Watch
) -> None:
    """2. An answer that is not personal is shown to others for 300 seconds."""
    for personal, expected in ((True, "2"), (False, "1")):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(anna.asks(str(personal), team))
            query = await next_query(client)
            await client.answer_inline_query(query.id, [article("1")], is_personal=personal)
        async with asyncio.TaskGroup() as tasks:
            other = tasks.create_task(boris.asks(str(personal), team))
            if personal:
                query = await next_query(client)
                await client.answer_inline_query(query.id, [article("2")])
        assert [result.id for result in other.result().results] == [expected]
    watch.moves(seconds=300)
    async with asyncio.TaskGroup() as tasks:
        again = tasks.create_task(boris.asks("False", team))
        await client.answer_inline_query((await next_query(client)).id, [article("3")], cache_time=0)
    assert again.result().results[0].id == "3"


async def test_answers_are_refused(client: Client, raw: RawCall, team: Group, anna: Person, watch: Watch) -> None:
    """3. Wrong lists, equal ids, foreign files, and answers that come too late."""
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(anna.asks("x", team))
        query = await next_query(client)
        document = {"type": "document", "id": "1", "title": "x", "mime_type": "text/calendar"}
        offer = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}
        wrong: list[tuple[Any, str]] = [
            ({}, "expected an Array of inline query results"),
            ([{"id": str(number)} for number in range(51)], "too many inline query results specified"),
            ([offer] * 2, "RESULT_ID_DUPLICATE"),
            ([{"type": "article", "id": "x" * 65}], "RESULT_ID_INVALID"),
            ([document], "unallowed document MIME type"),
        ]
        for results, why in wrong:
            answer = await raw("answerInlineQuery", inline_query_id=query.id, results=results)
            assert answer["description"] == f"Bad Request: {why}"
        answer = await raw("answerInlineQuery", inline_query_id=query.id, results=[], button={"text": "Начать"})
        assert answer["description"] == "Bad Request: START_PARAM_INVALID"
        await client.answer_inline_query(query.id, [])
    watch.moves(seconds=16)
    assert "query is too old" in await refusal(client.answer_inline_query(query.id, []))
