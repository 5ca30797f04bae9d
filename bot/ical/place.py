"""Where the event takes place: the room, and the join link in every property that some calendar program reads it from.

CONFERENCE (RFC 7986 5.11) is the right one and still unknown to Outlook, Apple Calendar and Thunderbird, which show
LOCATION, DESCRIPTION and URL; Exchange and its clients look for the X-MICROSOFT property of a Skype meeting.
"""

from collections.abc import Iterator

from icalendar import vUri

from bot.ical.text import Text, line, lines, parameter
from domain.details import PLACE_LIMIT
from domain.event import Event

DESCRIPTION_LIMIT = 4000
LABEL_LIMIT = 100


def properties(event: Event, label: str) -> Iterator[tuple[str, object]]:
    """Names and values for what is known; `label` says what the link is for, in the reader's language."""
    link = event.link
    if location := "\n".join(filter(None, (line(event.place, PLACE_LIMIT), link))):
        yield "location", Text(location)
    if description := _description(event.description, link):
        yield "description", Text(description)
    if link is not None:
        yield "url", vUri(link)
        yield "conference", _conference(link, label)
        # Exchange writes this one as TEXT, commas and semicolons escaped.
        yield "x-microsoft-onlinemeetingexternallink", Text(link)


def _description(text: str, link: str | None) -> str:
    """The link on the first line, where programs look for it, then the text without a line that held only it."""
    cleaned = lines(text, DESCRIPTION_LIMIT)
    if link is None:
        return cleaned
    rest = "\n".join(each for each in cleaned.split("\n") if each.strip() != link).strip()
    return f"{link}\n\n{rest}" if rest else link


def _conference(link: str, label: str) -> vUri:
    features = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": parameter(label, LABEL_LIMIT)}
    return vUri(link, params=features)
