"""A button as a person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Button:
    """One button of an inline or a reply keyboard; `raw` is the object of the Bot API."""

    text: str
    raw: dict[str, Any]

    @property
    def data(self) -> str | None:
        """Callback data."""
        value = self.raw.get("callback_data")
        return None if value is None else str(value)

    @property
    def url(self) -> str | None:
        """The address it opens."""
        return self.raw.get("url")

    @property
    def copy_text(self) -> str | None:
        """The text it puts on the clipboard."""
        copied = self.raw.get("copy_text")
        return copied["text"] if copied else None

    @property
    def style(self) -> str | None:
        """danger, success or primary."""
        return self.raw.get("style")

    @property
    def disabled(self) -> bool:
        """Whether a press does nothing."""
        return "disabled" in self.raw

    def __str__(self) -> str:
        return f"[{self.text}]"


Rows = list[list[Button]]


def rows_of(keyboard: Iterable[Iterable[dict[str, Any]]]) -> Rows:
    """The rows of a keyboard."""
    return [[Button(raw["text"], raw) for raw in row] for row in keyboard]


def labelled(rows: Rows, label: str) -> Button | None:
    """The first button with exactly this label."""
    return next((button for row in rows for button in row if button.text == label), None)
