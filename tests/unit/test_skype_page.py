"""docs/skype.md, the page for administrators, is true where a machine can tell."""

import re

from bot.conferences.skype.advice import ADVICE
from bot.settings.model import PREFIX, Settings
from tests.unit.papers import ROOT, page, rows

PAGE = page("docs/skype.md")


def test_each_trouble_has_the_advice_of_check() -> None:
    """1. All of them, in the same words."""
    told = {word.strip("` "): advice for word, advice in rows(PAGE, "| word in the log | what to do |")}
    assert told == {trouble.value: advice for trouble, advice in ADVICE.items()}


def test_its_settings_are_there() -> None:
    """2. And those that its advice names."""
    named = set(re.findall(rf"{PREFIX}(\w*[A-Z])", PAGE))
    assert len(named) > 9
    assert named <= {name.upper() for name in Settings.model_fields}


def test_its_log_lines_are_written_somewhere() -> None:
    """3. Word for word, up to what differs each time."""
    code = "\n".join(file.read_text() for file in (ROOT / "bot").rglob("*.py"))
    lines = re.findall(r"`((?:Skype|The server) [^`]+)`", PAGE)
    assert len(lines) > 4
    assert [line for line in lines if re.split(r" (?:of event|conference\.)", line)[0] not in code] == []
