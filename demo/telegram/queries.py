"""Callback and inline queries: each may be answered once, and soon."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .accounts import Account
from .bots import Bot
from .files import StoredFile
from .limits import ANSWER_WINDOW
from .messages import Body
from .refusals import bad

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True)
class InlineResult:
    """A result of an inline query, and the message it becomes when it is chosen."""

    id: str
    title: str
    description: str
    body: Body
    file: StoredFile | None = None


@dataclass(frozen=True)
class Answer:
    """How a bot answered: a toast or, with `alert`, a window; an address to open.

    To an inline query: results, and a button above them as (text, start parameter).
    """

    text: str | None = None
    alert: bool = False
    url: str | None = None
    results: tuple[InlineResult, ...] = ()
    button: tuple[str, str] | None = None


@dataclass(eq=False)
class Query:
    """A question to a bot and its one answer."""

    id: str
    bot: Bot
    person: Account
    issued: datetime
    text: str = ""
    answer: Answer | None = None


class Queries:
    """All queries of the world, and the cache of inline answers."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._numbers = itertools.count(4_382_000_000_000_001, 97)
        self._asked: dict[str, Query] = {}
        self._cached: dict[tuple[int, str, int | None], tuple[datetime, Answer]] = {}

    def ask(self, bot: Bot, person: Account, text: str = "") -> Query:
        """A fresh query; `text` is what was typed for an inline one."""
        query = Query(str(next(self._numbers)), bot, person, self._now(), text)
        self._asked[query.id] = query
        return query

    def waiting(self, bot: Bot, query_id: str) -> Query:
        """The query while it may still be answered by this bot; Refusal otherwise."""
        query = self._asked.get(query_id)
        if query is None or query.bot is not bot or query.answer is not None:
            raise bad(TOO_OLD)
        if self._now() - query.issued > timedelta(seconds=ANSWER_WINDOW):
            raise bad(TOO_OLD)
        return query

    def remember(self, query: Query, answer: Answer, seconds: int, personal: bool) -> None:
        """Cache an inline answer for the same text: for all people, or for this person only."""
        key = (query.bot.id, query.text, query.person.id if personal else None)
        self._cached[key] = (self._now() + timedelta(seconds=seconds), answer)

    def remembered(self, bot: Bot, text: str, person: Account) -> Answer | None:
        """The cached answer, None when there is none or it is too old."""
        for owner in (person.id, None):
            until, answer = self._cached.get((bot.id, text, owner), (self._now(), None))
            if answer and until > self._now():
                return answer
        return None
