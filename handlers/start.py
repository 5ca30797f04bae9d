"""/start, with or without an invitation, and /help."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart

from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.share import Join
from handlers.callbacks import NEW, token_in
from handlers.chat import Chat
from handlers.views import texts


async def on_start(
    _message: object,
    command: CommandObject,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    invited: frozenset[int],
    policy: Policy,
) -> None:
    """With an invitation, shows the event at once, unless a letter about it is being sent anyway."""
    if (token := token_in(command.args)) is None:
        await chat.say(texts.welcome(me))
        if not policy.has_admins and await work.people.first_id() == me.id:
            await chat.say(texts.no_admins(chat.id))
        return
    event, is_new = await Join(work, now)(token, me)
    if not is_new and event.id not in invited:
        await chat.event(event)


async def on_help(_message: object, chat: Chat, me: Person, now: datetime) -> None:
    await chat.say(texts.help_(me, now))


def router() -> Router:
    router = Router(name="start")
    router.message.register(on_start, CommandStart(magic=F.args != NEW))
    router.message.register(on_help, Command("help"))
    return router
