"""Showing is a row in the outbox; the answer to a press is kept until the commit."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardRemove

from domain.card import Card, ShowsEvent, ShowsForm, ShowsLengths
from domain.errors import Refusal, Why
from handlers.chat import TOAST_LIMIT, Chat, say_privately
from handlers.conversations import FORM, await_field
from handlers.refusals import refuse
from handlers.views import View
from handlers.views.keyboards import inert, keyboard
from locales import speaking
from tests.integration.usecases.house import House, Row
from tests.make import ANNA, ELENA, telegram_of
from tests.unit.views.samples import NOW

MARKUP: InlineKeyboardMarkup = keyboard([inert("x")])


async def shown(house: House, show: Callable[[Chat], Awaitable[Any]]) -> Row:
    """The one row that it owes."""
    await house.does(lambda w: show(Chat(w, ANNA, telegram_of(ANNA).chat_id, origin=7)))
    (row,) = house.owed
    assert row.lane == telegram_of(ANNA).lane
    return row


async def test_a_message_is_owed_with_its_buttons(house: House) -> None:
    """1. As plain values, without what is not there."""
    row = await shown(house, lambda chat: chat.say(View("да", MARKUP)))
    buttons = {"inline_keyboard": [[{"text": "x", "disabled": {}}]]}
    assert (row.kind, row.body) == ("say", {"chat": 1003, "text": "да", "markup": buttons})


async def test_the_pressed_message_is_the_one_that_changes(house: House) -> None:
    """2. And the typed one is the one that goes."""
    assert (await shown(house, lambda chat: chat.change(View("да")))).body["message"] == 7
    row = await shown(house, Chat.clear)
    assert (row.kind, row.body) == ("clear", {"chat": 1003, "message": 7})


async def test_a_keyboard_below_the_chat_goes_again(house: House) -> None:
    """3."""
    row = await shown(house, lambda chat: chat.keyboard("да", ReplyKeyboardRemove(remove_keyboard=True)))
    assert row.body["markup"] == {"remove_keyboard": True}


async def test_a_card_is_known_by_its_message(house: House) -> None:
    """4. Once Telegram has given it one; every copy is a card of its own."""
    event = await house.announced()
    row = await shown(house, lambda chat: chat.event(event))
    card = await house.asks(lambda w: w.cards.get(row.body["card"]))
    assert card == Card(card.id, ANNA.id, telegram_of(ANNA).chat_id, ShowsEvent(event.id))
    here = Card(0, ANNA.id, telegram_of(ANNA).chat_id, ShowsEvent(event.id), message_id=7)
    (placed,) = await house.does(lambda w: w.cards.add(here))
    assert await house.asks(lambda w: Chat(w, ANNA, telegram_of(ANNA).chat_id, origin=7).card()) == placed
    assert await house.asks(lambda w: Chat(w, ANNA, telegram_of(ANNA).chat_id).card()) is None


async def test_a_card_shows_something_else(house: House) -> None:
    """4a. What it shows is stored and drawn when it is sent, so that nothing else need be drawn on its message."""
    form = await house.form()
    (placed,) = await house.does(
        lambda w: w.cards.add(Card(0, ANNA.id, telegram_of(ANNA).chat_id, ShowsForm(form.id, None), 7))
    )
    row = await shown(house, lambda chat: chat.show(ShowsLengths(form.id, None)))
    assert (row.kind, row.body) == ("card", {"card": placed.id})
    assert (await house.asks(lambda w: w.cards.get(placed.id))).shows == ShowsLengths(form.id, None)
    refused = await house.refuses(lambda w: Chat(w, ANNA, telegram_of(ANNA).chat_id, origin=7).change(View("да")))
    assert refused is Why.OUTDATED_BUTTON


async def test_a_card_shows_nothing_of_another_event_or_form(house: House) -> None:
    """4c. Only its own event can be edited on it; what is picked for a form is picked where the form stands."""
    event, form = await house.announced(), await house.form()
    card = Card(0, ANNA.id, telegram_of(ANNA).chat_id, ShowsEvent(event.id), 7)
    (placed,) = await house.does(lambda w: w.cards.add(card))
    own = ShowsForm(form.id, event.id)
    for shows in (ShowsForm(form.id, event.id + 1), ShowsForm(form.id, None), ShowsLengths(form.id, event.id)):
        refused = await house.refuses(lambda w, s=shows: Chat(w, ANNA, 1003, origin=7).show(s))  # type: ignore[misc]
        assert refused is Why.OUTDATED_BUTTON
    await shown(house, lambda chat: chat.show(own))
    other = ShowsLengths(form.id + 1, event.id)
    assert await house.refuses(lambda w: Chat(w, ANNA, 1003, origin=7).show(other)) is Why.OUTDATED_BUTTON
    assert (await house.asks(lambda w: w.cards.get(placed.id))).shows == own


async def test_a_message_that_a_crash_left_behind_is_a_card_again(house: House) -> None:
    """4b. Telegram has it, and the bot did not come to write down which card it is. Without a message, a new one."""
    form = await house.form()
    row = await shown(house, lambda chat: chat.show(ShowsForm(form.id, None)))
    card = await house.asks(lambda w: w.cards.get(row.body["card"]))
    assert card == Card(card.id, ANNA.id, telegram_of(ANNA).chat_id, ShowsForm(form.id, None), 7)
    await house.does(lambda w: Chat(w, ANNA, telegram_of(ANNA).chat_id).show(ShowsForm(form.id, None)))
    assert [c.message_id for c in await house.asks(lambda w: w.cards.of_form(form.id))] == [None, 7, None]


async def test_a_file_is_made_when_it_is_sent(house: House) -> None:
    """5. From the newest state: the row only names the event and the reader."""
    event = await house.announced()
    row = await shown(house, lambda chat: chat.file(event))
    assert (row.kind, row.body) == ("event.ics", {"event": event.id, "reader": ANNA.id, "chat": 1003})


async def test_a_refused_press_opens_a_box(house: House) -> None:
    """6. Over the chat, for the one who pressed; nothing is owed."""
    with speaking("en"):
        chat = await house.does(lambda w: _refused(Chat(w, ANNA, telegram_of(ANNA).chat_id), is_press=True))
    assert (chat.toast, chat.is_alert) == ("Only the organizer can do that.", True)
    assert house.owed == []


async def test_a_refused_message_is_answered_by_one(house: House) -> None:
    """7. Escaped: what was typed may stand in it."""
    with speaking("en"):
        chat = await house.does(lambda w: _refused(Chat(w, ANNA, 1003), is_press=False, word="<b>"))
    assert chat.toast is None
    (row,) = house.owed
    assert "&lt;b&gt;" in row.body["text"]


async def test_what_is_told_goes_to_the_persons_own_chat(house: House) -> None:
    """7a. Nowhere, if they have none."""
    await house.does(lambda w: say_privately(w, ANNA, View("x")))
    assert [(row.lane, row.body["text"]) for row in house.owed] == [(telegram_of(ANNA).lane, "x")]
    await house.does(lambda w: say_privately(w, replace(ANNA, addresses=()), View("x")))
    assert house.owed == []


async def _refused(chat: Chat, is_press: bool, word: str = "") -> Chat:
    why = Refusal(Why.TIME_NOT_UNDERSTOOD, word=word) if word else Refusal(Why.NOT_THE_ORGANIZER)
    await refuse(why, chat, None if is_press else "28.13.", NOW)
    return chat


async def test_a_toast_is_cut_to_what_telegram_takes(house: House) -> None:
    """8. Bot API, answerCallbackQuery."""
    chat = await house.asks(lambda w: _answered(Chat(w, ANNA, telegram_of(ANNA).chat_id)))
    assert chat.toast == "x" * TOAST_LIMIT


async def _answered(chat: Chat) -> Chat:
    chat.answer("x" * 500)
    return chat


async def test_the_next_text_fills_the_field_that_is_open(house: House) -> None:
    """9. Closed: texts are taken as usual again."""
    form = await house.form()
    for asking in ("place", None):
        changed = form.ask(asking)  # type: ignore[arg-type]
        await house.does(lambda w, f=changed: await_field(w, ELENA, f))  # type: ignore[misc]
        awaiting = await house.asks(lambda w: w.conversations.get(ELENA.id))
        assert (awaiting and (awaiting.what, awaiting.subject)) == ((FORM, form.id) if asking else None)
