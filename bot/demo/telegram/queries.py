"""Callback and inline queries: each may be answered once, and soon."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .limits import ANSWER_WINDOW
from .refusals import bad

if TYPE_CHECKING:
    from .account import Account
    from .bots import Bot

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class Answer:
    """How a bot answered: a toast or, with `alert`, a window; an address to open; results of an inline query."""

    text: str | None = None
    alert: bool = False
    url: str | None = None
    results: tuple[dict[str, Any], ...] = ()


@dataclass(eq=False)
class Query:
    """A question to a bot and its one answer."""

    id: str
    bot: "Bot"
    person: "Account"
    issued: datetime
    answer: Answer | None = None


class Queries:
    """All queries of the world."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._numbers = itertools.count(4_382_000_000_000_001, 97)
        self._asked: dict[str, Query] = {}

    def ask(self, bot: "Bot", person: "Account") -> Query:
        """A fresh query."""
        query = Query(str(next(self._numbers)), bot, person, self._now())
        self._asked[query.id] = query
        return query

    def waiting(self, bot: "Bot", query_id: str) -> Query:
        """The query while it may still be answered by this bot; Refusal otherwise."""
        query = self._asked.get(query_id)
        if query is None or query.bot is not bot or query.answer is not None:
            raise bad(TOO_OLD)
        if self._now() - query.issued > timedelta(seconds=ANSWER_WINDOW):
            raise bad(TOO_OLD)
        return query
