"""Message entities (core.telegram.org/bots/api#messageentity): offsets are counted in UTF-16 units."""

import re
from collections.abc import Iterable
from typing import Any

Entity = dict[str, Any]

STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
CODE = {"code", "pre"}
QUOTES = {"blockquote", "expandable_blockquote"}

_FOUND_BY_TELEGRAM = (
    ("bot_command", re.compile(r"(?<![\w/@.])/[a-z0-9_]{1,32}(?:@\w{3,32})?(?!\w)", re.IGNORECASE | re.ASCII)),
    ("url", re.compile(r"(?<![\w@])https?://[^\s<>\"'«»]*[^\s<>\"'«».,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@./])@[a-z][a-z0-9_]{3,31}(?!\w)", re.IGNORECASE | re.ASCII)),
)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Entity) -> str:
    """The part of the text which the entity covers."""
    raw = text.encode("utf-16-le")
    return raw[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le", "replace")


def end(entity: Entity) -> int:
    """The first UTF-16 unit behind the entity."""
    return int(entity["offset"]) + int(entity["length"])


def detected(text: str, known: Iterable[Entity] = ()) -> list[Entity]:
    """The known entities and those which Telegram finds by itself: commands, addresses and mentions."""
    entities = list(known)
    closed = [entity for entity in entities if entity["type"] not in STYLES | QUOTES]
    for kind, pattern in _FOUND_BY_TELEGRAM:
        for match in pattern.finditer(text):
            found = {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
            if not any(_meet(found, other) for other in closed):
                entities.append(found)
                closed.append(found)
    return in_order(entities)


def in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Sorted as Telegram sends them: by position, the longer before the shorter."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def without_overlaps(entities: list[Entity]) -> list[Entity]:
    """Drops what may not overlap: styles mix freely, code mixes with nothing, quotes and links do not nest.

    Equal styles that touch are merged, so that texts that look the same have equal entities.
    """
    kept: list[Entity] = []
    for entity in in_order(entity for entity in entities if entity["type"] not in STYLES):
        if not any(_excludes(other, entity) for other in kept if _meet(other, entity)):
            kept.append(entity)
    code = [entity for entity in kept if entity["type"] in CODE]
    for style in _merged(entity for entity in entities if entity["type"] in STYLES):
        kept.extend(_without(style, code))
    return in_order(kept)


def clipped(entities: Iterable[Entity], start: int, length: int) -> list[Entity]:
    """The entities of the part [start, start + length) of a text, moved to its beginning."""
    result = []
    for entity in entities:
        first, last = max(entity["offset"], start), min(end(entity), start + length)
        if first < last:
            result.append({**entity, "offset": first - start, "length": last - first})
    return result


def _excludes(outer: Entity, inner: Entity) -> bool:
    if outer["type"] in CODE or inner["type"] in CODE:
        return True
    return (outer["type"] in QUOTES) == (inner["type"] in QUOTES)


def _merged(styles: Iterable[Entity]) -> list[Entity]:
    merged: dict[str, list[Entity]] = {}
    for style in in_order(styles):
        alike = merged.setdefault(style["type"], [])
        if alike and style["offset"] <= end(alike[-1]):
            last = alike[-1]
            alike[-1] = {**last, "length": max(end(last), end(style)) - last["offset"]}
        else:
            alike.append(style)
    return [style for alike in merged.values() for style in alike]


def _without(style: Entity, code: list[Entity]) -> list[Entity]:
    pieces = [(int(style["offset"]), end(style))]
    for hole in code:
        around = [((first, min(last, hole["offset"])), (max(first, end(hole)), last)) for first, last in pieces]
        pieces = [(first, last) for pair in around for first, last in pair if first < last]
    return [{**style, "offset": first, "length": last - first} for first, last in pieces]


def _meet(one: Entity, other: Entity) -> bool:
    return bool(one["offset"] < end(other) and other["offset"] < end(one))
