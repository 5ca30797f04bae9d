"""Calendar objects for the tests: all that our code writes, and good ones by hand for what it does not write yet."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.ical.people import NO_MAILBOX
from bot.ical.place import Labels
from bot.ical.writer import Method, write
from domain.attendee import Attendee, Partstat
from domain.conference import Phone
from domain.event import Event
from tests.make import a_conference, a_when, an_event

AT = datetime(2028, 8, 1, 9, 15, 30, tzinfo=UTC)
RUSSIAN = Labels("Skype для бизнеса: присоединиться к конференции", "По телефону")
ENGLISH = Labels("Skype for Business: join the conference", "By phone", "By phone: +46812345; ID 68138")
ENGLISH_LINK = replace(ENGLISH, dial_in="")
ADDRESSES = {1: "elena@example.org", 2: "smirnov@example.org", 3: "anna.lee@example.com"}
MAIL_FROM = "planerka@example.org"

PLAIN = an_event(
    summary='Собрание акционеров; повестка, вопросы, «разное»: отчёт C:\\2028\\Q2, "план" и выборы совета 🎉👩‍💻',
    place="Большой зал, 3 этаж; вход со двора",
    description="1. Отчёт; цифры, выводы\n2. Пути вида \\\\server\\отчёты\n\n3. Разное 🍰\tи чай",
)
LINKED = PLAIN.connected(a_conference())
PHONES = (Phone("+46812345", 'Stockholm; "HQ", 1'), Phone("88005553535"))
MOVED = replace(LINKED, when=a_when("2028-08-29 15:00", "2028-08-29 16:30"), sequence=1, revision=3)
SHORTER = replace(LINKED, people=(LINKED.people[0], LINKED.people[2]), sequence=1, revision=3)
CANCELLED = PLAIN.cancelled("Заболел докладчик, перенесём; дату сообщу\nпозже")


def published(event: Event, labels: Labels = RUSSIAN) -> bytes:
    return write(event, Method.PUBLISH, AT, organizer_address=NO_MAILBOX, labels=labels)


def mailed(event: Event, method: Method, removed: Attendee | None = None) -> bytes:
    return write(event, method, AT, organizer_address=MAIL_FROM, labels=RUSSIAN, addresses=ADDRESSES, removed=removed)


WRITTEN = {
    "invited.ics": published(LINKED),
    "invited_in_english.ics": published(an_event().connected(a_conference(dial_in_id=None)), ENGLISH_LINK),
    "invited_with_telephones.ics": published(an_event().connected(a_conference(phones=PHONES)), ENGLISH),
    "invited_without_link.ics": published(PLAIN),
    "changed_time.ics": published(MOVED),
    "cancelled.ics": published(CANCELLED),
    "mail_request.ics": mailed(LINKED.answered(2, Partstat.TENTATIVE, 0), Method.REQUEST),
    "mail_cancel.ics": mailed(CANCELLED, Method.CANCEL),
    "mail_cancel_for_one.ics": mailed(SHORTER, Method.CANCEL, removed=LINKED.attendees[0]),
}


def crlf(text: str) -> bytes:
    return text.strip().replace("\n", "\r\n").encode() + b"\r\n"


BERLIN = crlf("""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Hand//EN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:weekly@planerka.example
DTSTAMP:20280801T091530Z
SEQUENCE:0
DTSTART;TZID=Europe/Berlin:20280828T100000
DTEND;TZID=Europe/Berlin:20280828T110000
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20281106T090000Z
EXDATE;TZID=Europe/Berlin:20280904T100000,20280911T100000
SUMMARY:Weekly
ORGANIZER;CN=Elena:mailto:planerka@example.org
ATTENDEE;CN="Lee, Anna":mailto:anna@example.com
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Weekly
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:weekly@planerka.example
RECURRENCE-ID;TZID=Europe/Berlin:20280918T100000
DTSTAMP:20280801T091530Z
SEQUENCE:0
DTSTART;TZID=Europe/Berlin:20280918T140000
DTEND;TZID=Europe/Berlin:20280918T150000
SUMMARY:Weekly
ORGANIZER;CN=Elena:mailto:planerka@example.org
ATTENDEE;CN="Lee, Anna":mailto:anna@example.com
END:VEVENT
END:VCALENDAR
""")

REPLY = crlf("""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Hand//EN
METHOD:REPLY
BEGIN:VEVENT
UID:once@planerka.example
DTSTAMP:20280801T091530Z
SEQUENCE:0
ORGANIZER:mailto:planerka@example.org
ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@example.com
COMMENT:See you\\, Elena
END:VEVENT
END:VCALENDAR
""")

STORED = crlf("""
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Hand//EN
BEGIN:VEVENT
UID:once@planerka.example
DTSTAMP:20280801T091530Z
SEQUENCE:0
DTSTART;VALUE=DATE:20280828
DTEND;VALUE=DATE:20280829
SUMMARY:A whole day
END:VEVENT
END:VCALENDAR
""")
