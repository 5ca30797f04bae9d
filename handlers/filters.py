"""Which handler an update is for."""

from aiogram import F
from aiogram.enums import ChatType

IN_PRIVATE = F.chat.type == ChatType.PRIVATE
