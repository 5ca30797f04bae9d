"""The chat in which handlers show things, by posting rows to the outbox in the unit of work of the update.

Answers to a press or an inline query do not go through the outbox: they are sent after the commit, and lost in a crash,
since they are of no use later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineQueryResultArticle, ReplyKeyboardMarkup, ReplyKeyboardRemove
from pydantic import BaseModel

from domain import outbox
from domain.address import Channel
from domain.card import Card, OfForm, ShowsForm
from domain.errors import Refusal, Why
from domain.event import Event
from domain.form import Form
from domain.messages.outbox import ClearMessage, Say
from domain.outbox import Outgoing, chat_lane
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import post_new_card
from handlers.views import View

TOAST_LIMIT = 200  # Bot API, answerCallbackQuery


@dataclass
class Chat:
    """`id` is Telegram's id of the chat; `origin` that of the message that was pressed or typed, None without one.

    `toast` and `is_alert` are the answer to a press, `offers` are the answer to an inline query. `is_silent`: nothing
    is said, since the first message of the same album has been answered.
    """

    work: UnitOfWork
    reader: Person
    id: int
    origin: int | None = None
    toast: str | None = None
    is_alert: bool = False
    offers: Sequence[InlineQueryResultArticle] = ()
    is_silent: bool = False

    def answer(self, text: str, alert: bool = False) -> None:
        """Sets the answer to the press: a toast, or with `alert` a box that has to be closed. Cut to TOAST_LIMIT."""
        self.toast, self.is_alert = text[:TOAST_LIMIT], alert

    def offer(self, offers: Sequence[InlineQueryResultArticle]) -> None:
        """Sets the answer to the inline query (Bot API, answerInlineQuery)."""
        self.offers = offers

    async def say(self, view: View) -> None:
        """Sends a message."""
        if not self.is_silent:
            await self._post(self._say(view))

    async def change(self, view: View) -> None:
        """Edits the message that was pressed. Raises OUTDATED_BUTTON for a card, which only `show` may change."""
        if await self.card() is not None:
            raise Refusal(Why.OUTDATED_BUTTON)
        await self._post(self._say(view, self.origin))

    async def keyboard(self, text: str, markup: ReplyKeyboardMarkup | ReplyKeyboardRemove) -> None:
        """Sends a message that opens or removes a reply keyboard."""
        await self._post(Say(chat=self.id, text=text, markup=_json(markup)))

    async def clear(self) -> None:
        """Deletes what was typed: it is in the form now, which stays in sight."""
        await self._post(ClearMessage(chat=self.id, message=self.origin))

    async def clear_secret(self) -> None:
        """Deletes a message that may hold a password; if that fails, the reader is asked to."""
        await self.work.outbox.post(outbox.clear_secret(self.id, self.origin, self.reader.id))

    async def event(self, event: Event) -> None:
        """Sends a card of the event."""
        await post_new_card(self.work, event, self.reader, self.id)

    async def form(self, form: Form) -> None:
        """Sends a card with the form."""
        await self._add(ShowsForm(form.id, form.event_id), None)

    async def show(self, shows: OfForm) -> None:
        """The message that was pressed shows this from now on; a copy that a crash left without a card gets one.

        Raises OUTDATED_BUTTON for the card of something else, which has no such button: a letter that showed another
        event's form would not count as a letter about its own any more.
        """
        if (card := await self.card()) is None:
            await self._add(shows, self.origin)
            return
        if not card.leads_to(shows):
            raise Refusal(Why.OUTDATED_BUTTON)
        await self.work.cards.save(card.showing(shows))
        await self.work.outbox.post(outbox.card(card.showing(shows)))

    async def card(self) -> Card | None:
        """The card that was pressed, None if the message is not a card."""
        return await self.work.cards.at(self.id, self.origin) if self.origin is not None else None

    async def file(self, event: Event) -> None:
        """Sends the .ics of the event."""
        await self.work.outbox.post(outbox.event_ics(self.id, event.id, self.reader.id))

    def _say(self, view: View, message: int | None = None) -> Say:
        markup = _json(view.keyboard) if view.keyboard else None
        return Say(chat=self.id, text=view.text, markup=markup, message=message)

    async def _add(self, shows: OfForm, message_id: int | None) -> None:
        (card,) = await self.work.cards.add(Card(0, self.reader.id, self.id, shows, message_id))
        await self.work.outbox.post(outbox.card(card))

    async def _post(self, message: Say | ClearMessage) -> None:
        await self.work.outbox.post(Outgoing(chat_lane(self.id), message))


async def say_privately(work: UnitOfWork, person: Person, view: View) -> None:
    """Sends a message to the person's private chat with the bot, if they have one."""
    if (address := person.on(Channel.TELEGRAM)) is not None:
        await Chat(work, person, address.chat_id).say(view)


def _json(markup: BaseModel) -> dict[str, Any]:
    return markup.model_dump(mode="json", exclude_none=True)
