"""Rule 6: components, and what may stand in what (RFC 5545 3.4, 3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from tests.wire.lines import Line

_INSIDE = {
    "VEVENT": "VCALENDAR", "VTODO": "VCALENDAR", "VJOURNAL": "VCALENDAR", "VFREEBUSY": "VCALENDAR",
    "VTIMEZONE": "VCALENDAR", "VALARM": "VEVENT", "STANDARD": "VTIMEZONE", "DAYLIGHT": "VTIMEZONE",
}  # fmt: skip


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Self] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next(iter(self.all(name)), None)

    def value(self, name: str) -> str | None:
        found = self.first(name)
        return None if found is None else found.value

    def components(self, *names: str) -> list[Self]:
        return [part for part in self.parts if part.name in names]

    def walk(self) -> Iterator[Self]:
        yield self
        for part in self.parts:
            yield from part.walk()


def read(content: list[Line]) -> tuple[Component | None, list[str]]:
    """The calendar, None when nothing of that kind could be read, and what does not nest."""
    found: list[str] = []
    outside = Component("")
    stack = [outside]
    for line in content:
        if line.name == "BEGIN":
            stack.append(_begun(line.value.upper(), stack[-1], found))
        elif line.name == "END":
            _end(line.value.upper(), stack, found)
        else:
            stack[-1].lines.append(line)
    found += [f"6: {component.name} does not end" for component in stack[1:]]
    return _root(outside, found), found


def _begun(name: str, parent: Component, found: list[str]) -> Component:
    if _INSIDE.get(name, "") != parent.name:
        found.append(f"6: {name} stands in {parent.name or 'nothing'}")
    component = Component(name)
    parent.parts.append(component)
    return component


def _end(name: str, stack: list[Component], found: list[str]) -> None:
    if len(stack) > 1 and stack[-1].name == name:
        stack.pop()
    else:
        found.append(f"6: END:{name} without its BEGIN")


def _root(outside: Component, found: list[str]) -> Component | None:
    if len(outside.parts) != 1 or outside.lines:
        found.append("6: an object is one VCALENDAR and nothing beside it")
    return next(iter(outside.components("VCALENDAR")), None)
