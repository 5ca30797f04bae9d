"""What the file says, sentence by sentence, and what the writer refuses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.ical.file_names import file_name
from bot.ical.people import NO_MAILBOX
from bot.ical.writer import Method, write
from domain.attendee import Attendee
from domain.conference import Pending, Phone
from domain.event import Event
from domain.when import When
from tests.make import ALEXANDER, a_conference, a_person, a_when, an_event
from tests.unit.ical.readers import event_in
from tests.unit.ical.samples import (
    ADDRESSES,
    AT,
    CANCELLED,
    LINKED,
    MAIL_FROM,
    PLAIN,
    RUSSIAN,
    SHORTER,
    mailed,
    published,
)

LINK = a_conference().join_url


def requested(event: Event, addresses: dict[int, str]) -> bytes:
    return write(event, Method.REQUEST, AT, organizer_address=MAIL_FROM, labels=RUSSIAN, addresses=addresses)


def test_the_link_stands_wherever_programs_look_for_it() -> None:
    """1. Alone in LOCATION without a place; first in DESCRIPTION; URL, CONFERENCE and Exchange's own property."""
    event = event_in(published(an_event(conference=a_conference())))
    names = ("location", "description", "url", "conference", "x-microsoft-onlinemeetingexternallink")
    assert [str(event[name]) for name in names] == [LINK] * 5
    assert event["conference"].params["FEATURE"] == ["AUDIO", "VIDEO"]
    assert event["conference"].params["LABEL"] == RUSSIAN.conference


def test_the_place_comes_before_the_link() -> None:
    """2."""
    assert str(event_in(published(LINKED))["location"]) == f"{PLAIN.place}\n{LINK}"


def test_a_link_on_its_own_line_moves_to_the_first_and_stands_once() -> None:
    """3. Where the conference wrote it into the description, and where the organizer put it."""
    for text in (f"Повестка\n{LINK}", f"{LINK}\nПовестка", f"{LINK}\n\nПовестка"):
        event = event_in(published(an_event(conference=a_conference(), description=text)))
        assert str(event["description"]) == f"{LINK}\n\nПовестка"


def test_a_sentence_around_the_link_stays_whole() -> None:
    """4. It is the organizer's own; a longer link that begins alike is another link."""
    text = f"Входите по {LINK} за пять минут\n{LINK}?sl=1"
    event = event_in(published(an_event(conference=a_conference(), description=text)))
    assert str(event["description"]) == f"{LINK}\n\n{text}"


