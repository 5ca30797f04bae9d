"""The .ics file of an event for one reader."""

from dataclasses import dataclass
from datetime import datetime

from bot.ical.file_names import file_name
from bot.ical.place import Labels
from bot.ical.writer import Method, write
from domain.conference import Conference
from domain.event import Event
from domain.person import Person
from handlers.views import dial_in, texts
from locales import speaking


@dataclass(frozen=True)
class File:
    """A file to be uploaded."""

    name: str
    data: bytes


def ics_of(event: Event, reader: Person, at: datetime, mailbox: str) -> File:
    """For a chat: METHOD:PUBLISH without attendees (RFC 5546 3.2.1); `at` becomes DTSTAMP."""
    with speaking(reader.language):
        labels = _labels(event)
    return File(file_name(event), write(event, Method.PUBLISH, at, organizer_address=mailbox, labels=labels))


def _labels(event: Event) -> Labels:
    room = event.conference
    telephones = dial_in.plain(room) if isinstance(room, Conference) else ""
    return Labels(texts.ics_link_label(), dial_in.label(), telephones)
