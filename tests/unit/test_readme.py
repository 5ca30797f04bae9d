"""The README is true where a machine can tell."""

import re
from pathlib import Path

from bot.settings.model import PREFIX, Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
FOLDERS = ("bot", "demo", "domain", "handlers", "locales", "storage", "tests")


def test_every_setting_stands_in_the_table() -> None:
    """And no other one."""
    assert set(re.findall(rf"`{PREFIX}(\w+)`", README)) == {name.upper() for name in Settings.model_fields}


def test_what_it_names_is_there() -> None:
    """Files and folders."""
    named = re.findall(rf"`((?:{'|'.join(FOLDERS)})/[^`]*)`", README)
    assert len(named) > 25
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_its_story_is_the_real_one() -> None:
    """Line by line in the order in which the demo prints them; … stands for lines left out."""
    told = iter((ROOT / "tests/golden/story.txt").read_text().splitlines())
    [transcript] = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert [line for line in transcript.splitlines() if line.strip(" …") and line not in told] == []


def test_its_commands_are_the_real_ones() -> None:
    """Targets of make."""
    targets = set(re.findall(r"^([\w./]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make (\.?[a-z][\w./]+)`?(?= |`|$)", README, re.MULTILINE)) <= targets
