"""Rules 1 to 5 and 17: bytes, lines, and the grammar of one content line (RFC 5545 3.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 75
LARGEST = 256 * 1024

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]|(?<!\n)\t")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER.pattern})*):(.*)", re.DOTALL)
_LIST = {"FEATURE", "MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "DISPLAY"}  # parameters that may hold several values
_TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"}
_ESCAPED = re.compile(r"(?:[^\\,;]|\\[\\,;nN])*", re.DOTALL)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\\]+")


@dataclass(frozen=True)
class Line:
    """One content line, unfolded: names in capitals, parameter values without their quotes, the value as it stands."""

    name: str
    params: dict[str, str]
    value: str


def faults(data: bytes) -> Iterator[str]:
    """What is wrong with the bytes themselves: rules 1 to 4 and 17."""
    yield from _encoding(data)
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "2: a line break is not CRLF"
    if not data.endswith(b"\r\n"):
        yield "2: the last line has no CRLF"
    for physical in _physical(data):
        if len(physical) > LONGEST:
            yield f"3: a line has {len(physical)} octets: {physical[:30]!r}..."
    if len(data) >= LARGEST:
        yield f"17: the object has {len(data)} octets"


def read(data: bytes) -> tuple[list[Line], list[str]]:
    """The content lines that could be read, and what is wrong with the others (rule 5)."""
    found: list[Line] = []
    broken: list[str] = []
    for raw in _logical(data):
        text = b"".join(raw).decode(errors="replace")
        line = _parsed(text)
        broken += [f"5: {fault}: {text[:60]!r}" for fault in ([_shape(text)] if line is None else _values(line, text))]
        found += [] if line is None else [line]
    return found, broken


def _physical(data: bytes) -> list[bytes]:
    # Lenient about the break itself, so that one defect shows as one fault.
    return re.sub(rb"\r*\n|\r+", b"\n", data).removesuffix(b"\n").split(b"\n")


def _logical(data: bytes) -> list[list[bytes]]:
    """Content lines as the pieces into which they were folded."""
    groups: list[list[bytes]] = []
    for physical in _physical(data):
        if physical[:1] in {b" ", b"\t"} and groups:
            groups[-1].append(physical[1:])
        else:
            groups.append([physical])
    return groups


def _encoding(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "1: a byte order mark"
    if found := _CONTROLS.search(data.decode(errors="replace")):
        yield f"1: a control character: {found[0]!r}"
    for pieces in _logical(data):
        if not _decodes(b"".join(pieces)):
            yield f"1: not UTF-8: {pieces[0][:30]!r}"
        elif not all(map(_decodes, pieces)):
            yield f"4: a fold inside a character: {pieces[0][:30]!r}"


def _decodes(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _parsed(text: str) -> Line | None:
    if (found := _LINE.fullmatch(text.removeprefix("\ufeff"))) is None:
        return None
    params = {name.upper(): value.replace('"', "") for name, value in _PARAMETER.findall(found[2])}
    return Line(found[1].upper(), params, found[found.re.groups])


def _shape(text: str) -> str:
    return "not name, parameters, colon and value" if text else "an empty line"


def _values(line: Line, text: str) -> Iterator[str]:
    head = text[: len(text) - len(line.value) - 1]
    names = [name.upper() for name, _ in _PARAMETER.findall(head)]
    if len(names) != len(set(names)):
        yield "a parameter twice"
    for name, value in _PARAMETER.findall(head):
        if name.upper() not in _LIST and re.sub('"[^"]*"', "", value).count(","):
            yield f"several values of {name}, or an unquoted comma"
    if line.name in _TEXT and not _ESCAPED.fullmatch(line.value):
        yield "a comma, semicolon or backslash is not escaped"
    if line.name in {"URL", "CONFERENCE"} and not _URI.fullmatch(line.value):
        yield "no URI after the colon"
