"""Text on its way into a calendar file: what must not get there goes. Escaping and folding are the library's."""

from domain.text import clean, clean_line


def line(text: str, limit: int) -> str:
    """One line of at most `limit` code points, without control characters and direction tricks."""
    return clean_line(text)[:limit].rstrip()


def lines(text: str, limit: int) -> str:
    """The same with its line breaks, as LF. A tab is a control character to several readers: a space stands for it."""
    return clean(text).replace("\t", " ")[:limit].rstrip()


def parameter(text: str, limit: int) -> str:
    """A line for a property parameter, where a double quote cannot be written.

    RFC 6868 spells it ^', which readers older than 2013 show as it stands; an apostrophe reads well everywhere.
    """
    return line(text, limit).replace('"', "'")
