"""How the tests of phrases write down a moment and a reading."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.phrases import read_when
from domain.when import When

NOW = datetime(2026, 10, 13, 11, 20, tzinfo=UTC)  # Tuesday, 14:20 in Moscow
MOSCOW = "Europe/Moscow"
BERLIN = "Europe/Berlin"


def written(when: When) -> str:
    """Weekday, day and hours as clocks show them; the end's day only where it is another."""
    start, end = (at.astimezone(ZoneInfo(when.zone)) for at in (when.start, when.end))
    other_day = "" if start.date() == end.date() else f"{end:%d.%m.%Y} "
    return f"{start:%a %d.%m.%Y %H:%M}-{other_day}{end:%H:%M}"


def read(text: str, zone: str = MOSCOW, now: datetime = NOW) -> list[str]:
    return [written(when) for when in read_when(text, now, zone)]


def refused(text: str, zone: str = MOSCOW, now: datetime = NOW) -> tuple[str, dict[str, object]]:
    """The code and the facts of the refusal."""
    try:
        found = read_when(text, now, zone)
    except Refusal as refusal:
        return refusal.why.value, refusal.facts
    raise AssertionError(f"{text!r} was read as {[written(when) for when in found]}")
