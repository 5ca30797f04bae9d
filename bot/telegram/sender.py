"""Telegram as the sender of what is owed: cards, letters, files and plain words."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, Message, ReplyParameters

from bot.road.ports import Sender
from bot.settings.logs import logged
from bot.telegram.client import EditText
from bot.telegram.errors import is_lost_message, outcome
from bot.telegram.files import ics_of
from bot.telegram.lru import Lru
from bot.telegram.rendering import Renderer
from bot.telegram.results import unreachable
from domain.card import Card
from domain.letters import Letter, Occasion
from domain.road import DeliveryResult, End, OutboxRow, Units
from handlers.views.view import View

CALL_SECONDS = 20
SENT = 10_000
SHOWN = 1_000


@dataclass
class TelegramSender:
    """Sends through one bot. `sent` knows the messages of cards whose delivery is not written down yet.

    `shown` is what messages, named by chat and id, look like now: of several changes in a row the first edit shows all.
    """

    bot: Bot
    units: Units
    renderer: Renderer
    clock: Callable[[], datetime]
    mailbox: str  # the organizer's address in .ics files
    sent: Lru[int, int] = field(default_factory=lambda: Lru(SENT))
    shown: Lru[tuple[int, int], View] = field(default_factory=lambda: Lru(SHOWN))

    def senders(self) -> dict[str, Sender]:
        """By kind of what is owed."""
        kinds = {
            "card": self._card,
            "letter": self._letter,
            "letter.ics": self._letter_ics,
            "event.ics": self._event_ics,
            "say": self._say,
            "clear": self._clear,
            "clear.secret": self._clear_secret,
        }
        return {kind: self._guarded(send) for kind, send in kinds.items()}

    def _guarded(self, send: Callable[[OutboxRow], Awaitable[tuple[int, int] | None]]) -> Sender:
        async def deliver(row: OutboxRow) -> DeliveryResult:
            tried_at = self.clock()
            try:
                return DeliveryResult(row.id, End.DONE, message=await send(row))
            except AiogramError as error:
                return self._failed(row, error, tried_at)

        return deliver

    def _failed(self, row: OutboxRow, error: AiogramError, tried_at: datetime) -> DeliveryResult:
        end = outcome(error, row, self.clock())
        chat_id = int(row.owed.lane.split(":")[1])
        told = unreachable(row.id, chat_id, end.reach, tried_at) if end.reach and chat_id > 0 else None
        return DeliveryResult(row.id, end.end, end.error, end.due_at, arrived=told, is_attempt=end.is_attempt)

    async def _card(self, row: OutboxRow) -> tuple[int, int] | None:
        card, event = row.owed.fresh or (await self._read_card(row.owed.body["card"]), None)
        message_id = card.message_id or await self._message_of(card)
        if message_id is None and card.letter is not None:
            return None  # the letter has not reached them; it would be a second one beside its own row of the outbox
        view = await self.renderer.card(card, event)
        if message_id is not None:
            try:
                await self._edit(card.chat_id, message_id, view)
                return None
            except AiogramError as error:
                if not is_lost_message(error):
                    raise
        return await self._send_card(card, view)

    async def _letter(self, row: OutboxRow) -> tuple[int, int] | None:
        card, letter = row.owed.fresh or await self._read_letter(row)
        if await self._is_overtaken(letter):
            return None
        return await self._send_card(card, self.renderer.letter(letter))

    async def _letter_ics(self, row: OutboxRow) -> None:
        card, letter = row.owed.fresh or await self._read_letter(row)
        if await self._is_overtaken(letter):
            return
        below = card.message_id or await self._message_of(card)
        await self._send_file(letter, card.chat_id, below)

    async def _event_ics(self, row: OutboxRow) -> None:
        body = row.owed.body
        async with self.units.read() as work:
            event = await work.events.get(body["event"])
            reader = await work.people.get(body["reader"])
        file = ics_of(event, reader, self.clock(), self.mailbox)
        await self.bot.send_document(
            body["chat"], BufferedInputFile(file.data, file.name), request_timeout=CALL_SECONDS
        )

    async def _say(self, row: OutboxRow) -> None:
        body = row.owed.body
        chat_id, text, markup = body["chat"], body["text"], body.get("markup")
        if (message_id := body.get("message")) is None:
            await self.bot.send_message(chat_id, text, reply_markup=markup, request_timeout=CALL_SECONDS)
            return
        keyboard = InlineKeyboardMarkup.model_validate(markup) if markup else None
        await self._edit(chat_id, message_id, View(text, keyboard))

    async def _clear(self, row: OutboxRow) -> None:
        with suppress(TelegramBadRequest):  # gone, or too old to be deleted: it may stay
            await self.bot.delete_message(row.owed.body["chat"], row.owed.body["message"], request_timeout=CALL_SECONDS)

    async def _clear_secret(self, row: OutboxRow) -> None:
        """What else fails is no success: in the end the person is told to delete it themselves."""
        body = row.owed.body
        with logged("Emptying the database's log"):  # the update that held the message is emptied by now
            await self.units.erase_deleted()
        try:
            await self.bot.delete_message(body["chat"], body["message"], request_timeout=CALL_SECONDS)
        except TelegramBadRequest as error:
            if "message to delete not found" not in str(error):
                raise

    async def _edit(self, chat_id: int, message_id: int, view: View) -> None:
        if self.shown.get((chat_id, message_id)) == view:
            return
        self.shown.forget((chat_id, message_id))  # until Telegram has said that it shows the new one
        edit = EditText(chat_id=chat_id, message_id=message_id, text=view.text, reply_markup=view.keyboard)
        await self.bot(edit, request_timeout=CALL_SECONDS)
        self.shown.add((chat_id, message_id), view)

    async def _send_card(self, card: Card, view: View) -> tuple[int, int]:
        message: Message = await self.bot.send_message(
            card.chat_id, view.text, reply_markup=view.keyboard, request_timeout=CALL_SECONDS
        )
        self.sent.add(card.id, message.message_id)
        self.shown.add((card.chat_id, message.message_id), view)
        return card.id, message.message_id

    async def _send_file(self, letter: Letter, chat_id: int, below: int | None) -> None:
        file = ics_of(letter.event, letter.reader, letter.at, self.mailbox)
        reply = ReplyParameters(message_id=below, allow_sending_without_reply=True) if below else None
        document = BufferedInputFile(file.data, file.name)
        await self.bot.send_document(chat_id, document, reply_parameters=reply, request_timeout=CALL_SECONDS)

    async def _message_of(self, card: Card) -> int | None:
        if (known := self.sent.get(card.id)) is not None:
            return known
        return (await self._read_card(card.id)).message_id

    async def _read_card(self, card_id: int) -> Card:
        async with self.units.read() as work:
            return await work.cards.get(card_id)

    async def _is_overtaken(self, letter: Letter) -> bool:
        """It waited, and meanwhile the event was cancelled, or the reader taken off: the link is not for them now."""
        if letter.occasion not in {Occasion.INVITED, Occasion.CHANGED, Occasion.NEW_LINK}:
            return False
        async with self.units.read() as work:
            return not await work.letters.stands(letter.key)

    async def _read_letter(self, row: OutboxRow) -> tuple[Card, Letter]:
        async with self.units.read() as work:
            card = await work.cards.get(row.owed.body["card"])
            return card, await work.letters.get(row.owed.body["letter"])
