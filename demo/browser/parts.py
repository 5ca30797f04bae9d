"""The world in parts, as the page draws them; only parts that have changed are sent again."""

import json
from collections.abc import Iterator
from typing import Any

from demo.browser import inspector
from demo.browser.messages import message_part, reply_rows
from demo.browser.scene import Progress, Scene
from demo.telegram import Person, Standing, Telegram
from demo.telegram.chats import Chat
from demo.telegram.groups import Group
from demo.telegram.members import PRESENT

NEWEST = 100  # messages of a chat

Part = tuple[str, Any]


def parts(progress: Progress) -> dict[str, str]:
    """Every part by its id, as JSON."""
    if (scene := progress.scene) is None:
        return _as_json(progress.empty())
    return _as_json({"stage": _stage(progress, scene)} | dict(_world(scene))) | dict(inspector.log(scene))


def _as_json(found: dict[str, Any]) -> dict[str, str]:
    return {id: json.dumps(value, ensure_ascii=False) for id, value in found.items()}


def _stage(progress: Progress, scene: Scene) -> dict[str, Any]:
    return {
        "state": progress.state,
        "telegram": scene.telegram.url,
        "skype": scene.skype.root_url,
        "now": scene.clock().replace(second=0, microsecond=0).isoformat(),
        "username": scene.telegram.world.only_bot.username,
    }


def _world(scene: Scene) -> Iterator[Part]:
    world = scene.telegram.world
    yield "people", [_person(world, person) for person in world.people.values()]
    yield "groups", [_group(world, group) for group in world.groups.values() if not group.migrated_to]
    for person in world.people.values():
        for chat in _chats(world, person):
            yield f"chat:{person.id}:{chat.id}", _chat(world, person, chat)
    yield from inspector.parts(scene)


def _person(world: Telegram, person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language": person.language,
        "zone": person.zone,
        "standing": _standing(world, person),
        "chats": [chat.id for chat in _chats(world, person)],
    }


def _group(world: Telegram, group: Group) -> dict[str, Any]:
    return {"id": group.id, "title": group.title, "has_bot": _has_bot(world, group)}


def _has_bot(world: Telegram, chat: Chat) -> bool:
    return not isinstance(chat, Group) or chat.status(world.only_bot.id) in PRESENT


def _standing(world: Telegram, person: Person) -> str:
    return "deleted" if person.deleted else world.only_bot.standing(person.id).value


def _chats(world: Telegram, person: Person) -> list[Chat]:
    groups = [group for group in world.groups.values() if person.id in group.members and not group.migrated_to]
    return [person.chat_with(), *groups]


def _chat(world: Telegram, person: Person, chat: Chat) -> dict[str, Any]:
    shown = chat.reply_keyboard if chat.is_private else None
    return {
        "person": person.id,
        "chat": chat.id,
        "title": world.only_bot.name if chat.is_private else chat.title,
        "kind": "private" if chat.is_private else "group",
        "standing": _standing(world, person) if chat.is_private else Standing.STARTED.value,
        "messages": [message_part(message, person) for message in chat.messages[-NEWEST:]],
        "keyboard": reply_rows(shown) if shown else None,
        "one_time": bool(shown and (shown.markup or {}).get("one_time_keyboard")),
        "asking": chat.asking.id if chat.asking else None,
        "commands": _commands(world, person, chat) if _has_bot(world, chat) else [],
    }


def _commands(world: Telegram, person: Person, chat: Chat) -> list[dict[str, Any]]:
    """In the order of Telegram: the narrower scope first, the person's language before the default one."""
    kinds = ("all_private_chats", "default") if chat.is_private else ("all_group_chats", "default")
    scopes = [json.dumps({"type": kind}) for kind in kinds]
    known = world.only_bot.commands
    keys = [(scope, language) for scope in scopes for language in (person.language or "", "")]
    return next((known[key] for key in keys if known.get(key)), [])
