"""The floor of `make bench`: the usual bot of aiogram and the SQLAlchemy ORM; it takes an answer and redraws the card.

It is written the way the manuals of both libraries show it, with their default settings: neither tuned nor slowed down.
One thing is better than the manuals: the database keeps a write-ahead log, which anybody who knows SQLite switches on.
`prepare` fills the database and prints the cards on the screens; `run` polls.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, TelegramObject
from sqlalchemy import BigInteger, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

WORDS = {"ACCEPTED": "Принять", "TENTATIVE": "Возможно", "DECLINED": "Отклонить"}


class Base(DeclarativeBase):
    """The models of the floor."""


class Answer(Base):
    """What one person answered to one event."""

    __tablename__ = "answers"

    event_id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    partstat: Mapped[str] = mapped_column(default="NEEDS-ACTION")


class AnswerTap(CallbackData, prefix="answer"):
    """A press on one of the three answers."""

    event_id: int
    partstat: str


class SessionMiddleware(BaseMiddleware):
    """Opens a session for every update."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Hand the session to the handler as `session`."""
        async with self._sessions() as session:
            return await handler(event, {**data, "session": session})


def card_text(answer: Answer) -> str:
    """The card of an event as its attendee sees it."""
    return f"<b>Собрание акционеров</b>\nпт, 28 августа, 10:00 – 12:30\n\nВаш ответ: {answer.partstat}"


def card_keyboard(answer: Answer) -> InlineKeyboardMarkup:
    """The three answers, the chosen one marked."""
    rows = []
    for partstat, words in WORDS.items():
        mark = "✓ " if partstat == answer.partstat else ""
        data = AnswerTap(event_id=answer.event_id, partstat=partstat).pack()
        rows.append([InlineKeyboardButton(text=mark + words, callback_data=data)])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def card(answer: Answer) -> dict[str, Any]:
    """The message with the card, as `prepare` tells it to the benchmark."""
    markup = card_keyboard(answer).model_dump(exclude_none=True)
    return {"message_id": 1, "text": card_text(answer), "markup": markup}


async def on_answer(query: CallbackQuery, callback_data: AnswerTap, session: AsyncSession) -> None:
    """Store the answer, redraw the card, stop the spinner."""
    answer = await session.get(Answer, (callback_data.event_id, query.from_user.id))
    if answer is None or not isinstance(query.message, Message):
        await query.answer("Вас нет среди участников")
        return
    answer.partstat = callback_data.partstat
    await session.commit()
    await query.message.edit_text(card_text(answer), reply_markup=card_keyboard(answer))
    await query.answer("Ответ записан")


def connected(url: str) -> AsyncEngine:
    """The engine of the bot."""
    # The driver gives up on a locked database after 5 s, which 32 writers do reach: a tap would be lost in most runs.
    engine = create_async_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine.sync_engine, "connect")
    def keep_a_log(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.close()

    return engine


async def prepare(engine: AsyncEngine, people: list[int]) -> dict[int, dict[str, Any]]:
    """Invite everybody to one event; gives what each chat shows."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    answers = [Answer(event_id=1, person_id=person, partstat="NEEDS-ACTION") for person in people]
    cards = {answer.person_id: card(answer) for answer in answers}
    async with AsyncSession(engine) as session:
        session.add_all(answers)
        await session.commit()
    await engine.dispose()
    return cards


async def run(engine: AsyncEngine) -> None:
    """Poll until SIGTERM."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["PLANERKA_TELEGRAM_API"]))
    bot = Bot(os.environ["PLANERKA_BOT_TOKEN"], session=session, default=DefaultBotProperties(parse_mode="HTML"))
    router = Router()
    router.callback_query.register(on_answer, AnswerTap.filter())
    dispatcher = Dispatcher()
    dispatcher.update.middleware(SessionMiddleware(async_sessionmaker(engine, expire_on_commit=False)))
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)
    await engine.dispose()


def main(command: str, *people: str) -> None:
    """`prepare FIRST LAST` or `run`; the rest comes from the environment."""
    engine = connected(os.environ["PLANERKA_DATABASE_URL"])
    if command == "run":
        asyncio.run(run(engine))
    else:
        first, last = map(int, people)
        print(json.dumps(asyncio.run(prepare(engine, list(range(first, last + 1))))))


if __name__ == "__main__":
    main(*sys.argv[1:])
