"""Faults on demand, as a network and a busy server cause them."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["retry_after", "status", "html", "cut_before", "cut_after", "delay", "hold", "error"]


@dataclass
class Fault:
    """Strikes calls of `method` (any case; ``*`` for all) to `chat` whose parameters contain a text.

    The first `after` matching calls pass; then it strikes `times` times (None: always). Kinds: ``retry_after``
    429 with that many seconds; ``status`` and ``error`` a code (500) with a description; ``html`` a proxy's page
    (502); ``cut_before`` and ``cut_after`` a reset connection before or after the effect; ``delay`` real seconds;
    ``hold`` no answer before `released` is set.
    """

    method: str
    chat: int | None = None
    contains: str | None = None
    after: int = 0
    times: int | None = 1
    kind: Kind = "retry_after"
    retry_after: int = 3
    status: int | None = None
    description: str = "Internal Server Error"
    delay: float = 0.2
    released: asyncio.Event = field(default_factory=asyncio.Event)
    met: int = field(default=0, init=False)

    def matches(self, method: str, params: dict[str, Any]) -> bool:
        """Whether the rule applies to this call."""
        if self.method != "*" and self.method.lower() != method.lower():
            return False
        if self.chat is not None and str(params.get("chat_id")) != str(self.chat):
            return False
        return self.contains is None or self.contains in _everything(params)

    def strikes(self) -> bool:
        """Count a matching call; whether the fault strikes it."""
        self.met += 1
        return self.met > self.after and (self.times is None or self.met <= self.after + self.times)


class Faults:
    """The rules in force."""

    def __init__(self, rules: Iterable[Fault] = ()) -> None:
        self.rules = list(rules)

    def add(self, fault: Fault) -> Fault:
        """Switch a fault on; the returned rule counts the calls it met."""
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """Switch all faults off."""
        self.rules.clear()

    def due(self, method: str, params: dict[str, Any]) -> Fault | None:
        """The first rule that strikes this call."""
        return next((rule for rule in self.rules if rule.matches(method, params) and rule.strikes()), None)


def _everything(params: dict[str, Any]) -> str:
    return "\n".join(map(_readable, params.values()))


def _readable(value: Any) -> str:
    """Keyboards come as JSON in which Cyrillic is escaped."""
    if isinstance(value, str) and not value.startswith(("{", "[")):
        return value
    try:
        return json.dumps(json.loads(value) if isinstance(value, str) else value, ensure_ascii=False)
    except ValueError:
        return str(value)
