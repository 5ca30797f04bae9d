"""Time and identifiers."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the default of the world's own clock


def with_gaps(first: int) -> Iterator[int]:
    """Rising numbers with gaps, so that nobody relies on neighbours; the steps repeat to keep stories alike."""
    number = first
    for step in itertools.cycle((1, 2, 1, 5, 3)):
        yield number
        number += step
