"""How often a bot may send (Bots FAQ, "My bot is hitting limits"): off unless the world has a Rates."""

import math
from collections import deque
from datetime import datetime, timedelta

from .limits import MINUTE_PER_GROUP, SECOND_IN_ALL, SECOND_PER_CHAT
from .refusals import Refusal


class Rates:
    """Counts sent and edited messages in sliding windows of the world's clock; a refused call is not counted."""

    def __init__(self) -> None:
        self._sent: dict[str, deque[datetime]] = {}

    def check(self, method: str, chat_id: str, now: datetime) -> None:
        """429 with the seconds to wait when the call comes too soon."""
        if not chat_id or not method.startswith(("send", "edit")) or method == "sendChatAction":
            return
        group = chat_id.startswith("-")
        windows = [("", SECOND_IN_ALL, 1), (chat_id, *((MINUTE_PER_GROUP, 60) if group else (SECOND_PER_CHAT, 1)))]
        wait = max(self._wait(key, most, timedelta(seconds=seconds), now) for key, most, seconds in windows)
        if wait > 0:
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        for key, _, _ in windows:
            self._sent[key].append(now)

    def _wait(self, key: str, most: int, window: timedelta, now: datetime) -> int:
        sent = self._sent.setdefault(key, deque())
        while sent and sent[0] <= now - window:
            sent.popleft()
        return math.ceil((sent[0] + window - now).total_seconds()) if len(sent) >= most else 0
