"""What is wrong with the text of .env itself, before anybody looks for settings in it.

python-dotenv leaves out a line that it cannot read, and the setting in it would silently be another one.
"""

import io
from pathlib import Path

from dotenv.parser import Binding, parse_stream

ENV_FILE = ".env"


class Unreadable(Exception):
    """A sentence for the administrator: nothing in the file can be read."""


def malformed(file: Path) -> list[str]:
    """A sentence for each line that sets nothing, by its number only: it may hold a secret. Raises Unreadable."""
    bindings = parse_stream(io.StringIO(_text(file)))
    return [f"{file}, line {_line(b)}: {_fault(b)}" for b in bindings if b.error or (b.key and b.value is None)]


def _text(file: Path) -> str:
    try:
        data = file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable(_save_again(file, "it is UTF-16")) from error
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(_save_again(f"{file}, line {line}", "it is not UTF-8")) from error
    if "\0" in text:  # what UTF-16 without its mark looks like
        raise Unreadable(_save_again(file, "it is UTF-16"))
    return text


def _save_again(where: object, what: str) -> str:
    return f"{where}: {what}. Save the file again in the encoding UTF-8"


def _line(binding: Binding) -> int:
    """The parser counts from the empty lines above."""
    raw = binding.original.string
    return binding.original.line + raw[: len(raw) - len(raw.lstrip())].count("\n")


def _fault(binding: Binding) -> str:
    if "=" not in binding.original.string:
        return "there is no = in it. Example: PLANERKA_ZONE=Europe/Moscow"
    return "it cannot be read; is a quotation mark missing? Example: PLANERKA_SKYPE_PASSWORD='a long one'"
