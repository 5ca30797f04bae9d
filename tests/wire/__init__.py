"""Our own check of calendar objects on the wire, byte by byte.

Parsers are lenient: icalendar and vobject both accept bare LF, lines over 75 octets, control characters, PUBLISH with
attendees, CANCEL without SEQUENCE, times without a zone. Mail programs are not. So every object that our code can make
passes this check in the tests; it knows nothing of icalendar, which wrote the object. It lives beside the tests because
nothing in production has a use for it: an object that we wrote wrongly is a bug, and not to be met at run time.

 1  UTF-8, no BOM, no control characters except CRLF and the tab of a folded line
 2  every line ends in CRLF, the last too; no bare LF or CR
 3  no line over 75 octets without its CRLF (RFC 5545 3.1)
 4  a fold never falls inside a UTF-8 character
 5  name, parameters, colon, value; parameter values with : ; , are quoted, TEXT is escaped once (3.3.11)
 6  BEGIN and END balance and nest
 7  VERSION and PRODID once; METHOD once in messages, absent in CalDAV (RFC 4791 4.1)
 8  UID, DTSTAMP, DTSTART, ORGANIZER as the method wants them, each once; DTSTAMP in UTC
 9  the tables of RFC 5546 3.2: ATTENDEE by method, SEQUENCE, STATUS, alarms, what may stand once only
10  ORGANIZER and ATTENDEE are mailto: with one @ and no blanks; no attendee twice
11  no floating DTSTART or DTEND
12  DTEND later than DTSTART, and never beside DURATION
13  UNTIL with a time in UTC, not beside COUNT; one RRULE (RFC 5545 3.3.10)
14  EXDATE, RDATE and RECURRENCE-ID have the value type and zone of DTSTART
15  each TZID has its VTIMEZONE, each VTIMEZONE is used, none holds RDATE, which Outlook and Thunderbird misread
16  one UID in an object, one master at most, no RECURRENCE-ID twice
17  under 256 KB
"""

from tests.wire import itip, lines, people, times, tree


def faults(data: bytes, in_caldav: bool = False) -> list[str]:
    """Plain sentences, each beginning with the number of its rule ("3: ..."); none for a good object.

    `in_caldav`: the object is stored on a CalDAV server instead of being sent as a message or a file.
    """
    content, broken = lines.read(data)
    calendar, unbalanced = tree.read(content)
    found = [*lines.faults(data), *broken, *unbalanced]
    if calendar is not None:
        found += itip.faults(calendar, in_caldav)
        found += people.faults(calendar)
        found += times.faults(calendar)
    return found
