"""Inline mode: asking a bot from any chat, and sharing what it offers."""

from .bots import Bot
from .chats import Chat
from .messages import Message
from .queries import InlineResult
from .watching import PATIENCE, Watches


class Shares(Watches):
    """The sharing half of a person. `bot` is the only one when left out."""

    async def asks(
        self, text: str, chat: Chat, bot: Bot | None = None, timeout: float = PATIENCE
    ) -> tuple[InlineResult, ...]:
        """Type ``@bot text`` in a chat and wait for the offers; Telegram may give remembered ones without the bot."""
        bot = bot or self.world.only_bot
        if known := self.world.queries.remembered(bot, text, self):
            return known.results
        query = self.world.queries.ask(bot, self, text)
        kind = "sender" if chat.is_private else chat.kind
        body = {"id": query.id, "from": self.as_json(), "query": text, "offset": "", "chat_type": kind}
        self.world.update(bot, {"inline_query": body}, lane=self.id)
        answer = await self.waits(lambda: query.answer, "offers of the bot", chat, timeout)
        return answer.results

    async def shares(self, text: str, chat: Chat, bot: Bot | None = None, timeout: float = PATIENCE) -> Message:
        """Ask, and send the first offer into the chat; the bot is told which one was chosen."""
        bot = bot or self.world.only_bot
        offer = (await self.asks(text, chat, bot, timeout))[0]
        message = chat.add(self, offer.body, file=offer.file, via=bot)
        chosen = {"result_id": offer.id, "from": self.as_json(), "query": text}
        if offer.body.keyboard:
            message.inline_id = next(self.world.inline_ids)
            self.world.inline_messages[message.inline_id] = message
            chosen["inline_message_id"] = message.inline_id
        self.world.update(bot, {"chosen_inline_result": chosen}, lane=self.id)
        return message
