"""From a local time to instants: in spring some local times do not exist, in autumn some exist twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.errors import Refusal, Why


def instants(day: date, minutes: int, zone: str) -> tuple[datetime, ...]:
    """The instants, in UTC, at which clocks in `zone` show `minutes` after midnight of `day`; the earlier first.

    Raises NO_SUCH_LOCAL_TIME if there is none.
    """
    wall = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=minutes)
    both = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    # Datetimes in the same zone are compared by what the clock shows, which is what is asked here.
    found = tuple(dict.fromkeys(instant for instant in both if instant.astimezone(wall.tzinfo) == wall))
    if not found:
        raise Refusal(Why.NO_SUCH_LOCAL_TIME, text=f"{wall:%H:%M}", zone=zone)
    return found
