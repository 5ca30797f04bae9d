"""Service messages: what Telegram reports about a chat is said to nobody, and answers no question."""

from aiogram import Router

from handlers.typed import is_service


async def on_service(_message: object) -> None:
    """Pinned, joined, auto-delete, a background, boosts, …: the bot has nothing to say to it."""


def router() -> Router:
    router = Router(name="services")
    router.message.register(on_service, is_service)
    return router
