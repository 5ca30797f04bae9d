"""A command ends whatever was being asked, before its own router does what it says."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command

from domain.person import Person
from domain.ports import UnitOfWork
from handlers.conversations import end_asking
from handlers.views import commands


async def on_command(_message: object, work: UnitOfWork, me: Person) -> None:
    await end_asking(work, me)
    raise SkipHandler


def router() -> Router:
    router = Router(name="commands")
    router.message.register(on_command, Command(*commands.ALL))
    return router
