"""Telegram as the sender of what is owed: cards, letters, files and plain words."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup, Message, ReplyParameters

from bot.road.ports import Sender
from bot.settings.logs import logged
from bot.telegram.client import CALL_SECONDS
from bot.telegram.editing import Editor, Place
from bot.telegram.files import File, ics_of
from bot.telegram.lru import Lru
from bot.telegram.outcomes import is_lost_message, outcome
from bot.telegram.pacing import is_asked_for
from bot.telegram.rendering import Renderer
from bot.telegram.results import unreachable
from domain.card import Card
from domain.letters import Letter
from domain.messages.outbox import ClearMessage, ClearSecret, DrawCard, Say, SendEventFile, SendLetter, SendLetterFile
from domain.outbox import letter_key
from domain.road import DeliveryResult, End, OutboxRow, Units
from handlers.views import View

Send = Callable[[OutboxRow, Any], Awaitable[tuple[int, int] | None]]
"""Makes the call; returns card and message ids of a card sent anew."""

SENT = 10_000
WAITS_FOR_LETTER = timedelta(seconds=10)


class NothingToSendError(Exception):
    """The row is done without a call, for this reason."""


class EarlyError(Exception):
    """The letter to which the file belongs is still to be sent."""


@dataclass
class TelegramSender:
    """Sends through one bot. `sent` knows the messages of cards whose delivery is not written down yet."""

    bot: Bot
    units: Units
    renderer: Renderer
    clock: Callable[[], datetime]
    mailbox: str  # the organizer's address in .ics files
    sent: Lru[int, int] = field(default_factory=lambda: Lru(SENT))
    editor: Editor = field(init=False)

    def __post_init__(self) -> None:
        self.editor = Editor(self.bot)

    def senders(self) -> dict[type, Sender]:
        """By class of message."""
        sends: dict[type, Send] = {
            DrawCard: self._card,
            SendLetter: self._letter,
            SendLetterFile: self._letter_file,
            SendEventFile: self._event_file,
            Say: self._say,
            ClearMessage: self._clear,
            ClearSecret: self._clear_secret,
        }
        return {message: self._guarded(send) for message, send in sends.items()}

    def _guarded(self, send: Send) -> Sender:
        async def deliver(row: OutboxRow, message: Any) -> DeliveryResult:
            tried_at = self.clock()
            is_asked_for.set(row.is_asked_for)
            try:
                return DeliveryResult(row.id, End.DONE, message=await send(row, message))
            except NothingToSendError as reason:
                return DeliveryResult(row.id, End.DONE, str(reason), is_attempt=False)
            except EarlyError:
                later = tried_at + WAITS_FOR_LETTER
                why = "waits for its letter"
                return DeliveryResult(row.id, End.AGAIN, why, later, is_attempt=False, is_outage=True)
            except AiogramError as error:
                return self._failed(row, error, tried_at)

        return deliver

    def _failed(self, row: OutboxRow, error: AiogramError, tried_at: datetime) -> DeliveryResult:
        end = outcome(error, row, self.clock())
        chat = row.outgoing.lane.split(":")[1]
        is_persons = chat.isdecimal()  # a group's has a minus, an inline message has none
        told = unreachable(row.id, int(chat), end.reach, tried_at) if end.reach and is_persons else None
        return DeliveryResult(
            row.id, end.end, end.error, end.due_at, arrived=told, is_attempt=end.is_attempt, is_outage=end.is_outage
        )

    async def _card(self, row: OutboxRow, message: DrawCard) -> tuple[int, int] | None:
        card, event = row.outgoing.loaded or (await self._read_card(message.card), None)
        place = await self._place_of(card)
        if place is None and card.letter is not None:
            raise NothingToSendError("not sent yet")  # it would be a second letter beside its own row of the outbox
        view = await self.renderer.card(card, event)
        if place is not None:
            try:
                if not await self.editor.edit(place, view):
                    raise NothingToSendError("shown already")
                return None
            except AiogramError as error:
                if not is_lost_message(error):
                    raise
        return await self._send_card(card, view)

    async def _letter(self, row: OutboxRow, message: SendLetter) -> tuple[int, int] | None:
        card, letter = await self._standing_letter(row, message)
        return await self._send_card(card, self.renderer.letter(letter))

    async def _letter_file(self, row: OutboxRow, message: SendLetterFile) -> None:
        card, letter = await self._standing_letter(row, message)
        below = card.message_id or await self._message_of(card)
        async with self.units.read() as work:
            if below is None and await work.outbox.known(letter_key(letter, row.outgoing.lane)):
                raise EarlyError
        if card.chat_id is not None:  # no file can follow an inline message
            await self._send_file(card.chat_id, ics_of(letter.event, letter.reader, letter.at, self.mailbox), below)

    async def _event_file(self, _row: OutboxRow, message: SendEventFile) -> None:
        async with self.units.read() as work:
            event = await work.events.get(message.event)
            reader = await work.people.get(message.reader)
        await self._send_file(message.chat, ics_of(event, reader, self.clock(), self.mailbox))

    async def _say(self, _row: OutboxRow, message: Say) -> None:
        if message.message is None:
            markup: Any = message.markup  # as JSON already
            await self.bot.send_message(message.chat, message.text, reply_markup=markup, request_timeout=CALL_SECONDS)
            return
        keyboard = InlineKeyboardMarkup.model_validate(message.markup) if message.markup else None
        await self.editor.edit(Place(message.chat, message.message), View(message.text, keyboard))

    async def _clear(self, _row: OutboxRow, message: ClearMessage) -> None:
        with suppress(TelegramBadRequest):  # gone, or too old to be deleted: it may stay
            await self._delete(message)

    async def _clear_secret(self, _row: OutboxRow, message: ClearSecret) -> None:
        """What else fails is no success: in the end the person is told to delete it themselves."""
        with logged("Emptying the database's log"):  # the update that held the message is emptied by now
            await self.units.erase_deleted()
        try:
            await self._delete(message)
        except TelegramBadRequest as error:
            if "message to delete not found" not in str(error):
                raise

    async def _delete(self, message: ClearMessage | ClearSecret) -> None:
        if message.message is not None:
            await self.bot.delete_message(message.chat, message.message, request_timeout=CALL_SECONDS)

    async def _send_card(self, card: Card, view: View) -> tuple[int, int] | None:
        if card.chat_id is None:
            return None  # an inline message that is gone: only people can post another one
        message: Message = await self.bot.send_message(
            card.chat_id, view.text, reply_markup=view.keyboard, request_timeout=CALL_SECONDS
        )
        self.sent.add(card.id, message.message_id)
        self.editor.sent(Place(card.chat_id, message.message_id), view)
        return card.id, message.message_id

    async def _send_file(self, chat: int, file: File, below: int | None = None) -> None:
        reply = ReplyParameters(message_id=below, allow_sending_without_reply=True) if below else None
        document = BufferedInputFile(file.data, file.name)
        await self.bot.send_document(chat, document, reply_parameters=reply, request_timeout=CALL_SECONDS)

    async def _place_of(self, card: Card) -> Place | None:
        """None until it is sent, as far as we know."""
        if card.inline_message_id is not None:
            return Place(inline_message_id=card.inline_message_id)
        message_id = card.message_id or await self._message_of(card)
        return None if message_id is None else Place(card.chat_id, message_id)

    async def _message_of(self, card: Card) -> int | None:
        if (known := self.sent.get(card.id)) is not None:
            return known
        return (await self._read_card(card.id)).message_id

    async def _read_card(self, card_id: int) -> Card:
        async with self.units.read() as work:
            return await work.cards.get(card_id)

    async def _standing_letter(self, row: OutboxRow, message: SendLetter | SendLetterFile) -> tuple[Card, Letter]:
        """Raises NothingToSendError for one that waited, and is not for its reader any more."""
        async with self.units.read() as work:
            card, letter = row.outgoing.loaded or (
                await work.cards.get(message.card),
                await work.letters.get(message.letter),
            )
            if not await work.letters.is_current(letter):
                raise NothingToSendError("overtaken")
        return card, letter
