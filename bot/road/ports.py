"""What the road asks of the wires: to handle what came in by one, to send what is owed on it, and what follows then."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from domain.road import Arrived, DeliveryResult, InboxRow, OutboxRow, Work

# Each is registered for a class of messages (domain.messages), and so `Any` stands for that class.

Sender = Callable[[OutboxRow, Any], Awaitable[DeliveryResult]]
"""Delivers a row of the outbox and its message. What it raises is taken for a mistake of ours, and is tried again."""

Reaction = Callable[[Work, datetime, Any], Awaitable[None]]
"""What follows from a timer or a result: the unit of work, the moment in UTC, the message."""

GivenUp = Callable[[OutboxRow, Any], Arrived]
"""What the domain is told about a row of the outbox that is tried no more, and its message."""


class Receiver(Protocol):
    """Handles rows of the inbox that came from people, and knows what such a row may hold and who waits for it."""

    async def handle(self, row: InboxRow) -> None:
        """In one unit of work with the mark that the row is handled; a row that is marked already is left alone.

        Raises whatever goes wrong; then nothing has changed.
        """
        ...

    def repeats_text(self, row: InboxRow, error: Exception) -> bool:
        """Whether the traceback repeats what a person typed, which may be a password."""
        ...

    async def conceal(self, row: InboxRow, is_over: bool) -> None:
        """Takes what may be a password out of the chat and, when the row `is_over`, out of the database."""
        ...

    async def apologise(self, row: InboxRow) -> None:
        """Tells the person that the row was given up."""
        ...
