"""Dates and times in the reader's language and zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location

import locales
from domain.person import Person
from domain.when import When
from handlers.views.markup import esc


def day(moment: datetime, reader: Person) -> str:
    """ "пт, 28 августа 2026" """
    return format_date(moment.astimezone(reader.tz).date(), "EEE, d MMMM y", locale=locales.locale())


def near_day(moment: datetime, reader: Person, now: datetime) -> str:
    """As `day`, but without the current year: for lists that are not kept."""
    local, today = moment.astimezone(reader.tz), now.astimezone(reader.tz)
    pattern = "EEE, d MMMM" if local.year == today.year else "EEE, d MMMM y"
    return format_date(local.date(), pattern, locale=locales.locale())


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


def offset(local: datetime) -> str:
    """ "GMT+03:00", "GMT−03:30". Babel 2 rounds the hours of a negative offset down: St John's was an hour off."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "−" if minutes < 0 else "+"
    return f"GMT{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
