"""An update reduced to what the handlers need: for one that aiogram cannot parse, since Telegram is newer than it."""

from collections.abc import Mapping
from typing import Any

_CHAT = ("id", "type", "title", "username", "first_name", "last_name")
_USER = ("id", "is_bot", "first_name", "last_name", "username", "language_code")
_MESSAGE = ("message_id", "date", "text", "caption", "media_group_id")
_ENTITY = ("type", "offset", "length", "url")
_SHARED_USER = ("user_id", "first_name", "last_name", "username")
_OWN = {
    "callback_query": ("id", "chat_instance", "data", "inline_message_id"),
    "inline_query": ("id", "query", "offset"),
    "my_chat_member": ("date",),
}


def essentials(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The same update (Bot API, Update) without any field that is not used here. Never raises."""
    reduced: dict[str, Any] = {"update_id": raw.get("update_id")}
    if isinstance(message := raw.get("message"), dict):
        reduced["message"] = _message(message)
    for kind, names in _OWN.items():
        if isinstance(about := raw.get(kind), dict):
            reduced[kind] = _picked(about, names) | _parts(about, {"from": _USER, "chat": _CHAT})
            if isinstance(message := about.get("message"), dict):
                reduced[kind]["message"] = _message(message)
            for side in ("old_chat_member", "new_chat_member"):
                if isinstance(member := about.get(side), dict):
                    reduced[kind][side] = _picked(member, ("status",)) | _parts(member, {"user": _USER})
    return reduced


def without_surrogates(value: Any) -> Any:
    """The same JSON value without halves of surrogate pairs, which no database and no Telegram takes."""
    match value:
        case str():
            return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        case dict():
            return {key: without_surrogates(item) for key, item in value.items()}
        case list():
            return [without_surrogates(item) for item in value]
    return value


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    reduced = _picked(message, _MESSAGE) | _parts(message, {"from": _USER, "chat": _CHAT, "via_bot": _USER})
    for name in ("entities", "caption_entities"):
        if isinstance(entities := message.get(name), list):
            known = [entity for entity in entities if isinstance(entity, dict)]
            reduced[name] = [_picked(entity, _ENTITY) | _parts(entity, {"user": _USER}) for entity in known]
    if isinstance(shared := message.get("users_shared"), dict) and isinstance(users := shared.get("users"), list):
        picked = [_picked(user, _SHARED_USER) for user in users if isinstance(user, dict)]
        reduced["users_shared"] = {"request_id": shared.get("request_id"), "users": picked}
    return reduced


def _parts(about: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    return {name: _picked(about[name], fields) for name, fields in names.items() if isinstance(about.get(name), dict)}


def _picked(about: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: about[name] for name in names if name in about}
