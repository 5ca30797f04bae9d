"""Dates and times in the reader's language and zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location

import locales
from domain.person import Person
from domain.when import When
from handlers.views.markup import esc

_DAY = {"ru": "EEE, d MMMM", "en": "EEE, d MMM"}  # Russians do not shorten a month in a sentence


def named(day: date) -> str:
    """ "пт, 28 августа 2026", "Fri, 28 Aug 2026" """
    return _formatted(day, with_year=True)


def day(moment: datetime, reader: Person) -> str:
    """As `named`, of the day in the reader's zone."""
    return named(moment.astimezone(reader.tz).date())


def near_day(moment: datetime, reader: Person, now: datetime) -> str:
    """As `day`, but without the current year: for lists that are not kept."""
    local, today = moment.astimezone(reader.tz), now.astimezone(reader.tz)
    return _formatted(local.date(), with_year=local.year != today.year)


def time(moment: datetime, reader: Person) -> str:
    return f"{moment.astimezone(reader.tz):%H:%M}"


def hours(when: When, reader: Person) -> str:
    """ "10:00 – 12:30"; an end on another day names that day."""
    start, end = when.start.astimezone(reader.tz), when.end.astimezone(reader.tz)
    pattern = "HH:mm" if start.date() == end.date() else "EEE HH:mm"
    return f"{start:%H:%M} – {format_datetime(end, pattern, locale=locales.locale())}"


def exact_hours(when: When, reader: Person) -> str:
    """ "02:30 – 02:45 (GMT+02:00)", with both offsets where the clocks change in between."""
    start, end = when.start.astimezone(reader.tz), when.end.astimezone(reader.tz)
    from_ = f"{start:%H:%M}" if start.utcoffset() == end.utcoffset() else f"{start:%H:%M} ({offset(start)})"
    return f"{from_} – {end:%H:%M} ({offset(end)})"


def span(when: When, reader: Person) -> str:
    """ "пт, 28 августа 2026, 10:00 – 12:30 (GMT+03:00)" as plain text. Cards are kept, so the year is always named."""
    start, end = when.start.astimezone(reader.tz), when.end.astimezone(reader.tz)
    from_ = f"{day(start, reader)}, {start:%H:%M}"
    to = f"{end:%H:%M}" if start.date() == end.date() else f"{day(end, reader)}, {end:%H:%M}"
    if start.utcoffset() != end.utcoffset():  # the clocks change in between
        from_ += f" ({offset(start)})"
    return f"{from_} – {to} ({offset(end)})"


def tagged(when: When, reader: Person) -> str:
    """As `span`, but HTML that tells clients the instant of the start.

    Without `format` they show our text unchanged (Bot API, tg-time); with it the start would be in the zone of the
    device, and the end in that of /settings.
    """
    return f'<tg-time unix="{int(when.start.timestamp())}">{esc(span(when, reader))}</tg-time>'


def zone(name: str, at: datetime) -> str:
    """ "Москва, GMT+03:00" """
    return f"{city(name)}, {offset(at.astimezone(ZoneInfo(name)))}"


def tomorrow(reader: Person, now: datetime) -> datetime:
    """For examples, since it is never in the past."""
    return now.astimezone(reader.tz) + timedelta(days=1)


def example(reader: Person, now: datetime) -> str:
    """A time as it can be typed."""
    return f"{tomorrow(reader, now):%d.%m.%Y} 10:00-12:30"


def city(zone: str) -> str:
    """ "Москва" for the IANA name Europe/Moscow."""
    return get_timezone_location(ZoneInfo(zone), locale=locales.locale(), return_city=True)


def _formatted(day: date, *, with_year: bool) -> str:
    pattern = _DAY[locales.language()]
    return format_date(day, f"{pattern} y" if with_year else pattern, locale=locales.locale())


def offset(local: datetime) -> str:
    """ "GMT+03:00", "GMT−03:30". Babel 2 rounds the hours of a negative offset down: St John's was an hour off."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    return f"GMT{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
