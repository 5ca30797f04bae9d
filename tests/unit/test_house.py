"""The rules of the house that no tool checks: sizes, and nothing that is there for nobody."""

import ast
import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

import locales
from bot.settings.model import Settings
from domain.errors import Why
from handlers.arguments import language_in
from handlers.views import refusals
from handlers.views.settings import settings
from tests.make import ELENA
from tests.unit.views.samples import NOW

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "demo", "domain", "handlers", "locales", "storage")
HISTORY = ROOT / "storage" / "migrations" / "versions"  # a migration is as long as the tables it makes
FILES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
MODULES = [file for file in FILES if not file.is_relative_to(HISTORY)]
LINES, STATEMENT_LINES = 200, 25


def functions(module: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(module.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Without the signature and the docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_a_module_is_read_at_one_go() -> None:
    """1. At most 200 lines; a function at most 25, most of them far fewer."""
    assert [str(m) for m in MODULES if len(m.read_text("utf-8").splitlines()) > LINES] == []
    assert [f"{m}: {f.name}" for m in MODULES for f in functions(m) if body_lines(f) > STATEMENT_LINES] == []


def test_a_module_says_what_it_is_for() -> None:
    """2. In its first line."""
    assert [str(m) for m in MODULES if not ast.get_docstring(ast.parse(m.read_text("utf-8")))] == []


@pytest.mark.parametrize("why", Why)
def test_every_refusal_is_raised_and_worded(why: Why) -> None:
    """3. A sentence that nobody ever reads is not kept; one that nobody worded would be a crash."""
    used = re.compile(rf"\bWhy\.{why.name}\b")
    places = [m for m in MODULES if m.name != "refusals.py" and used.search(m.read_text("utf-8"))]
    assert places
    assert why in refusals._SENTENCES


def test_nothing_in_the_domain_is_there_for_tests_only() -> None:
    """4. The local end of an event was, and reading a room back from the Skype server."""
    used = Counter(re.findall(r"(?<!def )\b\w+\b", "\n".join(m.read_text("utf-8") for m in MODULES)))
    domain = (m for m in MODULES if m.is_relative_to(ROOT / "domain"))
    named = {f.name for m in domain for f in functions(m) if not f.name.startswith("__")}
    assert [name for name in sorted(named) if name not in used] == []


def test_the_languages_are_the_same_everywhere() -> None:
    """5. They stood in four places: a fifth would have offered a language that nobody translated."""
    assert get_args(Settings.model_fields["language"].annotation) == locales.LANGUAGES
    with locales.speaking("en"):
        shown = settings(ELENA, NOW).keyboard
    assert shown is not None
    assert [button.text for button in shown.inline_keyboard[0]] == ["✓ Русский", "English"]
    assert [language_in(language) for language in locales.LANGUAGES] == ["ru", "en"]


def test_a_script_is_read_at_one_go() -> None:
    """6. What the demo's pages are made of, too: at most 200 lines a file."""
    files = [file for kind in ("*.js", "*.css", "*.html") for file in (ROOT / "demo").rglob(kind)]
    assert files
    assert [str(file) for file in files if len(file.read_text("utf-8").splitlines()) > LINES] == []
