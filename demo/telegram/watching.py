"""Looking at chats, and waiting until something appears in them."""

from collections.abc import Callable

from demo.changes import T

from .buttons import Rows, labelled
from .chats import Chat
from .client import Client
from .files import Document
from .messages import Message

TIMEOUT = 10.0  # seconds of real time for something to appear


class NotSeen(AssertionError):
    """Something that was expected did not appear; the text shows the chat."""


class Watches(Client):
    """Looking at a chat. `where` is the chat: the private one with the only bot when left out."""

    @property
    def messages(self) -> list[Message]:
        """The private chat with the only bot, oldest first."""
        return self.chat_with().messages

    def shows(self, where: Chat | None = None) -> str:
        """The chat as this person sees it."""
        chat = where or self.chat_with()
        keyboard = chat.reply_keyboard.reply_keyboard if chat.reply_keyboard else []
        return "\n\n".join([*map(drawn, chat.messages), *(["⌨ " + "\n".join(_rows(keyboard))] if keyboard else [])])

    async def sees(self, text: str, where: Chat | None = None, timeout: float = TIMEOUT) -> Message:
        """Wait for a message of another sender that contains the text; the newest such. NotSeen after `timeout`."""

        def found() -> Message | None:
            return self._newest(where, lambda message: text in message.text)

        return await self.waits(found, f"«{text}»", where, timeout)

    async def sees_button(self, label: str, where: Chat | None = None, timeout: float = TIMEOUT) -> Message:
        """Wait until a message has a button with exactly this label; the newest such."""

        def found() -> Message | None:
            return self._newest(where, lambda message: labelled(message.buttons, label) is not None)

        return await self.waits(found, f"the button [{label}]", where, timeout)

    async def receives_file(self, name: str, where: Chat | None = None, timeout: float = TIMEOUT) -> Document:
        """Wait for a file whose name contains `name` (such as ``.ics``); the newest such."""

        def found() -> Document | None:
            message = self._newest(where, lambda message: message.file is not None and name in message.file.name)
            return message.document if message else None

        return await self.waits(found, f"a file {name}", where, timeout)

    async def sees_no(self, text: str, where: Chat | None = None) -> None:
        """Check once that no message of another sender contains the text; NotSeen if one does."""
        if self._newest(where, lambda message: text in message.text):
            raise NotSeen(f"{self.name} should not see «{text}» but does:\n\n{self.shows(where)}")

    async def waits(self, found: Callable[[], T | None], what: str, where: Chat | None, timeout: float) -> T:
        """Wait until `found` returns something; NotSeen, naming `what`, after `timeout` seconds of real time."""
        try:
            return await self.world.until(found, timeout)
        except TimeoutError:
            raise NotSeen(f"{self.name} does not see {what} but this:\n\n{self.shows(where)}") from None

    def _newest(self, where: Chat | None, fits: Callable[[Message], bool]) -> Message | None:
        chat = where or self.chat_with()
        others = (message for message in reversed(chat.messages) if message.sender is not self)
        return next(filter(fits, others), None)


def drawn(message: Message) -> str:
    """One message as text: sender, text, a line for each row of buttons."""
    lines = [f"{message.sender.name}{' (edited)' if message.edit_date else ''}:"]
    if message.file:
        lines.append(f"  📎 {message.file.name} ({len(message.file.data)} bytes)")
    lines += [f"  {line}" for line in message.text.splitlines()]
    if message.special and not message.file:
        lines.append(f"  ({', '.join(message.special)})")
    return "\n".join(lines + [f"  {row}" for row in _rows(message.buttons)])


def _rows(rows: Rows) -> list[str]:
    return [" ".join(map(str, row)) for row in rows]
