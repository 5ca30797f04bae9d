"""The parts of the inspector: what the bot said to Telegram and was told, what Telegram found wrong, the rooms."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.demo.browser import trouble
from bot.demo.browser.scene import Scene
from bot.demo.skype.rooms import Room
from bot.demo.telegram.calls import Call
from bot.demo.telegram.updates import Update
from domain.road import Seen

NEWEST = 100


def parts(scene: Scene) -> Iterator[tuple[str, Any]]:
    """By id."""
    world = scene.telegram.world
    calls = [(n, call) for n, call in enumerate(world.calls) if call.method != "getUpdates"]
    yield "rooms", [_room(room) for room in scene.skype.rooms.values()]
    yield "calls", [_call(n, call) for n, call in calls[-NEWEST:]]
    yield "warnings", world.warnings[-NEWEST:]
    yield "updates", [_update(update) for update in world.only_bot.updates.history]
    yield "rows", {"inbox": _rows(scene.crew.inbox), "outbox": _rows(scene.crew.outbox)}
    yield "faults", trouble.state(scene)


def _room(room: Room) -> dict[str, Any]:
    return {
        "id": room.id,
        "subject": room.subject,
        "organizer": room.organizer_uri.removeprefix("sip:"),
        "access": room.settings.get("accessLevel", ""),
        "expires": room.expires_at.isoformat(),
        "url": room.join_url,
    }


def _call(number: int, call: Call) -> dict[str, Any]:
    return {
        "n": number,
        "method": call.method,
        "chat": str(call.params.get("chat_id", "")),
        "params": call.params,
        "answer": call.answer,
        "status": call.status,
        "ms": round(call.ms, 1),
        "fault": call.fault,
    }


def _update(update: Update) -> dict[str, Any]:
    kind, body = next(iter(update.body.items()))
    return {"id": update.id, "kind": kind, "from": (body.get("from") or {}).get("first_name", "")}


def _rows(seen: Iterable[Seen]) -> list[dict[str, Any]]:
    return [vars(row) | {"at": row.at.isoformat()} for row in seen]
