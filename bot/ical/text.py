"""Text for a calendar file: forbidden characters are dropped, the rest is escaped. icalendar folds the lines."""

from icalendar import vText

from domain.text import clean, clean_line


class Text(vText):
    """TEXT of RFC 5545 3.3.11. icalendar 7.3 turns a typed \\N into a line break, which spoils C:\\New."""

    def to_ical(self) -> bytes:
        return _escaped(str(self)).encode()


def line(text: str, limit: int) -> str:
    """One line of at most `limit` code points, without control characters and direction tricks."""
    return clean_line(text)[:limit].rstrip()


def lines(text: str, limit: int) -> str:
    """The same, with line breaks kept as LF. Tabs become spaces: several readers take them for control characters."""
    return clean(text).replace("\t", " ")[:limit].rstrip()


def parameter(text: str, limit: int) -> str:
    """A line for a property parameter, such as CN.

    A double quote cannot be written there: RFC 6868 encodes it as ^', which readers older than 2013 show literally. A
    backslash means itself (RFC 5545 3.1), but some readers, such as icalendar 7.3, take it for an escape.
    """
    return line(text, limit).replace('"', "'").replace("\\", "/")


def _escaped(text: str) -> str:
    for character in "\\;,":  # the backslash first: escaping the others adds more
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", r"\n")
