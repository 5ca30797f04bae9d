"""Handles an update of Telegram: finds who acts, runs the handler, and words a refusal."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, AnswerInlineQuery, TelegramMethod
from aiogram.types import Update
from pydantic import ValidationError

from bot.settings.logs import logged
from bot.telegram import redaction
from bot.telegram.essentials import essentials, without_surrogates
from bot.telegram.incoming import Actor, Incoming, read
from bot.telegram.lru import Lru
from domain.address import on_telegram
from domain.errors import Refusal
from domain.messages.inbox import RawUpdate
from domain.outbox import chat_lane
from domain.person import Person
from domain.policy import Policy
from domain.road import InboxRow, OutboxRow, Units, Work
from domain.usecases.identify import Identify
from domain.usecases.start import Start
from handlers.chat import Chat
from handlers.refusals import refuse
from handlers.views import View, texts
from handlers.views.markup import esc
from handlers.views.sharing import new_event_button
from locales import speaking, spoken

log = logging.getLogger(__name__)

ANSWER_SECONDS = 10
ALBUMS_REMEMBERED = 1_000

Act = Callable[[Work, Chat, frozenset[int]], Awaitable[object]]
"""What is done for an update in its unit of work. The ids are those of the events to which its actor is invited now."""


@dataclass
class Updates:
    """bot.road.ports.Receiver of raw updates. `deliver` takes what a commit may send at once."""

    bot: Bot
    units: Units
    dispatcher: Dispatcher
    policy: Policy
    clock: Callable[[], datetime]
    deliver: Callable[[Sequence[OutboxRow]], None]
    group: asyncio.TaskGroup
    _albums: Lru[tuple[int | None, str], bool] = field(default_factory=lambda: Lru(ALBUMS_REMEMBERED), init=False)

    async def handle(self, row: InboxRow) -> None:
        """A refusal rolls back what the handler had begun; the sentence that says why has a unit of work of its own."""
        raw = _raw(row)
        incoming = read(raw)
        try:
            update = self._parse(raw)
        except ValidationError as error:
            await self._put_aside(row, error)
            return

        async def feed(work: Work, chat: Chat, invited: frozenset[int]) -> None:
            data = {"work": work, "me": chat.reader, "chat": chat, "now": self.clock(), "invited": invited}
            await self.dispatcher.feed_update(self.bot, update, **data)

        try:
            await self._in_unit(row, incoming, feed)
        except Refusal as refusal:
            reason = refusal
            await self._in_unit(row, incoming, lambda _, chat, __: refuse(reason, chat, incoming.text, self.clock()))
        if incoming.album is not None:
            self._albums.add((incoming.chat_id, incoming.album), True)

    def _parse(self, raw: dict[str, Any]) -> Update:
        """Of an update that is newer than aiogram all that the handlers need is read all the same."""
        try:
            return Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError:
            return Update.model_validate(essentials(raw), context={"bot": self.bot})

    def repeats_text(self, row: InboxRow, error: Exception) -> bool:
        return redaction.repeats_text(error, _read(row).text or "")

    async def conceal(self, row: InboxRow, is_over: bool) -> None:
        async with self.units.write() as work:
            await redaction.conceal(work, row, _read(row), is_over)
        self.deliver(work.fresh)
        if is_over:
            await self.units.erase_deleted()

    async def apologise(self, row: InboxRow) -> None:
        """In a private chat only: who types an inline query is in another chat, and has gone on typing."""
        incoming = _read(row)
        if incoming.kind == "inline_query" or incoming.chat_id is None or incoming.chat_id < 0:
            return
        async with self.units.write() as work:
            if (me := await work.people.by_address(on_telegram(incoming.chat_id))) is not None:
                with speaking(me.language):
                    await Chat(work, me, incoming.chat_id).say(View(esc(texts.failure())))
        self.deliver(work.fresh)

    async def _put_aside(self, row: InboxRow, error: ValidationError) -> None:
        """The reason says where the update cannot be read, and repeats nothing of what people wrote."""
        wrong = error.errors(include_url=False, include_input=False, include_context=False)
        reason = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in wrong[:5])
        log.error("Telegram sent an update that cannot be read: %s (%s)", row.arrived.key, reason)
        with logged("Concealing a message"):
            await self.conceal(row, is_over=True)
        async with self.units.write() as work:
            await work.inbox.poison(row.id, reason)

    async def _in_unit(self, row: InboxRow, incoming: Incoming, act: Act) -> None:
        """The row is marked as handled in the same commit as all that `act` does; then the press is answered."""
        async with self.units.write() as work:
            if not await work.inbox.take(row.id) or incoming.actor is None or incoming.reply_chat_id is None:
                return
            me, invited = await self._meet(work, incoming.actor, incoming)
            chat = Chat(work, me, incoming.reply_chat_id, incoming.origin, is_silent=self._is_rest_of_album(incoming))
            with speaking(me.language):
                await act(work, chat, invited)
                answer = answer_to(incoming, chat)
        own = chat_lane(chat.id)
        self.deliver([replace(row, is_asked_for=row.outgoing.lane == own) for row in work.fresh])
        if answer is not None:
            self.group.create_task(self._answer(answer))

    def _is_rest_of_album(self, incoming: Incoming) -> bool:
        """Whether it belongs to an album that was answered, and adds no words. After a restart it may be said again."""
        album = (incoming.chat_id, incoming.album or "")
        return incoming.album is not None and not incoming.text and self._albums.get(album) is not None

    async def _meet(self, work: Work, actor: Actor, incoming: Incoming) -> tuple[Person, frozenset[int]]:
        """Who acts, and the ids of the events whose letters leave now because we may write to them only now."""
        me = await Identify(work, self.policy)(actor.id, actor.name, actor.username, spoken(actor.language))
        address = me.at(on_telegram(actor.id))
        if not incoming.opens_chat or (address.is_reachable and not incoming.is_start):
            return me, frozenset()
        return await Start(work, self.clock())(me, address)

    async def _answer(self, answer: TelegramMethod[bool]) -> None:
        """Best effort: the tap is saved already."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._call(answer)
        except (AiogramError, TimeoutError) as error:
            log.info("An answer could not be given: %s", error)
        except Exception:
            log.exception("Answering failed")  # raised in the group, it would end the whole bot

    async def _call(self, answer: TelegramMethod[bool]) -> None:
        try:
            await self.bot(answer)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
            await self.bot(answer)


def _raw(row: InboxRow) -> dict[str, Any]:
    message = row.arrived.message
    return without_surrogates(message.update) if isinstance(message, RawUpdate) else {}


def _read(row: InboxRow) -> Incoming:
    return read(_raw(row))


def answer_to(incoming: Incoming, chat: Chat) -> TelegramMethod[bool] | None:
    """The answer to a press or an inline query, sent after the commit and lost in a crash; None for other updates.

    Telegram must not cache inline results: they are one person's, and change.
    """
    if incoming.query_id is None:
        return None
    if incoming.kind == "callback_query":
        return AnswerCallbackQuery(
            callback_query_id=incoming.query_id, text=chat.toast, show_alert=chat.is_alert or None
        )
    return AnswerInlineQuery(
        inline_query_id=incoming.query_id,
        results=list(chat.offers),
        cache_time=0,
        is_personal=True,
        button=new_event_button(),
    )
