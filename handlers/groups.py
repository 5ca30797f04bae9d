"""Groups: commands lead to the private chat, since cards show join links and answers."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command

from handlers.callbacks import bot_link
from handlers.chat import Chat
from handlers.views import commands, texts


async def on_command(_message: object, chat: Chat, bot_username: str) -> None:
    await chat.say(texts.in_private(bot_link(bot_username)))


async def on_skype_arguments(_message: object, chat: Chat, bot_username: str) -> None:
    """/skype with arguments, among which may be a password that the group can read."""
    await chat.clear_secret()
    await on_command(_message, chat, bot_username)


async def on_other_message(_message: object) -> None:
    """The bot does not join the conversation of a group."""


def router() -> Router:
    router = Router(name="groups")
    router.message.filter(F.chat.type != ChatType.PRIVATE)
    router.message.register(on_skype_arguments, Command("skype", magic=F.args))
    router.message.register(on_command, Command(*commands.ALL))
    router.message.register(on_other_message, F)
    return router
