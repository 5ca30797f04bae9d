"""A whole event in one message. Its title is what is left of the first line without time, people and conference."""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.errors import Refusal, Why
from domain.phrases.grammar import Phrase, phrases
from domain.phrases.normalization import normalized, shortened
from domain.phrases.rules import any_of
from domain.phrases.usernames import Name, named_in, unmarked, without_names
from domain.phrases.when import readings
from domain.phrases.words import SKYPE
from domain.text import clean
from domain.when import When

_CUT = "\n"  # marks where something was removed; the line itself contains none
_SKYPE = re.compile(rf"(?<!\S){any_of(SKYPE)}(?![^\s,;.!?])[,;.!?]?", re.IGNORECASE)
_CLOCK = re.compile(r"(?<!\S)\S*[0-9]:[0-5][0-9](?![0-9])\S*")


@dataclass(frozen=True)
class QuickEvent:
    """`summary` is as typed, `description` begins on the second line, `usernames` are those on any line, `readings` are
    as of read_when."""

    summary: str
    readings: tuple[When, ...]
    usernames: tuple[Name, ...]
    conference: bool
    description: str = ""


@dataclass(frozen=True)
class _Run:
    """A part of the line that parses completely as a time, with all its readings."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class _Parts:
    """What the first line of a message consists of; `title` still has _CUT where the rest was."""

    title: str
    run: _Run | None
    usernames: tuple[Name, ...]
    conference: bool


def read_event(text: str, now: datetime, zone: str) -> QuickEvent | None:
    """The event that the message describes; None without an adjacent date and hour. `zone` is an IANA name.

    Raises as `read_when` does for an impossible date or hour, and TIME_NOT_UNDERSTOOD if there are two times.
    """
    line, _, rest = clean(text).partition("\n")
    parts = _parts(line)
    if parts.run is None:
        return None
    _refuse_second_time(parts.title)
    summary, when = _joined_title(parts.title), readings(parts.run.phrases, now, zone)
    named = (*parts.usernames, *named_in(rest))
    return QuickEvent(unmarked(summary), when, named, parts.conference, _description(rest))


def is_whole_event(text: str) -> bool:
    """Whether the message describes an event by itself: a time, possible or not, and a title or people."""
    parts = _parts(clean(text).partition("\n")[0])
    return parts.run is not None and bool(_joined_title(parts.title) or parts.usernames)


def _parts(line: str) -> _Parts:
    usernames = named_in(line)
    line, skypes = _SKYPE.subn(_CUT, without_names(line, _CUT))
    run = _longest_run(line)
    title = f"{line[: run.start]}{_CUT}{line[run.end :]}" if run else line
    return _Parts(title, run, usernames, skypes > 0)


def _description(rest: str) -> str:
    """Without the lines that only name people."""
    lines = (
        line for line in rest.split("\n") if not line or without_names(line, "").strip(" ,;") or not named_in(line)
    )
    return unmarked("\n".join(lines)).strip()


def _longest_run(line: str) -> _Run | None:
    """The longest run with a date and an hour; of several, the first."""
    plain = normalized(line)
    words = (word.start() for word in re.finditer(r"\S+", plain))
    runs = (run for at in words if (run := _run(line, plain, at)))
    return max(runs, key=lambda run: run.end - run.start, default=None)


def _run(line: str, plain: str, at: int) -> _Run | None:
    whole = [(phrase, end) for phrase, end in phrases(line, plain, at) if phrase.is_whole]
    longest = max((end for _, end in whole), default=at)
    return _Run(at, longest, tuple(phrase for phrase, end in whole if end == longest)) if whole else None


def _refuse_second_time(title: str) -> None:
    """Since it would be unclear which of the two is meant."""
    if second := _longest_run(title):
        raise Refusal(Why.TIME_NOT_UNDERSTOOD, word=shortened(_joined_title(title[second.start : second.end])))
    if clock := _CLOCK.search(title):
        raise Refusal(Why.TIME_NOT_UNDERSTOOD, word=shortened(clock.group()))


def _joined_title(title: str) -> str:
    """The parts of the title joined at the cuts, without stray punctuation at the ends."""
    title = " ".join(filter(None, (piece.strip() for piece in title.split(_CUT)))).strip(" ,;")
    for dash in "-–—":
        title = title.removeprefix(f"{dash} ").removesuffix(f" {dash}")
    return title.strip()
