"""Parses the arguments of buttons and commands. Raises OUTDATED_BUTTON for data that no current button carries."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

from domain.errors import Refusal, Why
from domain.form import Field
from domain.when import YEARS_AHEAD
from locales import LANGUAGES

T = TypeVar("T")


def number_in(arg: str) -> int:
    """An id, a page, minutes or Unix seconds; never negative."""
    if (number := _parsed(int, arg)) < 0:
        raise Refusal(Why.OUTDATED_BUTTON)
    return number


def field_in(arg: str) -> Field:
    return _parsed(Field, arg)


def language_in(arg: str) -> str:
    if arg not in LANGUAGES:
        raise Refusal(Why.OUTDATED_BUTTON)
    return arg


def month_in(arg: str, now: datetime) -> date:
    return day_in(f"{arg}01", now)


def day_in(arg: str, now: datetime) -> date:
    """yyyymmdd."""
    day = _parsed(lambda text: datetime.strptime(text, "%Y%m%d").date(), arg)  # noqa: DTZ007  a day has no zone
    if abs(day.year - now.year) > YEARS_AHEAD:
        raise Refusal(Why.OUTDATED_BUTTON)
    return day


def local_in(arg: str) -> datetime:
    """yyyymmddHHMM, naive: a local time in the reader's zone."""
    return _parsed(lambda text: datetime.strptime(text, "%Y%m%d%H%M"), arg)  # noqa: DTZ007  the zone is the reader's


def span_in(arg: str) -> tuple[datetime, datetime]:
    """Start and end in Unix seconds, separated by a dash."""
    start, _, end = arg.partition("-")
    return _moment(start), _moment(end)


def _moment(arg: str) -> datetime:
    return _parsed(lambda text: datetime.fromtimestamp(int(text), UTC), arg)


def _parsed(parse: Callable[[str], T], arg: str) -> T:
    try:
        return parse(arg)
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(Why.OUTDATED_BUTTON) from error
