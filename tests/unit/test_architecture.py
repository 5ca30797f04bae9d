"""docs/architecture.md and docs/glossary.md are true where a machine can tell."""

import json
import re
import tomllib

from packaging.requirements import Requirement

from bot.telegram.incoming import lane_of, read
from domain.attendee import Partstat
from handlers.answering import PARTSTATS
from handlers.callbacks import EventCallback
from tests.unit.papers import ROOT, holds, named_things, page, rows

ARCHITECTURE, GLOSSARY = page("docs/architecture.md"), page("docs/glossary.md")
PROJECT = tomllib.loads(page("pyproject.toml"))


def test_its_update_is_one() -> None:
    """1. The tap that it follows is read as it says."""
    [raw] = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", ARCHITECTURE, re.DOTALL)]
    incoming, pressed = read(raw), EventCallback.unpack(raw["callback_query"]["data"])
    assert (incoming.kind, incoming.chat_id, incoming.message_id) == ("callback_query", 1002, 55)
    assert lane_of(raw) == "tg:1002"
    assert (pressed.event, PARTSTATS[pressed.action], pressed.sequence) == (7, Partstat.ACCEPTED, 0)


def test_its_contracts_are_those_that_are_checked() -> None:
    """2. All of them, by their names."""
    told = [name for name, _ in rows(ARCHITECTURE, "| contract | why |")]
    assert told == [contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]]


def test_its_layers_are_those_of_bot() -> None:
    """3. From the top, as the last contract has them."""
    [told] = re.findall(r"`(cli → [^`]+)`", ARCHITECTURE)
    layers = PROJECT["tool"]["importlinter"]["contracts"][-1]["layers"]
    assert told == " → ".join(layer.replace(" |", ",").replace("(", "").replace(")", "") for layer in layers)


def test_its_packages_are_those_that_are_installed() -> None:
    """4. The direct ones, all of them."""
    told = [name for name, *_ in rows(ARCHITECTURE, "| package | for | why this one |")]
    assert told == sorted(Requirement(line).name.lower() for line in PROJECT["project"]["dependencies"])


def test_every_router_stands_among_the_troubles() -> None:
    """5. Or nobody has asked what can go wrong there."""
    told = set(re.findall(r"^\| `(handlers/\w+\.py)` \| ", ARCHITECTURE, re.MULTILINE))
    routers = {
        f"handlers/{file.name}" for file in (ROOT / "handlers").glob("*.py") if "\ndef router()" in file.read_text()
    }
    assert told == routers


def test_every_trouble_is_held_by_a_test() -> None:
    """6. One that is there, at least."""
    _, _, section = ARCHITECTURE.partition("\n## When something fails\n")
    troubles = [row for row in section.partition("\n## ")[0].splitlines() if row.endswith("` |")]
    assert len(troubles) > 60
    assert [row for row in troubles if not re.search(r"::test_\w+` \|$", row)] == []
    tests = re.findall(r"`([\w/]+\.py)::(test_\w+)`", section)
    assert [f"{path}::{name}" for path, name in tests if not holds(ROOT / "tests" / path, name)] == []


def test_every_word_is_in_the_code() -> None:
    """7. Each row of the glossary names a class, a function or a package that is there."""
    words = [row for row in GLOSSARY.splitlines() if row.startswith("| ") and not re.match(r"\| (word|---) ", row)]
    assert len(words) > 40
    for row in words:
        named = named_things(row) or re.findall(r"`([\w/]+/__init__\.py)`", row)
        assert named, row
