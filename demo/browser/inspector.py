"""The parts of the inspector: calls, updates, warnings of the Bot API server, stored rows, Skype rooms."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from demo.browser import faults
from demo.browser.scene import Scene
from demo.skype.rooms import Room
from demo.telegram.calls import Call
from demo.telegram.updates import UPDATES_KEPT, Update
from domain.inspection import RowSummary

NEWEST = 100


def parts(scene: Scene) -> Iterator[tuple[str, Any]]:
    """All parts but the log, by id."""
    yield "rooms", [_room(room) for room in scene.skype.rooms.values()]
    yield "warnings", scene.telegram.world.warnings[-NEWEST:]
    yield "rows", {"inbox": _rows(scene.crew.inbox), "outbox": _rows(scene.crew.outbox)}
    yield "faults", faults.state(scene)


def log(scene: Scene) -> Iterator[tuple[str, str]]:
    """A part for each call and each update, already as JSON, which is cached because they never change."""
    world = scene.telegram.world
    return chain(map(_call, world.calls[-NEWEST:]), map(_update, world.only_bot.updates.history))


def _room(room: Room) -> dict[str, Any]:
    return {
        "id": room.id,
        "subject": room.subject,
        "organizer": room.organizer_uri.removeprefix("sip:"),
        "access": room.settings.get("accessLevel", ""),
        "expires": room.expires_at.isoformat(),
        "url": room.join_url,
    }


@lru_cache(maxsize=NEWEST)
def _call(call: Call) -> tuple[str, str]:
    shown = {
        "n": call.number,
        "method": call.method,
        "chat": str(call.params.get("chat_id", "")),
        "params": call.params,
        "answer": call.answer,
        "status": call.status,
        "ms": round(call.ms, 1),
        "fault": call.fault,
    }
    return f"call:{call.number}", json.dumps(shown, ensure_ascii=False)


@lru_cache(maxsize=UPDATES_KEPT)
def _update(update: Update) -> tuple[str, str]:
    kind, body = next(iter(update.body.items()))
    shown = {"n": update.id, "kind": kind, "from": (body.get("from") or {}).get("first_name", "")}
    return f"update:{update.id}", json.dumps(shown, ensure_ascii=False)


def _rows(seen: Iterable[RowSummary]) -> list[dict[str, Any]]:
    return [vars(row) | {"at": row.at.isoformat()} for row in seen]
