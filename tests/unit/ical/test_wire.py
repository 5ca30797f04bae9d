"""The wire check itself: it finds nothing in good objects, and each defect by the number of its rule and no other."""

from dataclasses import dataclass

import pytest

from tests.unit.ical.readers import read_strictly, validate_by_vobject
from tests.unit.ical.samples import BERLIN, REPLY, STORED, WRITTEN
from tests.wire import faults

PUBLISH = WRITTEN["invited_in_english.ics"]
REQUEST = WRITTEN["mail_request.ics"]
CANCEL = WRITTEN["mail_cancel.ics"]
FOR_ONE = WRITTEN["mail_cancel_for_one.ics"]
ALARM = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
START = b"DTSTART:20280828T070000Z\r\n"
END = b"DTEND:20280828T093000Z\r\n"
CLOSE = b"END:VEVENT\r\n"
EXDATE = b"EXDATE;TZID=Europe/Berlin:20280904T100000,20280911T100000"
INSTANCE = b"RECURRENCE-ID;TZID=Europe/Berlin:20280918T100000"
ZONE = BERLIN[BERLIN.index(b"BEGIN:VTIMEZONE") : BERLIN.index(b"BEGIN:VEVENT")]
ANNA = b'ATTENDEE;CN="Lee, Anna":mailto:anna@example.com'


@dataclass(frozen=True)
class Broken:
    """`good` with the first `old` replaced by `new`, which `rule` forbids."""

    rule: int
    why: str
    good: bytes
    old: bytes
    new: bytes

    @property
    def data(self) -> bytes:
        assert self.old in self.good, self.why
        return self.good.replace(self.old, self.new, 1)


def without(data: bytes, name: bytes) -> bytes:
    """The whole line that begins with `name`, to be taken out."""
    return next(line for line in data.splitlines(keepends=True) if line.startswith(name))


def twice(rule: int, why: str, good: bytes, line: bytes) -> Broken:
    return Broken(rule, why, good, line, line * 2)


