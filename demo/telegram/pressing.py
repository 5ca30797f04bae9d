"""Pressing buttons."""

from typing import Self

from .bots import Bot
from .buttons import Button, Rows, labelled
from .chats import Chat, NotPossible
from .messages import Message
from .watching import TIMEOUT, Watches
from .writing import Writes

_REQUESTS = frozenset({"request_users", "request_chat", "request_contact", "request_location"})


class Pressed(str):
    """The result of a press: as a string the address that was opened, or empty.

    `toast` is the text the bot answered with, `alert` whether it came as a window that has to be closed.
    """

    toast: str | None
    alert: bool

    def __new__(cls, url: str | None = None, toast: str | None = None, alert: bool = False) -> Self:
        pressed = super().__new__(cls, url or "")
        pressed.toast, pressed.alert = toast, alert
        return pressed


class Presses(Writes, Watches):
    """Pressing buttons. `chat` is the private one with the only bot when left out."""

    async def presses(
        self, label: str, on: Message | None = None, chat: Chat | None = None, timeout: float = TIMEOUT
    ) -> Pressed:
        """Press the button with exactly this label once it is there: on a message, or on the newest one that has it.

        Inline keyboards come before the reply keyboard. A callback waits for the bot's answer; a url button returns
        its address, a switch button the text for the input field; a copy button fills the clipboard. NotSeen
        when the button or the answer does not come in time.
        """
        chat = self.world.chat_of(on) if on else chat or self.chat_with()
        message, button = await self.waits(lambda: _found(chat, label, on), f"the button [{label}]", chat, timeout)
        if button in _flat(message.buttons):
            return await self.presses_button(message, button, timeout)
        return await self._presses_reply(chat, button)

    async def taps(self, message: Message, label: str, timeout: float = TIMEOUT) -> Pressed:
        """Press a button of this message; a deleted one still has its last keyboard."""
        return await self.presses(label, on=message, timeout=timeout)

    async def forges(self, message: Message, data: str, timeout: float = TIMEOUT) -> Pressed:
        """Send a callback with any data, as a modified client can."""
        return await self._calls_back(message, data, timeout)

    async def presses_button(self, message: Message, button: Button, timeout: float = TIMEOUT) -> Pressed:
        """Press this button of an inline keyboard; a disabled one does nothing."""
        if button.data is not None:
            return await self._calls_back(message, button.data, timeout)
        if button.copy_text is not None:
            self.clipboard = button.copy_text
        return Pressed(button.url or _typed(button, message))

    async def _presses_reply(self, chat: Chat, button: Button) -> Pressed:
        if _REQUESTS & button.raw.keys():
            raise NotPossible(f"[{button.text}] asks for something: use picks(), sends_contact() or sends_location()")
        chat.use_reply_keyboard()
        await self.says(button.text, chat=chat)
        return Pressed()

    async def _calls_back(self, message: Message, data: str, timeout: float) -> Pressed:
        bot = message.via or message.sender
        if not isinstance(bot, Bot):
            raise NotPossible(f"{message!r} is not from a bot")
        query = self.world.queries.ask(bot, self)
        chat = self.world.chat_of(message)
        inline_id, origin = message.inline_id, message.origin_json(chat.as_json())
        place = {"inline_message_id": inline_id} if inline_id else {"message": origin}
        body = {"id": query.id, "from": self.as_json(), "chat_instance": str(7919 * chat.id + bot.id), "data": data}
        chat.tell(bot, "callback_query", body | place, self)
        answer = await self.waits(lambda: query.answer, "an answer to the press", chat, timeout)
        return Pressed(answer.url, answer.text, answer.alert)


def _found(chat: Chat, label: str, on: Message | None) -> tuple[Message, Button] | None:
    for message in [on] if on else reversed(chat.messages):
        if button := labelled(message.buttons, label):
            return message, button
    shown = chat.reply_keyboard
    if shown and on in (None, shown) and (button := labelled(shown.reply_keyboard, label)):
        return shown, button
    return None


def _typed(button: Button, message: Message) -> str | None:
    chosen = button.raw.get("switch_inline_query_chosen_chat") or {}
    texts = [button.raw.get(name) for name in ("switch_inline_query", "switch_inline_query_current_chat")]
    text = next((text for text in (*texts, chosen.get("query")) if text is not None), None)
    bot = message.via or message.sender
    return None if text is None else f"@{bot.username} {text}"


def _flat(rows: Rows) -> list[Button]:
    return [button for row in rows for button in row]
