"""Telegram's HTML style (core.telegram.org/bots/api#html-style), as strict as the server's own parser.

Errors name the byte offset in the UTF-8 source.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .entities import Entity, cut
from .html_tags import OpenTag, entity_of, is_supported
from .refusals import Refusal, bad

_REFERENCE = re.compile(rb"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>lt|gt|amp|quot)(?![a-zA-Z]));?")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_SPACE = b" \t\r\n\v\0"
_END = 0


def parsed(text: str, warn: Callable[[str], None] = lambda _: None) -> tuple[str, list[Entity]]:
    """The plain text and its entities; Refusal for broken markup, a warning for tags that Telegram drops silently."""
    parser = _Parser(text.replace("\0", " ").encode("utf-8", "replace") + b"\0", warn)
    parser.run()
    return "".join(parser.plain), parser.entities


def _broken(text: str) -> Refusal:
    return bad(f"can't parse entities: {text}")


@dataclass
class _Parser:
    source: bytes
    warn: Callable[[str], None]
    at: int = 0
    units: int = 0
    plain: list[str] = field(default_factory=list)
    opened: list[OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def run(self) -> None:
        while self.here != _END:
            if self.here != ord("<"):
                self._text()
            elif self.source[self.at + 1] == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        if self.opened:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].name}"')

    @property
    def here(self) -> int:
        return self.source[self.at]

    def _write(self, text: str) -> None:
        self.plain.append(text)
        self.units += len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _text(self) -> None:
        if self.here == ord("&"):
            self._write(self._reference() or self._literal())
            return
        begin = self.at
        while self.here not in b"<&\0":
            self.at += 1
        self._write(self.source[begin : self.at].decode())

    def _literal(self) -> str:
        self.at += 1
        return chr(self.source[self.at - 1])

    def _reference(self) -> str | None:
        """Only four names and numbers are known; any other reference stays as text."""
        match = _REFERENCE.match(self.source, self.at)
        if match is None:
            return None
        if match["name"]:
            char = _NAMED[match["name"]]
        else:
            code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
            if not 0 < code < 0x10FFFF or 0xD800 <= code < 0xE000:
                return None
            char = chr(code)
        self.at = match.end()
        return char

    def _skip_space(self) -> None:
        while self.here != _END and self.here in _SPACE:
            self.at += 1

    def _word(self, stops: bytes) -> str:
        begin = self.at
        while self.here not in stops:
            self.at += 1
        return self.source[begin : self.at].decode("utf-8", "replace").lower()

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._word(_SPACE + b">")
        if self.here == _END:
            raise _broken(f"Unclosed start tag at byte offset {begin}")
        if not is_supported(name):
            raise _broken(f'Unsupported start tag "{name}" at byte offset {begin}')
        tag = OpenTag(name, self.units)
        self._skip_space()
        while self.here != ord(">"):
            self._attribute(tag, begin)
            self._skip_space()
        self.at += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.opened.append(tag)

    def _attribute(self, tag: OpenTag, begin: int) -> None:
        name = self._word(_SPACE + b"=>/\"'")
        if not name and self.here != _END:
            raise _broken(f'Empty attribute name in the tag "{tag.name}" at byte offset {begin}')
        self._skip_space()
        value = ""
        if self.here == ord("="):
            self.at += 1
            self._skip_space()
            value = self._value()
        if self.here == _END:
            raise _broken(f'Unclosed start tag "{tag.name}" at byte offset {begin}')
        tag.attributes[name] = value

    def _value(self) -> str:
        begin = self.at
        if self.here in b"\"'":
            return self._quoted(self.here)
        while chr(self.here).isascii() and (chr(self.here).isalnum() or self.here in b".-"):
            self.at += 1
        if self.here not in _SPACE + b">":
            raise _broken(f"Unexpected end of name token at byte offset {begin}")
        return self.source[begin : self.at].decode().lower()

    def _quoted(self, quote: int) -> str:
        self.at += 1
        value = bytearray()
        while self.here not in (quote, _END):
            char = self._reference() if self.here == ord("&") else None
            value += char.encode() if char else self._literal().encode("latin-1")
        if self.here == quote:
            self.at += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.opened:
            raise _broken(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self._word(_SPACE + b">")
        self._skip_space()
        if self.here != ord(">"):
            raise _broken(f"Unclosed end tag at byte offset {begin}")
        tag = self.opened[-1]
        if name and name != tag.name:
            raise _broken(f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"')
        self.at += 1
        self._close(self.opened.pop())

    def _close(self, tag: OpenTag) -> None:
        length = self.units - tag.offset
        inside = cut("".join(self.plain), {"offset": tag.offset, "length": length})
        if length and tag.name == "pre" and self._language_into_pre(tag, length):
            return
        entity = entity_of(tag, length, inside) if length else None
        if entity:
            self.entities.append(entity)
        elif length:
            self.warn(f"the tag {tag.name} with {tag.attributes} is dropped silently")

    def _language_into_pre(self, tag: OpenTag, length: int) -> bool:
        """A code block with a class right inside a pre becomes one pre with a language."""
        last = self.entities[-1] if self.entities else None
        if last is None or last.get("type") != "code" or "language" not in last:
            return False
        if (last["offset"], last["length"]) != (tag.offset, length):
            return False
        self.entities[-1] = {**last, "type": "pre"}
        return True
