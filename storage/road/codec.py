"""Messages of the inbox and the outbox as JSON, and as the version before wrote them."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, cast, get_args

from pydantic import TypeAdapter, ValidationError

from domain.messages.inbox import ConferenceFailed, ConferenceMade, ConferencePutOff, Due, InboxMessage, RawUpdate
from domain.messages.outbox import OutboxMessage, Unreadable

Body = dict[str, Any]

_TIMER = "timer."
_FIRST_PROVIDER = "skype"  # of every room before rooms named their provider
_MESSAGES = (*get_args(OutboxMessage), *get_args(InboxMessage))
_BY_KIND: dict[str, TypeAdapter[Any]] = {message.kind: TypeAdapter(message) for message in _MESSAGES}


def encoded(message: OutboxMessage | InboxMessage | Unreadable) -> Body:
    """The fields that differ from their defaults, so without the kind, which has a column; an update as it came."""
    match message:
        case RawUpdate(update=body) | Unreadable(body=body):
            return body
    defaults = {field.name for field in fields(message) if getattr(message, field.name) == field.default}
    return cast(Body, _BY_KIND[message.kind].dump_python(message, mode="json", exclude=defaults))


def outbox_message(kind: str, body: Body) -> OutboxMessage | Unreadable:
    """Never raises: what cannot be read is Unreadable, here and below."""
    return cast(OutboxMessage | Unreadable, _decoded(kind, body))


def inbox_message(kind: str, body: Body | None) -> InboxMessage | Unreadable:
    """`body` is None once it was deleted."""
    if kind == RawUpdate.kind:
        return RawUpdate(update=body or {})
    try:
        message = _decoded(*_FORMER.get(kind, _as_it_is)(kind, body or {}))
    except KeyError as error:
        return Unreadable(kind, f"no {error}", body or {})
    except (TypeError, AttributeError):  # the row, or one of its fields, should be an object
        return Unreadable(kind, "wrong shape", body or {})
    if isinstance(message, Unreadable):
        return Unreadable(kind, message.error, body or {})
    return cast(InboxMessage, message)


def timer_body(due: Due) -> Body:
    """As timers are stored: their kind stands among the fields."""
    return encoded(due) | {"what": due.kind.removeprefix(_TIMER)}


def due_message(body: Body) -> Due | Unreadable:
    return cast(Due | Unreadable, inbox_message("timer", body))


def _decoded(kind: str, body: Body) -> object:
    """One row that cannot be read must not keep the others from being handled."""
    if (adapter := _BY_KIND.get(kind)) is None:
        return Unreadable(kind, "unknown kind", body)
    try:
        return adapter.validate_python(body)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False, include_context=False)
        return Unreadable(kind, "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in wrong[:5]), body)


def _as_it_is(kind: str, body: Body) -> tuple[str, Body]:
    return kind, body


def _timer(_kind: str, body: Body) -> tuple[str, Body]:
    return f"{_TIMER}{body['what']}", body


def _conference_made(kind: str, body: Body) -> tuple[str, Body]:
    """Once without telephones, account and provider, and with the fields of the room among the others."""
    if "made_for" in body:
        return kind, body
    made_for = {"subject": body["subject"], "end": body["end"], "conference_addresses": body.get("sips", ())}
    room = {"provider": _FIRST_PROVIDER} | body.get("conference", body)
    return kind, {"event": body["event"], "conference": room, "made_for": made_for}


def _conference_failed(kind: str, body: Body) -> tuple[str, Body]:
    return kind, {"event": body["event"], "failure": body.get("failure", body)}


def _put_off(kind: str, body: Body) -> tuple[str, Body]:
    work = body.get("work") or body["owed"] | {"kind": body["kind"]}
    return kind, {"work": work, "until": body["until"]}


_FORMER: dict[str, Callable[[str, Body], tuple[str, Body]]] = {
    "timer": _timer,
    ConferenceMade.kind: _conference_made,
    ConferenceFailed.kind: _conference_failed,
    ConferencePutOff.kind: _put_off,
}
"""Translations of kinds whose bodies the version before wrote in another shape."""
