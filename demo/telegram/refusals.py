"""Errors in the words of Telegram's Bot API server (core.telegram.org/bots/api, "Making requests")."""

from typing import Any


class Refusal(Exception):
    """A call that is answered with ``ok: false``; a refused call has changed nothing."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad(text: str, **parameters: Any) -> Refusal:
    """400 with Telegram's prefix."""
    return Refusal(400, f"Bad Request: {_lowered(text)}", **parameters)


def forbidden(text: str) -> Refusal:
    """403 with Telegram's prefix."""
    return Refusal(403, f"Forbidden: {_lowered(text)}")


def conflict(text: str) -> Refusal:
    """409 with Telegram's prefix."""
    return Refusal(409, f"Conflict: {_lowered(text)}")


def _lowered(text: str) -> str:
    """Telegram lowers the first letter unless a code word such as MESSAGE_TOO_LONG follows."""
    if len(text) > 1 and (text[1] == "_" or text[1].isupper()):
        return text
    return text[:1].lower() + text[1:]
