"""Handling what has arrived: one unit of work for each, from which everything else follows.

Per lane in order, lanes beside each other. In one commit: what changed, what is owed, and that it was handled.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.types import Update, User
from pydantic import ValidationError

from bot.road.lanes import Lanes
from bot.settings.logs import logged, redacted
from bot.telegram.actors import actor_of, chat_of, is_start, opens_chat, origin_of
from bot.telegram.answers import answer_to
from bot.telegram.redaction import conceal, repeats_text
from domain.errors import Refusal
from domain.person import Person
from domain.policy import Policy
from domain.road import InboxRow, OutboxRow, Units, Work
from domain.usecases.meet import Meet
from domain.usecases.start import Start
from handlers.chat import Chat
from handlers.refusing import refuse
from handlers.views import texts
from handlers.views.markup import esc
from handlers.views.view import View
from locales import LANGUAGES, speaking

log = logging.getLogger(__name__)

PAUSES = (1, 5, 30)  # seconds before the next attempts; after the last one the update is given up
ANSWER_SECONDS = 10

Reaction = Callable[[Work, datetime, dict[str, Any]], Awaitable[None]]


@dataclass
class Handling:
    """`reactions` are for what is ours: timers and results, by kind. `deliver` gets what a commit owes."""

    bot: Bot
    units: Units
    dispatcher: Dispatcher
    policy: Policy
    clock: Callable[[], datetime]
    reactions: Mapping[str, Reaction]
    group: asyncio.TaskGroup
    deliver: Callable[[Sequence[OutboxRow]], None] = field(init=False)
    lanes: Lanes[InboxRow] = field(init=False)

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.group, self._next)

    def hand_on(self, rows: Sequence[InboxRow]) -> None:
        for row in rows:
            self.lanes.put(row.arrived.lane, row)

    async def _next(self, _lane: str, waiting: deque[InboxRow]) -> None:
        row = waiting.popleft()
        for pause in (*PAUSES[row.attempts :], None):  # it may have failed before a restart
            if await self._attempt(row, pause):
                return
            await asyncio.sleep(pause or 0)

    async def _attempt(self, row: InboxRow, pause: int | None) -> bool:
        """True when the row needs no further attempt."""
        try:
            await self._handle(row)
        except Exception as error:
            is_telling = repeats_text(error, row)  # what people type may be a password
            then = f"again in {pause} s" if pause else "given up"
            log.exception("Handling %s failed; %s", row.arrived.key, then, exc_info=not is_telling)
            await self._write_down(row, type(error).__name__ if is_telling else redacted(repr(error)), pause)
            return False
        return True

    async def _write_down(self, row: InboxRow, reason: str, pause: int | None) -> None:
        """However long the database fails: meanwhile the row is not given up, and nothing behind it overtakes it."""
        while True:
            with logged("Writing down that it failed"):
                await self._fail(row, reason, pause)
                return
            await asyncio.sleep(PAUSES[-1])

    async def _fail(self, row: InboxRow, reason: str, pause: int | None) -> None:
        await self._hush(row, is_over=pause is None)
        async with self.units.write() as work:
            await work.inbox.fail(row.id, reason, again=pause is not None)
        if pause is None:
            with logged("Apologising"):  # whatever broke the update may break this too
                await self._apologise(row)

    async def _hush(self, row: InboxRow, is_over: bool) -> None:
        """What people type may be a password. In a unit of work of its own: it must not keep the row from its end."""
        with logged("Hushing an update"):
            async with self.units.write() as work:
                await conceal(work, row, is_over)
            self.deliver(work.fresh)
            if is_over:
                await self.units.erase_deleted()

    async def _apologise(self, row: InboxRow) -> None:
        """To the person whose update was given up, if it was one in a private chat; our own affairs are not theirs, and
        whoever types in inline mode is in another chat."""
        chat_id, body = row.arrived.lane.removeprefix("tg:"), row.arrived.body
        if row.arrived.kind != "telegram" or not chat_id.isdigit() or "inline_query" in body:
            return
        async with self.units.write() as work:
            if (me := await work.people.by_telegram(int(chat_id))) is not None:
                with speaking(me.language):
                    await Chat(work, me, me.telegram_id).say(View(esc(texts.failure())))
        self.deliver(work.fresh)

    async def _handle(self, row: InboxRow) -> None:
        if row.arrived.kind == "telegram":
            await self._handle_update(row)
            return
        async with self.units.write() as work:
            if await work.inbox.take(row.id):
                await self.reactions[row.arrived.kind](work, self.clock(), row.arrived.body)
        self.deliver(work.fresh)

    async def _handle_update(self, row: InboxRow) -> None:
        try:
            update = Update.model_validate(row.arrived.body, context={"bot": self.bot})
        except ValidationError as error:
            await self._put_aside(row, error)
            return
        try:
            await self._apply(row, update, None)
        except Refusal as refusal:
            await self._apply(row, update, refusal)

    async def _put_aside(self, row: InboxRow, error: ValidationError) -> None:
        """Says where it cannot be read, and nothing of what people wrote."""
        wrong = error.errors(include_url=False, include_input=False, include_context=False)
        reason = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in wrong[:5])
        log.error("Telegram sent an update that cannot be read: %s (%s)", row.arrived.key, reason)
        await self._hush(row, is_over=True)
        async with self.units.write() as work:
            await work.inbox.poison(row.id, reason)

    async def _apply(self, row: InboxRow, update: Update, refusal: Refusal | None) -> None:
        """The update, or (when it was refused and rolled back) the sentence that says why."""
        user = actor_of(update)
        async with self.units.write() as work:
            if not await work.inbox.take(row.id) or user is None:
                return
            me, invited = await self._meet(work, user, update)
            chat = Chat(work, me, chat_of(update, user), origin_of(update))
            with speaking(me.language):
                now = self.clock()
                if refusal is not None:
                    await refuse(refusal, chat, _typed(update), now)
                else:
                    told = {"work": work, "me": me, "chat": chat, "now": now, "invited": invited}
                    await self.dispatcher.feed_update(self.bot, update, **told)
                answer = answer_to(update, chat)
        self.deliver(work.fresh)
        if answer is not None:
            self.group.create_task(self._answer(answer))

    async def _meet(self, work: Work, user: User, update: Update) -> tuple[Person, frozenset[int]]:
        """Who acts, and the ids of the events whose letters leave because we can write to them only now."""
        language = user.language_code if user.language_code in LANGUAGES else None
        me = await Meet(work, self.policy)(user.id, user.full_name, user.username, language)
        if not opens_chat(update) or (me.is_reachable and not is_start(update)):
            return me, frozenset()
        return await Start(work, self.clock())(me)

    async def _answer(self, answer: TelegramMethod[bool]) -> None:
        """Best effort: the tap is saved already."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.bot(answer)
        except (AiogramError, TimeoutError) as error:
            log.info("An answer could not be given: %s", error)
        except Exception:
            log.exception("Answering failed")  # raised in the group, it would end the whole bot


def _typed(update: Update) -> str | None:
    """None for a press; "" for a message without text."""
    return update.message.text or "" if update.message else None
