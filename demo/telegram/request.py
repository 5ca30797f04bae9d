"""One call of a Bot API method: its parameters, read the way Telegram reads them."""

import json
from dataclasses import dataclass, field
from typing import Any

from .bots import Bot
from .refusals import bad
from .world import World

_FALSE = frozenset({"", "0", "false", "no", "f", "n"})


@dataclass(frozen=True)
class Upload:
    """A file that came with the call."""

    name: str
    data: bytes


Parameters = tuple[dict[str, Any], dict[str, Upload]]


@dataclass(frozen=True)
class Request:
    """The parameters as they came: text from forms, any JSON value from JSON bodies; uploads by part name."""

    world: World
    bot: Bot
    method: str
    params: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A string; empty when missing."""
        value = self.params.get(name)
        return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def flag(self, name: str) -> bool:
        """A boolean; False when missing."""
        return self.text(name).strip().lower() not in _FALSE

    def number(self, name: str, default: int = 0) -> int:
        """An integer; Refusal when it is something else."""
        value = self.text(name).strip()
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise bad(f"invalid {name} specified") from None

    def value(self, name: str, what: str) -> Any:
        """A list or an object, sent as JSON; None when missing. `what` is its name in Telegram's refusal."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file of a field: attached under another name, or a part named like the field."""
        value = self.text(name)
        if value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)
