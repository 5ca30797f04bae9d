"""Deep links: t.me/<bot>?start=<payload> (Telegram, "Deep linking")."""

from aiogram.utils.deep_linking import create_deep_link

INVITATION = "i_"
NEW = "new"
"""The payload that opens an empty form."""


def invitation_link(bot_username: str, token: str) -> str:
    return create_deep_link(bot_username, "start", INVITATION + token)


def bot_link(bot_username: str) -> str:
    return f"https://t.me/{bot_username}"


def token_in(payload: str | None) -> str | None:
    """The invitation token of a /start payload; None for anything else."""
    return payload.removeprefix(INVITATION) if payload and payload.startswith(INVITATION) else None
