"""The updates that wait for a bot (core.telegram.org/bots/api#getting-updates)."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

DAY = 24 * 3600
UPDATES_KEPT = 200  # updates, for the inspector
_LIFETIMES = {"callback_query": 150, "inline_query": 30, "chosen_inline_result": 600}
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, eq=False)
class Update:
    """One update; `lane` is the chat or the person whose updates keep their order."""

    id: int
    body: dict[str, Any]
    expires: datetime
    lane: int

    def as_json(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#update"""
        return {"update_id": self.id, **self.body}


class Poll:
    """One open getUpdates request: `ended` names the conflict that stops it, `closing` ends it without updates."""

    ended: str | None = None
    closing: bool = False


class Updates:
    """A bot's queue: every update waits until it is confirmed or too old. Numbers always grow.

    Repeated updates are kept apart, so that no offset confirms them before they were delivered once more.
    """

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._waiting: list[Update] = []
        self._repeated: list[Update] = []
        self.allowed: list[str] | None = None
        self.poll: Poll | None = None
        self.last: Update | None = None
        self.history: deque[Update] = deque(maxlen=UPDATES_KEPT)

    def add(self, body: dict[str, Any], now: datetime, lane: int = 0) -> None:
        """Queue an update, if the bot has asked for its kind."""
        kind = next(iter(body))
        if self._wants(kind):
            expires = now + timedelta(seconds=_LIFETIMES.get(kind, DAY))
            self.last = Update(next(self._numbers), body, expires, lane)
            self._waiting.append(self.last)
            self.history.append(self.last)

    def add_raw(self, body: dict[str, Any], now: datetime) -> None:
        """Queue any object; with an update_id of its own it comes once, whichever offset is confirmed."""
        content = {key: value for key, value in body.items() if key != "update_id"}
        number = body["update_id"] if "update_id" in body else next(self._numbers)
        self.last = Update(number, content, now + timedelta(seconds=DAY), 0)
        (self._repeated if "update_id" in body else self._waiting).append(self.last)

    def repeat(self) -> None:
        """Deliver the last update once more, under its own number; LookupError when there is none."""
        if self.last is None:
            raise LookupError("no update has been sent yet")
        self._repeated.append(self.last)

    def confirm(self, offset: int) -> None:
        """Drop the updates below the offset; a negative offset keeps only the last ones."""
        kept = self._waiting[offset:] if offset < 0 else [update for update in self._waiting if update.id >= offset]
        self._waiting = kept

    def discard(self, update: Update) -> None:
        """Drop the update."""
        self._waiting = [other for other in self._waiting if other is not update]
        self._repeated = [other for other in self._repeated if other is not update]

    def clear(self) -> None:
        """Drop all updates."""
        self._waiting.clear()
        self._repeated.clear()

    def pending(self, now: datetime) -> list[Update]:
        """The updates that are not too old, oldest first."""
        self._waiting = [update for update in self._waiting if update.expires > now]
        return self._repeated + self._waiting

    def batch(self, now: datetime, limit: int) -> list[Update]:
        """The updates for one poll."""
        batch = self.pending(now)[:limit]
        self._repeated = self._repeated[len(batch) :]
        return batch

    def opened(self) -> Poll:
        """Open a poll; the one before it ends in a conflict."""
        self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        self.poll = Poll()
        return self.poll

    def end_poll(self, why: str) -> None:
        """Stop the open poll, if there is one."""
        if self.poll:
            self.poll.ended = why
        self.poll = None

    def _wants(self, kind: str) -> bool:
        if not self.allowed:
            return kind not in OPT_IN
        return kind in self.allowed
