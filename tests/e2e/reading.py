"""What people read, hear and keep: words on the screen, labels of buttons, files for their calendars."""

import re

from icalendar import Calendar, Event, vUri

from demo.telegram import Person
from demo.telegram.files import Document
from demo.telegram.messages import Message
from tests.wire import faults

UNSEEN = {0x2068: None, 0x2069: None, 0xA0: " "}  # around names, for one from right to left; where no line may end


def words(message: Message) -> str:
    """The message as it reads, without the marks that nobody sees."""
    return message.text.translate(UNSEEN)


def labels(message: Message) -> list[str]:
    """The labels of all buttons below the message, row by row."""
    return [button.text for row in message.buttons for button in row]


def number(message: Message, title: str) -> str | None:
    """The label of the button by which /calendar opens the event with this title, None if it does not name it."""
    found = re.search(rf"^(\d+)\. .* {re.escape(title)}", words(message), re.MULTILINE)
    return found and found[1]


def letters(person: Person, head: str) -> list[Message]:
    """All messages of the bot to this person that contain these words, oldest first."""
    return [m for m in person.messages if m.sender is not person and head in words(m)]


def files(person: Person) -> list[Document]:
    """All calendar files that this person has received, oldest first."""
    return [m.document for m in person.messages if m.document and m.document.name.endswith(".ics")]


def ways_in(event: Event) -> list[vUri]:
    """How the conference is joined: by its link, then by each of its telephones."""
    found = event["CONFERENCE"]
    return [way for way in (found if isinstance(found, list) else [found]) if isinstance(way, vUri)]


def opened(file: Document) -> tuple[str, Event]:
    """The METHOD and the only event of a calendar file that every program can read."""
    assert faults(file.bytes) == []
    calendar = Calendar.from_ical(file.bytes)
    (event,) = calendar.events
    return str(calendar["METHOD"]), event