@pytest.mark.parametrize("conference", [None, Pending()])
def test_without_a_link_nothing_promises_one(conference: Pending | None) -> None:
    """5."""
    event = event_in(published(an_event(conference=conference)))
    assert not {"LOCATION", "DESCRIPTION", "URL", "CONFERENCE", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"} & set(event)


def test_commas_in_the_link_survive() -> None:
    """6. A URI is never escaped, Exchange's property is."""
    link = "https://meet.example.org/a,b;c"
    data = published(an_event(conference=a_conference(join_url=link)))
    assert f"\r\nURL:{link}\r\n".encode() in data
    assert b"EXTERNALLINK:https://meet.example.org/a\\,b\\;c" in data.replace(b"\r\n ", b"")


def test_the_room_is_dialled_into() -> None:
    """6a. At most three numbers, each with the keys that follow; Exchange knows one."""
    phones = tuple(Phone(f"+461234{i}", "HQ" if i == 0 else "") for i in range(5))
    event = event_in(published(an_event(conference=a_conference(phones=phones))))
    ways = event["conference"]
    assert [str(way) for way in ways] == [LINK, *(f"tel:+461234{i},,68138#" for i in range(3))]
    assert [way.params["FEATURE"] for way in ways[1:]] == ["PHONE"] * 3
    assert [way.params["LABEL"] for way in ways[1:]] == ["По телефону: HQ", "По телефону", "По телефону"]
    assert event["x-microsoft-conferenceteluri"].to_ical() == rb"tel:+4612340\,\,68138"


def test_the_description_tells_how_to_dial_in() -> None:
    """6b. Below the link, in one line; a room without telephones says nothing."""
    room, labels = a_conference(), replace(RUSSIAN, dial_in="По телефону: +4612345\nномер 68138")
    event = an_event(conference=room, description="Повестка")
    data = write(event, Method.PUBLISH, AT, organizer_address=NO_MAILBOX, labels=labels)
    assert str(event_in(data)["description"]) == f"{LINK}\nПо телефону: +4612345 номер 68138\n\nПовестка"


def test_a_number_cannot_bring_anything_along() -> None:
    """6c. Whatever a server calls a number: only its digits are dialled, and without any it is none."""
    phones = (Phone("+46 12;x=1\r\nATTENDEE:mailto:x@y"), Phone("none"), Phone("٣٤"))
    event = event_in(published(an_event(conference=a_conference(dial_in_id="6,8;1", phones=phones))))
    assert [str(way) for way in event["conference"]] == [LINK, "tel:+46121,,681#"]
    without = event_in(published(an_event(conference=a_conference(dial_in_id=None, phones=phones))))
    assert str(without["conference"]) == LINK


@pytest.mark.parametrize("lost", [False, True])
def test_the_link_of_a_lost_room_is_in_no_file(lost: bool) -> None:
    """6d. While the new one is being made; then the new one stands everywhere."""
    event = LINKED.conference_lost()
    if not lost:
        event = event.connected(a_conference(join_url="https://meet.example.org/new"))
    data = published(event).replace(b"\r\n ", b"")
    assert LINK.encode() not in data
    assert (b"https://meet.example.org/new" in data) is not lost


def test_a_path_with_a_capital_n_is_no_line_break() -> None:
    """7. icalendar 7.3 by itself writes the title C:\\New as "C:", a line break and "ew"."""
    data = published(an_event(summary="C:\\New\\n", place="\\N", description="\\N\n\\n"))
    for text in (rb"SUMMARY:C:\\New\\n", rb"LOCATION:\\N", rb"DESCRIPTION:\\N\n\\n"):
        assert b"\r\n" + text + b"\r\n" in data


def test_times_are_instants_in_utc() -> None:
    """8. Whatever zone the event and the clock are in; seconds are the finest that RFC 5545 knows."""
    at = datetime(2028, 8, 1, 12, 15, 30, 999, tzinfo=a_when().local_start.tzinfo)
    moscow = When(a_when().local_start, a_when().end.astimezone(ZoneInfo("Europe/Moscow")), "Europe/Moscow")
    data = write(an_event(when=moscow), Method.PUBLISH, at, organizer_address=NO_MAILBOX, labels=RUSSIAN)
    for line in (b"DTSTAMP:20280801T091530Z", b"DTSTART:20280828T070000Z", b"DTEND:20280828T093000Z"):
        assert b"\r\n" + line + b"\r\n" in data
    assert b"VTIMEZONE" not in data


def test_a_cancelled_event_keeps_its_uid_and_frees_the_time() -> None:
    """9. In a chat it is a PUBLISH with a higher SEQUENCE; what the organizer said is its COMMENT."""
    before, after = event_in(published(PLAIN)), event_in(published(CANCELLED))
    assert after["uid"] == before["uid"]
    assert (after["sequence"], before["sequence"]) == (1, 0)
    assert [str(after[name]) for name in ("status", "transp", "x-microsoft-cdo-busystatus")] == [
        "CANCELLED", "TRANSPARENT", "FREE",
    ]  # fmt: skip
    assert str(after["comment"]) == CANCELLED.comment


def test_a_chat_file_names_the_organizer_and_no_attendee() -> None:
    """10. Even where mailboxes are known: addresses of attendees would be seen by everybody in the chat."""
    data = write(PLAIN, Method.PUBLISH, AT, organizer_address=NO_MAILBOX, labels=RUSSIAN, addresses=ADDRESSES)
    event = event_in(data)
    assert "ATTENDEE" not in event
    assert event["organizer"] == f"mailto:{NO_MAILBOX}"
    assert event["organizer"].params["CN"] == "Елена Смирнова"


def test_in_mail_the_human_organizer_is_the_chair() -> None:
    """11. ORGANIZER is the mailbox that reads answers; only who has a mailbox is listed."""
    event = event_in(requested(PLAIN, {1: "elena@example.org", 3: "anna.lee@example.com"}))
    assert event["organizer"] == f"mailto:{MAIL_FROM}"
    chair, anna = event["attendee"]
    assert chair == "mailto:elena@example.org"
    assert [chair.params[name] for name in ("ROLE", "PARTSTAT", "RSVP")] == ["CHAIR", "ACCEPTED", "FALSE"]
    assert [anna.params[name] for name in ("ROLE", "PARTSTAT", "RSVP", "CUTYPE", "CN")] == [
        "OPT-PARTICIPANT", "NEEDS-ACTION", "TRUE", "INDIVIDUAL", "Anna Lee",
    ]  # fmt: skip


def test_people_who_share_a_mailbox_are_asked_once() -> None:
    """12."""
    event = event_in(requested(PLAIN, {2: "team@example.org", 3: "Team@Example.org"}))
    assert event["attendee"] == "mailto:team@example.org"


def test_a_removed_person_gets_a_cancel_of_their_own() -> None:
    """13. Only they are named, the event is not called cancelled, and the link is no longer theirs."""
    data = mailed(SHORTER, Method.CANCEL, removed=LINKED.attendees[0])
    event = event_in(data)
    assert event["attendee"] == "mailto:smirnov@example.org"
    assert not {"STATUS", "LOCATION", "DESCRIPTION", "URL", "CONFERENCE"} & set(event)
    assert str(event["transp"]) == "TRANSPARENT"


def test_a_name_holds_no_double_quote_and_no_backslash() -> None:
    """14. RFC 6868's form of the one is shown raw by old programs; the other eats the colon in icalendar 7.3."""
    organizer = Attendee(a_person(name='Иван "Гром", младший \\'), PLAIN.people[0].role)
    event = event_in(published(replace(PLAIN, people=(organizer, *PLAIN.attendees))))
    assert event["organizer"] == f"mailto:{NO_MAILBOX}"
    assert event["organizer"].params["CN"] == "Иван 'Гром', младший /"


@pytest.mark.parametrize("address", ["", "planerka", "a b@example.org", "Елена <e@example.org>", "a@b@c", "a@b\r\nX:y"])
def test_an_address_is_a_plain_mailbox(address: str) -> None:
    """15."""
    with pytest.raises(ValueError, match="plain mailbox"):
        write(PLAIN, Method.PUBLISH, AT, organizer_address=address, labels=RUSSIAN)


def test_a_naive_datetime_is_refused() -> None:
    """16. It would be written as floating."""
    naive = AT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="naive"):
        write(PLAIN, Method.PUBLISH, naive, organizer_address=NO_MAILBOX, labels=RUSSIAN)
    with pytest.raises(ValueError, match="naive"):
        published(replace(PLAIN, when=When(naive, naive + timedelta(hours=1), "Europe/Moscow")))


