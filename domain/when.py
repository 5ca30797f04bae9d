"""When an event takes place: start, end and the zone in which they were set."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refusal, Why

DEFAULT_LENGTH = timedelta(hours=1)  # of an event, by default
MAX_LENGTH = timedelta(hours=24)
YEARS_AHEAD = 5


@dataclass(frozen=True)
class When:
    """`start` and `end` are aware (stored as UTC); `zone` is the IANA name of the zone in which they were set."""

    start: datetime
    end: datetime
    zone: str

    @property
    def local_start(self) -> datetime:
        return self.start.astimezone(ZoneInfo(self.zone))

    def overlaps(self, other: "When") -> bool:
        return self.start < other.end and other.start < self.end


def checked(when: When, now: datetime) -> When:
    """The value unchanged; raises ENDS_BEFORE_START, TOO_LONG_EVENT, or TOO_FAR (in the past or the future)."""
    if when.end <= when.start:
        raise Refusal(Why.ENDS_BEFORE_START)
    if when.end - when.start > MAX_LENGTH:
        raise Refusal(Why.TOO_LONG_EVENT, limit_hours=int(MAX_LENGTH.total_seconds() // 3600))
    if abs(when.start.year - now.year) > YEARS_AHEAD:  # in UTC, since local times overflow at the ends of the calendar
        raise Refusal(Why.TOO_FAR, years=YEARS_AHEAD)
    return when
