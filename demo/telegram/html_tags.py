"""From the tags of Telegram's HTML style to entities."""

import re
from dataclasses import dataclass, field

from .addresses import is_link
from .entities import Entity
from .refusals import bad

STYLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
OTHER_TAGS = {"a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}

_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)", re.IGNORECASE)


@dataclass
class OpenTag:
    """A start tag whose end tag has not come yet; `offset` in UTF-16 units."""

    name: str
    offset: int
    attributes: dict[str, str] = field(default_factory=dict)


def is_supported(name: str) -> bool:
    """Whether Telegram knows the tag."""
    return name in STYLE_TAGS or name in OTHER_TAGS


def entity_of(tag: OpenTag, length: int, inside: str) -> Entity | None:
    """The entity of a closed tag; None where Telegram silently drops it."""
    entity: Entity = {"type": STYLE_TAGS.get(tag.name, tag.name), "offset": tag.offset, "length": length}
    special = _SPECIAL.get(tag.name)
    return special(entity, tag.attributes, inside) if special else entity


def time_format(value: str) -> str:
    """A date-time format, or Refusal with the text of the HTML parser."""
    if not _TIME_FORMAT.fullmatch(value):
        raise bad("can't parse entities: Invalid date format used")
    return value


def is_time_format(value: str) -> bool:
    """``r``, or weekday, date and time letters in this order (messageEntityFormattedDate)."""
    return bool(_TIME_FORMAT.fullmatch(value))


def _link(entity: Entity, attributes: dict[str, str], inside: str) -> Entity | None:
    address = attributes.get("href") or inside
    user = _USER_LINK.fullmatch(address)
    if user:
        return {**entity, "type": "text_mention", "user_id": int(user[1])}
    return {**entity, "type": "text_link", "url": address} if is_link(address) else None


def _code(entity: Entity, attributes: dict[str, str], _inside: str) -> Entity:
    language = attributes.get("class", "")
    return {**entity, "language": language[9:]} if language.startswith("language-") else entity


def _quote(entity: Entity, attributes: dict[str, str], _inside: str) -> Entity:
    return {**entity, "type": "expandable_blockquote"} if "expandable" in attributes else entity


def _emoji(entity: Entity, attributes: dict[str, str], _inside: str) -> Entity | None:
    identifier = attributes.get("emoji-id", "")
    return {**entity, "type": "custom_emoji", "custom_emoji_id": identifier} if identifier.isdecimal() else None


def _time(entity: Entity, attributes: dict[str, str], _inside: str) -> Entity | None:
    form = time_format(attributes.get("format", ""))
    moment = attributes.get("unix", "")
    if not moment.isdecimal() or int(moment) <= 0:
        return None
    shown = {"date_time_format": form} if form else {}
    return {**entity, "type": "date_time", "unix_time": int(moment), **shown}


_SPECIAL = {"a": _link, "code": _code, "blockquote": _quote, "tg-emoji": _emoji, "tg-time": _time}