def test_the_method_fits_the_state_of_the_event() -> None:
    """17. Nobody is asked to a cancelled event, and an event that stands is cancelled for one person only."""
    alexander = Attendee(ALEXANDER)
    with pytest.raises(ValueError, match="cancelled event"):
        mailed(CANCELLED, Method.REQUEST)
    with pytest.raises(ValueError, match="CANCEL is for"):
        mailed(PLAIN, Method.CANCEL)
    with pytest.raises(ValueError, match="CANCEL is for"):
        mailed(CANCELLED, Method.CANCEL, removed=alexander)
    with pytest.raises(ValueError, match="cannot take an attendee off"):
        mailed(PLAIN, Method.REQUEST, removed=alexander)


def test_a_message_to_nobody_is_refused() -> None:
    """18."""
    with pytest.raises(ValueError, match="an attendee with a mailbox"):
        requested(PLAIN, {})
    with pytest.raises(ValueError, match="an attendee with a mailbox"):
        mailed(SHORTER, Method.CANCEL, removed=Attendee(a_person(id=99)))


def test_the_file_is_named_by_the_organizers_day() -> None:
    """19. Half past midnight in Moscow is still the day before in UTC."""
    early = a_when("2028-08-28 00:30", "2028-08-28 01:30")
    assert early.start.astimezone(UTC).day == 27
    assert file_name(an_event(when=early)) == "sobranie-aktsionerov-2028-08-28.ics"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Планёрка: щи и борщ, №2", "planerka-shchi-i-borshch-no2"),
        ("Ёж/подъезд\\..", "ezh-podezd"),
        ("Café résumé ½", "cafe-resume-12"),
        ("Нарада їжаків", "narada-izhakiv"),
        ("会議 🎉", "event"),
        ("Ж" * 200, "zh" * 24 + "z"),
        ("x" * 48 + " y", "x" * 48),
    ],
)
def test_the_file_is_named_by_the_title(title: str, name: str) -> None:
    """20. ASCII, at most 64 characters: all files of a day were called the same."""
    found = file_name(an_event(summary=title))
    assert found == f"{name}-2028-08-28.ics"
    assert len(found) <= 64
