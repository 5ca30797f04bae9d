"""Inline mode: asking a bot from any chat, and sharing one of its results."""

from .bots import Bot
from .chats import Chat, NotPossible
from .messages import Message
from .queries import Answer
from .watching import TIMEOUT, Watches


class Shares(Watches):
    """Using inline mode. `bot` is the only bot of the world when left out."""

    async def asks(self, text: str, chat: Chat, bot: Bot | None = None, timeout: float = TIMEOUT) -> Answer:
        """Type ``@bot text`` in a chat and wait for the results, which may come from Telegram's cache."""
        bot = bot or self.world.only_bot
        if known := self.world.queries.remembered(bot, text, self):
            return known
        query = self.world.queries.ask(bot, self, text)
        kind = "sender" if chat.is_private else chat.kind
        body = {"id": query.id, "from": self.as_json(), "query": text, "offset": "", "chat_type": kind}
        self.world.update(bot, {"inline_query": body}, lane=self.id)
        return await self.waits(lambda: query.answer, "offers of the bot", chat, timeout)

    async def shares(
        self, text: str, chat: Chat, bot: Bot | None = None, *, chosen: str | None = None, timeout: float = TIMEOUT
    ) -> Message:
        """Ask, and send the result with the id `chosen`, or the first, into the chat; the bot is told which.

        NotPossible when there is no such result.
        """
        bot = bot or self.world.only_bot
        offers = (await self.asks(text, chat, bot, timeout)).results
        offer = next((offer for offer in offers if chosen in (None, offer.id)), None)
        if offer is None:
            raise NotPossible(f"there is no offer {chosen}")
        message = chat.add(self, offer.body, file=offer.file, via=bot)
        told = {"result_id": offer.id, "from": self.as_json(), "query": text}
        if offer.body.keyboard:
            message.inline_id = next(self.world.inline_ids)
            self.world.inline_messages[message.inline_id] = message
            told["inline_message_id"] = message.inline_id
        chat.announce(message, self)
        self.world.update(bot, {"chosen_inline_result": told}, lane=self.id)
        return message
