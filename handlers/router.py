"""All routers in the order in which they are asked."""

from typing import Any

from aiogram import Dispatcher

from handlers import (
    answering,
    calendar,
    cancelling,
    conference,
    creating,
    editing,
    fallback,
    filling,
    groups,
    people,
    settings,
    sharing,
    skype,
    start,
)

ORDER = (
    groups, sharing, skype, answering, start, calendar, settings, creating, people, editing, conference, cancelling,
    filling, fallback,
)  # fmt: skip


def dispatcher(**dependencies: Any) -> Dispatcher:
    """`dependencies` reach every handler by name: policy, new_uid, token_of, seal, `name`, the bot's
    username, and `has_inline`, whether it has inline mode.

    Conversations are ours and live in the unit of work, so aiogram's own state machine is switched off.
    """
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.workflow_data.update(dependencies)  # as keywords, `name` would become the dispatcher's own
    dispatcher.include_routers(*(module.router() for module in ORDER))
    return dispatcher
