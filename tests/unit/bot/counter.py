"""Handling at work for the tests: messages that arrive at the real inbox, and what their handlers do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiogram import Dispatcher, Router
from sqlalchemy import Column, select

from bot.road.handling import Handling
from bot.settings.model import load
from bot.telegram.client import telegram_bot
from bot.telegram.updates import Updates
from bot.wiring import REACTIONS
from domain.messages.inbox import RawUpdate
from domain.messages.outbox import Say
from domain.person import Person
from domain.road import Arrived, InboxRow, OutboxRow
from handlers.chat import Chat
from handlers.views import View
from storage.tables.road import inbox
from storage.uow import forbid_network
from tests.integration.usecases.house import POLICY, House
from tests.make import ELENA, telegram_of
from tests.unit.bot.rounds import FaultyUnits


@dataclass
class Desk:
    """What the handlers do: note what they were told, say it, and raise what a test wants."""

    raising: list[Exception] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    invited: list[frozenset[int]] = field(default_factory=list)

    async def on_message(self, message: Any, chat: Chat, me: Person, invited: frozenset[int]) -> None:
        self.heard.append(message.text)
        self.invited.append(invited)
        await chat.say(View(f"{me.name}: {message.text}"))
        if self.raising:
            raise self.raising.pop(0)

    async def on_inline_query(self, _query: object) -> None:
        if self.raising:
            raise self.raising.pop(0)


@dataclass
class Counter:
    """Handling at work on the real inbox; `delivered` is what its commits owe."""

    house: House
    desk: Desk
    handling: Handling
    updates: Updates
    delivered: list[OutboxRow]

    async def takes(self, *arrived: Arrived) -> list[InboxRow]:
        async with self.house.units.write() as work:
            rows = await work.inbox.put(arrived)
        self.handling.enqueue(rows)
        async with asyncio.timeout(10):
            await self.handling.until_idle()
        return rows

    def fails_to_commit(self) -> FaultyUnits:
        """From now on as often as the units are told."""
        units = FaultyUnits(self.house.units)
        self.handling.units = self.updates.units = units
        return units

    async def states(self) -> list[tuple[str, int]]:
        async with self.house.units.engine.reader.begin() as connection:
            rows = await connection.execute(select(inbox.c.state, inbox.c.attempts).order_by(inbox.c.id))
            return [(state, attempts) for state, attempts in rows]

    async def bodies(self) -> list[Any]:
        """Of the updates in the inbox."""
        return [row[0] for row in await self._read(inbox.c.body)]

    async def errors(self) -> list[str | None]:
        return [row[0] for row in await self._read(inbox.c.error)]

    async def _read(self, column: Column[Any]) -> Sequence[Any]:
        async with self.house.units.engine.reader.begin() as connection:
            return (await connection.execute(select(column).order_by(inbox.c.id))).all()

    def said(self) -> list[str]:
        return [m.text for row in self.delivered if isinstance(m := row.outgoing.message, Say)]


@asynccontextmanager
async def at_work(house: House, desk: Desk, reactions: Any = REACTIONS) -> AsyncIterator[Counter]:
    delivered: list[OutboxRow] = []
    router = Router()
    router.message.register(desk.on_message)
    router.inline_query.register(desk.on_inline_query)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(router)
    bot = telegram_bot(load(bot_token="42:TEST"), forbid_network)
    async with bot.context(), asyncio.TaskGroup() as group:
        common: dict[str, Any] = {"clock": house.clock, "deliver": delivered.extend, "group": group}
        updates = Updates(bot, house.units, dispatcher, POLICY, **common)
        handling = Handling(house.units, {RawUpdate: updates}, reactions, **common)
        yield Counter(house, desk, handling, updates, delivered)


def presses(data: str, person: Person = ELENA, number: int = 1) -> Arrived:
    arrived = says("", person, number)
    message = raw(arrived)["message"]
    query = {"id": str(number), "chat_instance": "1", "from": message["from"], "data": data, "message": message}
    body = {"update_id": number, "callback_query": query}
    return replace(arrived, message=RawUpdate(update=body))


def types_inline(text: str, person: Person = ELENA, number: int = 1) -> Arrived:
    sender = raw(says("", person))["message"]["from"]
    query = {"id": str(number), "from": sender, "query": text, "offset": ""}
    update = {"update_id": number, "inline_query": query}
    return Arrived(f"tg:{number}", telegram_of(person).lane, RawUpdate(update=update))


def says(text: str, person: Person = ELENA, number: int = 1, chat: dict[str, Any] | None = None) -> Arrived:
    id, username = telegram_of(person).chat_id, telegram_of(person).username
    sender = {"id": id, "is_bot": False, "first_name": person.name, "username": username}
    message = {"message_id": number, "date": 1, "chat": chat or {"id": id, "type": "private"}}
    body = {"update_id": number, "message": message | {"from": sender, "text": text}}
    return Arrived(f"tg:{number}", f"tg:{message['chat']['id']}", RawUpdate(update=body))  # type: ignore[index]


def raw(arrived: Arrived) -> dict[str, Any]:
    """The update in it, to be changed."""
    assert isinstance(arrived.message, RawUpdate)
    return arrived.message.update
