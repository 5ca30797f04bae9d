"""The README gets somebody going, and is true where a machine can tell."""

import re

import pytest

from bot.cli import _parser
from bot.settings.model import PREFIX, Settings
from tests.unit.papers import ROOT, make_targets, page, rows

README = page("README.md")
CODE = "\n".join(file.read_text("utf-8") for package in ("bot", "storage") for file in (ROOT / package).rglob("*.py"))


def test_it_is_read_at_one_go() -> None:
    """1. What is longer belongs on a page of its own."""
    assert len(README.splitlines()) < 150


def test_every_setting_stands_in_the_table() -> None:
    """2. And no other one."""
    assert set(re.findall(rf"`{PREFIX}(\w+)`", README)) == {name.upper() for name in Settings.model_fields}


def test_its_example_is_the_one_of_the_story() -> None:
    """3. Whoever types it gets what the pictures show."""
    [typed] = re.findall(r"One message such as `([^`]+)`", README)
    assert typed in page("tests/golden/story.txt")


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "docs/benchmarks.md"])
def test_its_make_commands_are_the_real_ones(paper: str) -> None:
    """4."""
    named = set(re.findall(r"(?:^|`)make ([a-z][\w./]+)`?(?= |`|$)", page(paper), re.MULTILINE))
    assert named
    assert named <= make_targets()


def test_the_inner_loop_is_named_where_it_is_looked_for() -> None:
    """5. In the README, for contributors, and in `make help`, which names every target."""
    assert "`make quick`" in README
    assert "`make quick`" in page("CONTRIBUTING.md")
    helped = set(re.findall(r'@echo "make (\w+) ', page("Makefile")))
    assert helped | {"help", "lint"} == make_targets()


def test_the_commands_of_the_bot_are_the_real_ones() -> None:
    """6. All of them."""
    _, _, section = README.partition("\n## Commands\n")
    told = {name.strip("`").split()[0] for name, _ in rows(section, "| command | what it does |")}
    assert told == set(re.findall(r"^    (\w+)  ", _parser().format_help(), re.MULTILINE))


def test_its_log_lines_are_written_somewhere() -> None:
    """7. Word for word, between what differs each time."""
    lines = [line for cell, _ in rows(README, "| line | what it means |") for line in re.findall(r"`([^`]+)`", cell)]
    assert len(lines) > 9
    pieces = [piece.strip() for line in lines for piece in re.split("…|;", line)]
    assert [piece for piece in pieces if piece not in CODE.replace("%s", "…")] == []
