"""Text on its way into a calendar file: what must not get there goes, the rest is escaped. Folding is the library's."""

from icalendar import vText

from domain.text import clean, clean_line


class Text(vText):
    """TEXT of RFC 5545 3.3.11. icalendar 7.3 writes a line break for a typed \\N, which spoils C:\\New."""

    def to_ical(self) -> bytes:
        return _escaped(str(self)).encode()


def line(text: str, limit: int) -> str:
    """One line of at most `limit` code points, without control characters and direction tricks."""
    return clean_line(text)[:limit].rstrip()


def lines(text: str, limit: int) -> str:
    """The same with its line breaks, as LF. A tab is a control character to several readers: a space stands for it."""
    return clean(text).replace("\t", " ")[:limit].rstrip()


def parameter(text: str, limit: int) -> str:
    """A line for a property parameter, such as CN.

    A double quote cannot be written there: RFC 6868 spells it ^', which readers older than 2013 show as it stands. A
    backslash means itself (RFC 5545 3.1), but some readers, icalendar 7.3 for one, let it swallow the sign after it.
    """
    return line(text, limit).replace('"', "'").replace("\\", "/")


def _escaped(text: str) -> str:
    for sign in "\\;,":  # the backslash first: the others bring new ones
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", r"\n")
