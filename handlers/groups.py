"""In groups nothing is planned: cards hold the join link and people's answers. Commands lead to the private chat."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command

from handlers.chat import Chat
from handlers.deep_links import bot_link
from handlers.views import commands, texts


async def on_command(_message: object, chat: Chat, name: str) -> None:
    await chat.say(texts.in_private(bot_link(name)))


async def on_secret(_message: object, chat: Chat, name: str) -> None:
    """/skype with words behind it: perhaps a password, before everybody's eyes."""
    await chat.clear_secret()
    await on_command(_message, chat, name)


async def on_anything(_message: object) -> None:
    """Other people's conversation."""


def router() -> Router:
    router = Router(name="groups")
    router.message.filter(F.chat.type != ChatType.PRIVATE)
    router.message.register(on_secret, Command("skype", magic=F.args))
    router.message.register(on_command, Command(*commands.ALL))
    router.message.register(on_anything, F)
    return router
