"""Sending messages."""

from urllib.parse import parse_qs, urlsplit

from .addresses import START_PARAMETER
from .bots import Bot, Standing
from .chats import Chat, NotPossible
from .client import Client
from .entities import detected
from .groups import Group
from .messages import Body, Message


class Writes(Client):
    """Sending messages. `chat` is the private one with the only bot when left out."""

    async def starts(self, payload: str = "", bot: Bot | None = None) -> Message:
        """Press Start, or Restart after blocking; with the payload of a deep link."""
        bot = bot or self.world.only_bot
        if bot.standing(self.id) is Standing.BLOCKED:
            self.unblocks(bot)
        return await self.says(f"/start {payload}".strip(), chat=self.chat_with(bot))

    async def says(self, text: str, chat: Chat | None = None, reply_to: Message | None = None) -> Message:
        """Write a text; it is a reply when the bot has forced one."""
        chat = chat or self.chat_with()
        return self.send(chat, Body(text, tuple(detected(text))), reply_to=reply_to or chat.asking)

    async def edits(self, message: Message, text: str) -> None:
        """Edit a message of one's own."""
        if message.sender is not self:
            raise NotPossible(f"{self.name} did not write {message!r}")
        message.replace(Body(text, tuple(detected(text))), self.world.now())
        self.world.chat_of(message).announce(message, self, "edited_message")

    async def deletes(self, message: Message) -> None:
        """Remove a message from the chat; bots are not told."""
        message.deleted = True
        self.world.notify()

    async def sends_sticker(self, chat: Chat | None = None) -> Message:
        """Send a sticker."""
        file = self.world.files.add("sticker.webp", b"RIFF")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"}
        return self.send(chat or self.chat_with(), special={"sticker": {**file.ids(), **shape}})

    async def sends_photo(self, caption: str = "", chat: Chat | None = None, album: str | None = None) -> Message:
        """Send a picture; several with the same `album` (media_group_id) are shown as one."""
        file = self.world.files.add("photo.jpg", b"\xff\xd8\xff\xe0")
        body = Body(caption, tuple(detected(caption)))
        grouped = {"media_group_id": album} if album else {}
        return self.send(chat or self.chat_with(), body, file=file, special={"photo": file.as_photo(), **grouped})

    async def sends_document(self, name: str, data: bytes, caption: str = "", chat: Chat | None = None) -> Message:
        """Send a file."""
        body = Body(caption, tuple(detected(caption)))
        return self.send(chat or self.chat_with(), body, file=self.world.files.add(name, data))

    async def sends_contact(self, phone: str, chat: Chat | None = None) -> Message:
        """Share one's own contact."""
        contact = {"phone_number": phone, "first_name": self.first_name, "user_id": self.id}
        return self.send(chat or self.chat_with(), special={"contact": contact})

    async def sends_location(self, latitude: float, longitude: float, chat: Chat | None = None) -> Message:
        """Share a location, in degrees."""
        place = {"latitude": latitude, "longitude": longitude}
        return self.send(chat or self.chat_with(), special={"location": place})

    async def opens(self, link: str, into: Group | None = None) -> Message:
        """Follow a deep link ``https://t.me/<bot>?start=…`` or, with a group, ``?startgroup=…``."""
        parts = urlsplit(link if "://" in link else f"https://{link}")
        bot = self._bot_called(parts.path.strip("/"))
        payload = parse_qs(parts.query).get("startgroup" if into else "start", [""])[0]
        if not START_PARAMETER.fullmatch(payload):
            raise NotPossible(f"{payload!r} cannot be in a start link")
        if into is None:
            return await self.starts(payload, bot)
        into.adds(bot, by=self)
        return await self.says(f"/start@{bot.username} {payload}".strip(), chat=into)

    def _bot_called(self, username: str) -> Bot:
        for bot in self.world.bots.values():
            if bot.username.lower() == username.lower():
                return bot
        raise NotPossible(f"there is no bot @{username}")
