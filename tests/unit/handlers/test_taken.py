"""What a text is taken for, and on which card a press counts: all routers in their order, on the real storage."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from domain.card import AsksToCancel, Card, Shows, ShowsEvent, ShowsNewer
from domain.event import Event
from domain.form import Field
from domain.messages.outbox import TryPassword
from domain.policy import Policy
from domain.ports import Awaiting
from domain.road import Arrived
from domain.usecases.set_conference_address import SetConferenceAddress
from handlers.callbacks import EventAction, EventCallback
from handlers.conversations import PASSWORD, PASSWORD_TTL
from handlers.router import dispatcher
from tests.integration.usecases.house import House
from tests.make import ELENA, telegram_of
from tests.unit.bot.counter import Counter, Desk, at_work, presses, raw, says

COMPANY = Policy(conferences=True, conference_domain="example.org", passwords=True)
ONE, OTHER = 901, 902  # messages in Elena's chat


@pytest.fixture
async def counter(house: House, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Counter]:
    """With our handlers instead of the desk. Answers to presses go nowhere."""

    async def arrives(*_: object) -> bool:
        return True

    monkeypatch.setattr(Bot, "__call__", arrives)
    given = {"new_uid": lambda: "1@planerka", "token_of": lambda _: "token", "seal": lambda text: f"sealed {text}"}
    async with at_work(house, Desk()) as counter:
        counter.updates.dispatcher = dispatcher(policy=COMPANY, bot_username="planerka_bot", has_inline=False, **given)
        yield counter


async def placed(house: House, event: Event, *messages: int) -> None:
    """Cards of the event in Elena's chat."""
    cards = [Card(0, ELENA.id, telegram_of(ELENA).chat_id, ShowsEvent(event.id), message) for message in messages]
    await house.does(lambda w: w.cards.add(*cards))


async def shown(house: House, message: int) -> Shows:
    card = await house.asks(lambda w: w.cards.at(telegram_of(ELENA).chat_id, message))
    assert card is not None
    return card.shows


def on(message: int, event: Event, action: EventAction, number: int) -> Arrived:
    """Elena's press on that message."""
    arrived = presses(EventCallback(event=event.id, action=action).pack(), number=number)
    raw(arrived)["callback_query"]["message"]["message_id"] = message
    return arrived


async def test_a_text_is_the_comment_while_the_card_asks(counter: Counter) -> None:
    """1."""
    event = await counter.house.has()
    await placed(counter.house, event, ONE)
    await counter.takes(on(ONE, event, EventAction.CANCEL, 1), says("Зал закрыт", number=2))
    assert await shown(counter.house, ONE) == AsksToCancel(event.id, "Зал закрыт")


async def test_a_text_is_no_comment_once_the_card_asks_no_more(counter: Counter) -> None:
    """2. Another card asked, too, and the event was cancelled there: the text may be a new event."""
    event = await counter.house.has()
    await placed(counter.house, event, ONE, OTHER)
    await counter.takes(on(OTHER, event, EventAction.CANCEL, 1), on(ONE, event, EventAction.CANCEL, 2))
    await counter.takes(on(OTHER, event, EventAction.CONFIRM_CANCEL, 3), says("Обед завтра 13:00", number=4))
    assert await shown(counter.house, ONE) == ShowsNewer(event.id)
    form = await counter.house.asks(lambda w: w.forms.get(1))
    assert form.details.summary == "Обед"


async def test_a_press_for_another_event_than_the_card_shows_is_out_of_date(counter: Counter) -> None:
    """3. Neither event is cancelled."""
    event, other = await counter.house.has(), await counter.house.has(uid="2@planerka")
    await placed(counter.house, event, ONE)
    await counter.takes(on(ONE, other, EventAction.CANCEL, 1), on(ONE, other, EventAction.CONFIRM_CANCEL, 2))
    assert await shown(counter.house, ONE) == ShowsEvent(event.id)
    assert [(await counter.house.event(e.id)).is_cancelled for e in (event, other)] == [False, False]
    assert [state for state, _ in await counter.states()] == ["done", "done"]


async def test_a_password_is_no_value_of_a_form(counter: Counter) -> None:
    """4. A form whose question is still in sight would take any other text."""
    house = counter.house
    await house.does(lambda w: SetConferenceAddress(w, COMPANY)(ELENA, "elena@example.org"))
    form = await house.form(asking=Field.PLACE)
    await house.does(lambda w: w.conversations.set(ELENA.id, Awaiting(PASSWORD, 0), PASSWORD_TTL))
    await counter.takes(says("hunter2"))
    assert await house.asks(lambda w: w.forms.get(form.id)) == form
    messages = [row.outgoing.message for row in counter.delivered]
    assert TryPassword(person=ELENA.id, user="elena@example.org", sealed="sealed hunter2") in messages
