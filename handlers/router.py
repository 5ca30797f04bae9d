"""The dispatcher with all routers, in the order in which they are tried."""

from typing import Any

from aiogram import Dispatcher

from handlers import (
    answering,
    calendar,
    cancelling,
    commands,
    conference,
    creating,
    editing,
    fallback,
    filling,
    groups,
    people,
    services,
    settings,
    sharing,
    skype,
    start,
)

ORDER = (
    groups, services, commands, sharing, skype, answering, start, calendar, settings, creating, people, editing,
    conference, cancelling, filling, fallback,
)  # fmt: skip


def dispatcher(**dependencies: Any) -> Dispatcher:
    """`dependencies` are passed to handlers by name: policy, new_uid, token_of, seal, bot_username (without @) and
    has_inline (whether the bot has inline mode).

    Conversations are stored in the unit of work, so aiogram's FSM is switched off.
    """
    dispatcher = Dispatcher(disable_fsm=True, **dependencies)
    dispatcher.include_routers(*(module.router() for module in ORDER))
    return dispatcher
