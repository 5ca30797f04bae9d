"""Ports of the road, implemented by each wire: receiving, sending, and reacting to results."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from domain.road import Arrived, DeliveryResult, InboxRow, OutboxRow, Work

# Each is registered for a class of messages (domain.messages); `Any` stands for that class.

Sender = Callable[[OutboxRow, Any], Awaitable[DeliveryResult]]
"""Delivers a row of the outbox and its message. An exception counts as a bug of ours, and the row is tried again."""

Reaction = Callable[[Work, datetime, Any], Awaitable[None]]
"""Handles a timer or a result: takes the unit of work, the current time in UTC, and the message."""

OnGivenUp = Callable[[OutboxRow, Any], Arrived]
"""Makes the result that tells the domain that a row of the outbox, with its message, was given up."""


class Receiver(Protocol):
    """Handles rows of the inbox that people sent: they may hold secrets, and their senders wait for an answer."""

    async def handle(self, row: InboxRow) -> None:
        """Handles the row and marks it as handled, in one unit of work; does nothing if it is marked already.

        If it raises, nothing has changed.
        """
        ...

    def repeats_text(self, row: InboxRow, error: Exception) -> bool:
        """Whether the traceback repeats a part of what a person typed, which may be a password."""
        ...

    async def conceal(self, row: InboxRow, is_over: bool) -> None:
        """Deletes what may be a password from the chat and, when the row `is_over`, from the database."""
        ...

    async def apologise(self, row: InboxRow) -> None:
        """Tells the sender that the row was given up."""
        ...
