"""A strict Bot API server in memory: people, chats and bots, over the HTTP of core.telegram.org/bots/api.

world = Telegram()
world.bot(token="42:TEST", username="planerka_bot", name="Планёрка")
server = await TelegramServer.start(world)  # the real bot runs against server.url
anna = world.person("Анна Орлова", username="orlova")
await anna.starts()
await anna.presses("Новое событие")
card = await anna.sees("Название")
await server.stop()

It refuses what Telegram refuses, in Telegram's words: accepting more would hide a bug in the bot.
"""

from .bots import Bot, Standing
from .buttons import Button
from .calls import Call
from .chats import Chat, NotPossible
from .faults import Fault
from .files import Document
from .groups import Group
from .messages import Message
from .people import Person, Telegram
from .pressing import Pressed
from .rates import Rates
from .server import TelegramServer
from .watching import NotSeen

__all__ = [
    "Bot",
    "Button",
    "Call",
    "Chat",
    "Document",
    "Fault",
    "Group",
    "Message",
    "NotPossible",
    "NotSeen",
    "Person",
    "Pressed",
    "Rates",
    "Standing",
    "Telegram",
    "TelegramServer",
]
