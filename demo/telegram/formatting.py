"""From the text of a call to the text of a message: markup, entities, trimming and lengths."""

import re
from typing import Any

from . import html, limits
from .entities import Entity, clipped, detected, end, units, without_overlaps
from .html_tags import is_time_format
from .refusals import bad
from .request import Request

Words = tuple[str, tuple[Entity, ...]]

_DROPPED = re.compile("[\r\u2028-\u202e]")
_CONTROL = re.compile("[\0-\x09\x0b-\x1f]")
_INVISIBLE = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2060-\u2069\u2800\u3164\ufeff]*")


def words(request: Request, name: str, entities_name: str) -> Words:
    """The plain text of a parameter and its entities; Refusal when the markup or an entity is broken."""
    raw = request.text(name)
    if len(raw.encode("utf-8", "replace")) > limits.RAW_TEXT_BYTES:
        raise bad("text is too long")
    text, entities = _marked_up(request, _DROPPED.sub("", raw), entities_name)
    shown, kept = _trimmed(_CONTROL.sub(" ", text), without_overlaps(entities))
    return shown, tuple(_with_user(request, entity) for entity in kept)


def message_words(request: Request) -> Words:
    """What sendMessage and editMessageText show; never empty."""
    if not request.text("text"):
        raise bad("message text is empty")
    text, entities = words(request, "text", "entities")
    if _INVISIBLE.fullmatch(text):
        raise bad("text must be non-empty")
    return text, entities


def caption_words(request: Request) -> Words:
    """A caption, which may be empty."""
    text, entities = words(request, "caption", "caption_entities")
    if len(text) > limits.CAPTION:
        raise bad("message caption is too long")
    return text, entities


def _marked_up(request: Request, raw: str, entities_name: str) -> tuple[str, list[Entity]]:
    match request.text("parse_mode").lower():
        case "html":
            return html.parsed(raw, request.world.warn)
        case "":
            return raw, _given(request, raw, entities_name)
        case "markdown" | "markdownv2":
            raise bad("Markdown is not served here: use HTML or entities")
        case _:
            raise bad("unsupported parse_mode")


def _given(request: Request, raw: str, name: str) -> list[Entity]:
    given = request.value(name, "message entities") or []
    if not isinstance(given, list):
        raise bad("expected an Array of MessageEntity")
    return [_checked(entity, units(raw)) for entity in given]


def _checked(entity: Any, length: int) -> Entity:
    if not isinstance(entity, dict) or not {"type", "offset", "length"} <= entity.keys():
        raise bad("can't parse MessageEntity: Object expected with type, offset and length")
    if entity["offset"] < 0 or entity["length"] <= 0 or end(entity) > length:
        raise bad("entity is out of the text")
    if entity["type"] == "date_time":
        if not is_time_format(entity.get("date_time_format") or ""):
            raise bad("can't parse MessageEntity: Invalid date-time format specified")
        if entity.get("unix_time", 0) <= 0:
            raise bad("invalid date specified")
    if "user" in entity:
        return {**{key: value for key, value in entity.items() if key != "user"}, "user_id": entity["user"]["id"]}
    return dict(entity)


def _with_user(request: Request, entity: Entity) -> Entity:
    """A mention by id with the user object that the Bot API shows."""
    if "user_id" not in entity:
        return entity
    shown = {key: value for key, value in entity.items() if key != "user_id"}
    return shown | {"user": request.world.user_json(entity["user_id"])}


def _trimmed(text: str, entities: list[Entity]) -> Words:
    kept = text.strip(" \n")
    start = units(text[: len(text) - len(text.lstrip(" \n"))])
    return kept, tuple(detected(kept, clipped(entities, start, units(kept)))[: limits.ENTITIES])
