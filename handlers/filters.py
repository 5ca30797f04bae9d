"""Which handler an update is for."""

from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.person import Person
from domain.ports import UnitOfWork

IN_PRIVATE = F.chat.type == ChatType.PRIVATE


class Awaits(Filter):
    """The person was asked for this; the handler gets its `subject`."""

    def __init__(self, what: str) -> None:
        self._what = what

    async def __call__(self, _message: Message, work: UnitOfWork, me: Person) -> bool | dict[str, Any]:
        awaiting = await work.conversations.get(me.id)
        return {"subject": awaiting.subject} if awaiting and awaiting.what == self._what else False
