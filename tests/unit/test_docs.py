"""The page for administrators is true where a machine can tell."""

import re
from pathlib import Path

from bot.conferences.skype.advice import ADVICE
from bot.settings.model import PREFIX, Settings
from tests.unit.test_readme import README, ROOT

PAGE = (ROOT / "docs/skype.md").read_text()


def rows(head: str) -> list[list[str]]:
    """The cells of the table under this head."""
    _, _, below = PAGE.partition(f"\n{head}\n")
    table = below.partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in re.split(r" \| ", row.strip().strip("|"))] for row in table[1:]]


def test_each_trouble_has_the_advice_of_check() -> None:
    """1. All of them, in the same words."""
    told = {word.strip("` "): advice for word, advice in rows("| word in the log | what to do |")}
    assert told == {trouble.value: advice for trouble, advice in ADVICE.items()}


def test_its_settings_are_there() -> None:
    """2. And those that its advice names."""
    named = set(re.findall(rf"{PREFIX}(\w*[A-Z])", PAGE))
    assert len(named) > 9
    assert named <= {name.upper() for name in Settings.model_fields}


def test_the_readme_leads_to_it() -> None:
    """3. The only page beside the README."""
    assert "](docs/skype.md)" in README
    assert [file.name for file in (ROOT / "docs").glob("*.md")] == ["skype.md"]


def test_its_links_lead_somewhere() -> None:
    """4. To headings of its own, or to files."""
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)", PAGE, re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert link[1:] in headings if link.startswith("#") else (Path(ROOT / "docs") / link).exists(), link


def test_its_log_lines_are_written_somewhere() -> None:
    """5. Word for word, up to what differs each time."""
    code = "\n".join(file.read_text() for file in (ROOT / "bot").rglob("*.py"))
    lines = re.findall(r"`((?:Skype|The server) [^`]+)`", PAGE)
    assert len(lines) > 4
    assert [line for line in lines if re.split(r" (?:of event|conference\.)", line)[0] not in code] == []