BROKEN = [
    Broken(1, "a byte order mark", PUBLISH, b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR"),
    Broken(1, "a bell", PUBLISH, b"CLASS:PUBLIC", b"CLASS:\x07PUBLIC"),
    Broken(1, "a null", PUBLISH, b"CLASS:PUBLIC", b"CLASS:PUBLIC\x00"),
    Broken(1, "a C1 control", PUBLISH, b"CLASS:PUBLIC", b"CLASS:PUBLIC\xc2\x85"),
    Broken(1, "a tab inside a line", PUBLISH, b"CLASS:PUBLIC", b"CLASS:\tPUBLIC"),
    Broken(1, "another charset", PUBLISH, b"CLASS:PUBLIC", "X-ROOM:Зал".encode("cp1251")),
    Broken(2, "a bare LF", PUBLISH, b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\n"),
    Broken(2, "a bare CR", PUBLISH, b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r"),
    Broken(2, "CR CR LF", PUBLISH, b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\r\n"),
    Broken(2, "no break at the end", PUBLISH, b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    Broken(3, "76 octets", PUBLISH, b"CLASS:PUBLIC", b"X-PAD:" + b"x" * 70),
    Broken(3, "39 Cyrillic letters", PUBLISH, b"CLASS:PUBLIC", b"COMMENT:" + "я".encode() * 34),
    Broken(4, "a letter cut by a fold", PUBLISH, b"CLASS:PUBLIC", b"COMMENT:\xd0\r\n \x9f\xd0\xbb"),
    Broken(5, "no colon", PUBLISH, b"CLASS:PUBLIC", b"CLASS PUBLIC"),
    Broken(5, "an empty line", PUBLISH, b"CLASS:PUBLIC", b"CLASS:PUBLIC\r\n"),
    Broken(5, "a semicolon in a bare parameter", PUBLISH, b"CLASS:PUBLIC", b"X-ROOM;LABEL=Hall; East:x"),
    Broken(5, "a comma in a bare parameter", BERLIN, b'CN="Lee, Anna"', b"CN=Lee, Anna"),
    Broken(5, "a parameter twice", BERLIN, b"CN=Elena", b"CN=Elena;CN=Elena"),
    Broken(5, "a comma that is not escaped", REPLY, b"you\\, Elena", b"you, Elena"),
    Broken(5, "an escape that does not exist", REPLY, b"you\\, Elena", b"you\\: Elena"),
    Broken(5, "a URL that is none", PUBLISH, b"URL:https://meet", b"URL:meet"),
    Broken(6, "truncated", PUBLISH, CLOSE + b"END:VCALENDAR\r\n", b""),
    Broken(6, "END before BEGIN", PUBLISH, CLOSE, CLOSE + CLOSE),
    Broken(6, "an event in an event", PUBLISH, CLOSE, b"BEGIN:VEVENT\r\n" + CLOSE + CLOSE),
    Broken(6, "two calendars", PUBLISH, b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    Broken(7, "another version", PUBLISH, b"VERSION:2.0", b"VERSION:1.0"),
    Broken(7, "no PRODID", PUBLISH, without(PUBLISH, b"PRODID"), b""),
    Broken(7, "no METHOD", PUBLISH, b"METHOD:PUBLISH\r\n", b""),
    Broken(7, "an invented METHOD", PUBLISH, b"METHOD:PUBLISH", b"METHOD:SHOUT"),
    twice(7, "METHOD twice", PUBLISH, b"METHOD:PUBLISH\r\n"),
    Broken(8, "no UID", PUBLISH, without(PUBLISH, b"UID"), b""),
    twice(8, "UID twice", PUBLISH, without(PUBLISH, b"UID")),
    Broken(8, "no DTSTAMP", PUBLISH, without(PUBLISH, b"DTSTAMP"), b""),
    Broken(8, "DTSTAMP without Z", PUBLISH, b"DTSTAMP:20280801T091530Z", b"DTSTAMP:20280801T091530"),
    Broken(8, "no DTSTART", PUBLISH, START, b""),
    twice(8, "DTSTART twice", PUBLISH, START),
    Broken(8, "no ORGANIZER", BERLIN, b"ORGANIZER;CN=Elena:mailto:planerka@example.org\r\n", b""),
    Broken(9, "no event", PUBLISH, PUBLISH[PUBLISH.index(b"BEGIN:VEVENT") : PUBLISH.index(b"END:VCALENDAR")], b""),
    Broken(9, "a task beside it", PUBLISH, b"END:VCALENDAR", b"BEGIN:VTODO\r\nEND:VTODO\r\nEND:VCALENDAR"),
    Broken(9, "PUBLISH with an attendee", PUBLISH, CLOSE, b"ATTENDEE:mailto:anna@example.com\r\n" + CLOSE),
    Broken(9, "REQUEST that asks nobody", BERLIN, ANNA + b"\r\n", b""),
    Broken(9, "REPLY by two", REPLY, b"COMMENT", b"ATTENDEE:mailto:x@example.com\r\nCOMMENT"),
    Broken(9, "REPLY by nobody", REPLY, without(REPLY, b"ATTENDEE"), b""),
    Broken(9, "CANCEL without SEQUENCE", CANCEL, b"SEQUENCE:1\r\n", b""),
    Broken(9, "CANCEL with the old SEQUENCE", CANCEL, b"SEQUENCE:1", b"SEQUENCE:0"),
    Broken(9, "CANCEL of a confirmed event", CANCEL, b"STATUS:CANCELLED", b"STATUS:CONFIRMED"),
    Broken(9, "CANCEL of nothing", FOR_ONE, FOR_ONE[FOR_ONE.index(b"ATTENDEE") : FOR_ONE.index(CLOSE)], b""),
    Broken(9, "CANCEL with an alarm", CANCEL, CLOSE, ALARM + CLOSE),
    Broken(9, "REQUEST of a cancelled event", REQUEST, b"STATUS:CONFIRMED", b"STATUS:CANCELLED"),
    Broken(9, "an invented STATUS", PUBLISH, b"STATUS:CONFIRMED", b"STATUS:MAYBE"),
    Broken(9, "PUBLISH without SUMMARY", PUBLISH, without(PUBLISH, b"SUMMARY"), b""),
    Broken(9, "REQUEST-STATUS outside a reply", PUBLISH, CLOSE, b"REQUEST-STATUS:2.0\\;Success\r\n" + CLOSE),
    twice(9, "STATUS twice", PUBLISH, b"STATUS:CONFIRMED\r\n"),
    Broken(10, "no mailto", BERLIN, b"mailto:anna@example.com", b"anna@example.com"),
    Broken(10, "an address with a blank", BERLIN, b"mailto:anna@example.com", b"mailto:anna lee@example.com"),
    Broken(10, "an address without @", BERLIN, b"mailto:anna@example.com", b"mailto:anna"),
    Broken(10, "a name that swallowed the colon", BERLIN, b"CN=Elena:", b"CN=Elena: organizer:"),
    Broken(10, "an attendee twice", BERLIN, ANNA, ANNA + b"\r\nATTENDEE:MAILTO:Anna@example.com"),
    Broken(11, "a floating start", PUBLISH, START, START.replace(b"Z", b"")),
    Broken(11, "a floating end", PUBLISH, END, END.replace(b"Z", b"")),
    Broken(11, "UTC in a zone", BERLIN, b"T110000", b"T110000Z"),
    Broken(12, "an end before the start", PUBLISH, END, b"DTEND:20280828T063000Z\r\n"),
    Broken(12, "no length", PUBLISH, END, b"DTEND:20280828T070000Z\r\n"),
    Broken(12, "DURATION beside DTEND", PUBLISH, END, END + b"DURATION:PT1H\r\n"),
    Broken(13, "a local UNTIL", BERLIN, b"UNTIL=20281106T090000Z", b"UNTIL=20281106T100000"),
    Broken(13, "UNTIL beside COUNT", BERLIN, b"UNTIL=20281106T090000Z", b"UNTIL=20281106T090000Z;COUNT=5"),
    Broken(13, "two rules", BERLIN, b"EXDATE", b"RRULE:FREQ=DAILY;COUNT=3\r\nEXDATE"),
    Broken(14, "EXDATE in UTC", BERLIN, EXDATE, b"EXDATE:20280904T080000Z"),
    Broken(14, "EXDATE as a day", BERLIN, EXDATE, b"EXDATE;VALUE=DATE:20280904"),
    Broken(14, "RECURRENCE-ID in UTC", BERLIN, INSTANCE, b"RECURRENCE-ID:20280918T080000Z"),
    Broken(15, "no such zone", BERLIN, ZONE, b""),
    Broken(15, "a zone that nobody uses", PUBLISH, b"BEGIN:VEVENT", ZONE + b"BEGIN:VEVENT"),
    Broken(15, "a zone by dates", BERLIN, b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", b"RDATE:19711031T030000"),
    Broken(16, "two UIDs", BERLIN, b"UID:weekly@planerka.example", b"UID:daily@planerka.example"),
    Broken(16, "two masters", BERLIN, INSTANCE + b"\r\n", b""),
    twice(16, "an instance twice", BERLIN, BERLIN[BERLIN.rindex(b"BEGIN:VEVENT") : BERLIN.index(b"END:VCALENDAR")]),
    Broken(17, "256 KB", PUBLISH, CLOSE, (b"X-PAD:" + b"x" * 60 + b"\r\n") * 4000 + CLOSE),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.rule}-{broken.why}")
def test_a_defect_is_found_by_its_rule(broken: Broken) -> None:
    found = faults(broken.data)
    assert found
    assert {fault.split(":")[0] for fault in found} == {str(broken.rule)}, found


def test_every_rule_has_a_defect() -> None:
    assert {broken.rule for broken in BROKEN} == set(range(1, 18))


@pytest.mark.parametrize("data", [BERLIN, REPLY], ids=["a series", "a reply"])
def test_objects_that_we_do_not_write_yet_pass(data: bytes) -> None:
    assert faults(data) == []
    read_strictly(data)
    validate_by_vobject(data)


def test_a_stored_object_has_no_method() -> None:
    assert faults(STORED, in_caldav=True) == []
    assert faults(PUBLISH, in_caldav=True) == ["7: METHOD in a CalDAV resource"]


def test_an_empty_file_is_no_calendar() -> None:
    assert {fault.split(":")[0] for fault in faults(b"")} >= {"2", "6"}
