"""Every page is true where a machine can tell; what is peculiar to one page stands in a file of its own."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.unit.papers import PAGES, ROOT, anchors, holds, links, named_paths, named_things, page

ONE_PAGE = {"CONTRIBUTING.md": 80, "SECURITY.md": 60, "docs/ru.md": 90, "docs/decisions": 20}  # lines

every_page = pytest.mark.parametrize("paper", PAGES, ids=lambda paper: str(paper.relative_to(ROOT)))


@every_page
def test_its_links_lead_somewhere(paper: Path) -> None:
    """1. To files, and to headings in them."""
    for link in links(paper.read_text("utf-8")):
        file, _, anchor = link.partition("#")
        leads_to = (paper.parent / file).resolve() if file else paper
        assert leads_to.exists(), link
        assert not anchor or anchor in anchors(leads_to.read_text("utf-8")), link


@every_page
def test_what_it_names_is_there(paper: Path) -> None:
    """2. Files and folders, and what is named in them."""
    text = paper.read_text("utf-8")
    assert [path for path in named_paths(text) if not (ROOT / path).exists()] == []
    known = [(path, name) for path, name in named_things(text) if (ROOT / path).exists()]
    assert [f"{path}::{name}" for path, name in known if not holds(ROOT / path, name)] == []


def test_every_page_is_found() -> None:
    """3. From the README by links, and no picture is left over."""
    found, ahead = set[Path](), [ROOT / "README.md"]
    while ahead:
        at = ahead.pop()
        found.add(at)
        near = [(at.parent / link.partition("#")[0]).resolve() for link in links(at.read_text("utf-8"))]
        ahead += [file for file in near if file.suffix == ".md" and file not in found]
        found |= {file for file in near if file.suffix == ".png"}
    ours = {file for file in (ROOT / "docs").rglob("*") if file.is_file()} | set(ROOT.glob("*.md"))
    assert ours - found == set()


def test_one_page_is_one_page() -> None:
    """4. Or it is read by fewer."""
    for name, limit in ONE_PAGE.items():
        for paper in PAGES:
            if str(paper.relative_to(ROOT)).startswith(name):
                assert len(paper.read_text("utf-8").splitlines()) <= limit, paper


def test_decisions_say_what_would_change_them() -> None:
    """5. Each is numbered and has its four parts, in this order."""
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    for number, decision in enumerate(decisions, start=1):
        text = decision.read_text("utf-8")
        assert decision.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        parts = ["Context.", "Decision.", "Consequence.", "What would change it."]
        assert re.findall(r"^\*\*(.+?)\*\*", text, re.MULTILINE) == parts, decision


def test_the_version_that_is_told_is_the_one_that_is_needed() -> None:
    """6. Of Python, wherever a page names one."""
    needed = tomllib.loads(page("pyproject.toml"))["project"]["requires-python"].removeprefix(">=")
    told = {version for paper in PAGES for version in re.findall(r"Python (3\.\d+)", paper.read_text("utf-8"))}
    assert told == {needed}


def test_the_stories_are_those_that_are_told() -> None:
    """7. The table beside the end-to-end tests names each of them, and no other; those that begin with B at once."""
    told = re.findall(r"^\| .* \| ([A-Zb0-9… ]+) \|$", page("tests/e2e/README.md"), re.MULTILINE)
    numbers = {number for cell in told for number in cell.split()} - {"B…"}
    stories = [number for file in (ROOT / "tests/e2e").glob("test_*.py") for number in _numbers(file)]
    assert len(stories) == len(set(stories))
    assert numbers - set(stories) == set()
    assert {number for number in stories if not number.startswith("B")} - numbers == set()


def _numbers(file: Path) -> list[str]:
    """With which the docstrings of its tests begin."""
    tests = [node for node in ast.parse(file.read_text("utf-8")).body if getattr(node, "name", "").startswith("test_")]
    return [str(ast.get_docstring(test)).partition(". ")[0] for test in tests if isinstance(test, ast.AsyncFunctionDef)]
