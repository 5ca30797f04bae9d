"""The shapes of parameters and answers, as aiogram's generated types have them.

aiogram is imported when the first call comes, because building its models takes seconds.
"""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

# Refused with texts of their own where they are read.
_CHECKED_ELSEWHERE = frozenset(
    {"reply_markup", "entities", "caption_entities", "chat_id", "message_id", "commands", "results"}
)
_OBJECTS = frozenset(
    {"reply_parameters", "link_preview_options", "allowed_updates", "scope", "menu_button", "message_ids", "button"}
    | {"ephemeral_message_parameters", "suggested_post_parameters"}
)


def unknown_parameters(method: str, params: dict[str, Any]) -> list[str]:
    """Names that the method does not have; Telegram ignores them."""
    return sorted(params.keys() - _model(method).model_fields.keys())


def wrong_parameter(method: str, params: dict[str, Any]) -> str | None:
    """The first parameter whose value cannot be what the method expects."""
    read = _decoded({name: value for name, value in params.items() if name not in _CHECKED_ELSEWHERE})
    try:
        _model(method).model_validate(read)
    except ValidationError as error:
        wrong = (str(found["loc"][0]) for found in error.errors() if found["type"] != "missing" and found["loc"])
        return next((name for name in wrong if name in read), None)
    return None


def check_answer(method: str, result: Any) -> None:
    """ValidationError when aiogram could not read the answer."""
    _answers(method).validate_python(result)


def markup_error(markup: dict[str, Any]) -> str | None:
    """What keeps aiogram from building this reply markup; None for a valid one."""
    from aiogram import types

    kinds: dict[str, Any] = {"inline_keyboard": types.InlineKeyboardMarkup, "keyboard": types.ReplyKeyboardMarkup}
    kinds |= {"remove_keyboard": types.ReplyKeyboardRemove, "force_reply": types.ForceReply}
    model = next((model for name, model in kinds.items() if name in markup), None)
    if model is None:
        return "object of an unknown type" if markup else None
    try:
        model.model_validate(markup)
    except ValidationError as error:
        first = error.errors()[0]
        return f"field {'.'.join(map(str, first['loc']))}: {first['msg']}"
    return None


def _decoded(params: dict[str, Any]) -> dict[str, Any]:
    """With lists and objects decoded; broken ones are left out, because the method refuses them in its own words."""
    read = dict(params)
    for name in _OBJECTS & params.keys():
        if isinstance(params[name], str):
            try:
                read[name] = json.loads(params[name])
            except ValueError:
                del read[name]
    return read


@cache
def _model(method: str) -> Any:
    from aiogram import methods

    return getattr(methods, method[0].upper() + method[1:])


@cache
def _answers(method: str) -> TypeAdapter[Any]:
    return TypeAdapter(_model(method).__returning__)
