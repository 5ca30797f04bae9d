"""The table in README.md beside this is true: no number is missing, and every scenario that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROWS = re.findall(r"^\| ([TC]\d+) \| (.+?) \| (.+?) \|$", (HERE / "README.md").read_text(), re.MULTILINE)
NUMBERS = [f"T{number}" for number in range(1, 22)] + [f"C{number}" for number in range(1, 19)]


def named(scenarios: str) -> list[tuple[str, str]]:
    """(file, function) of each scenario in a cell."""
    return re.findall(r"`([\w./]+)::(\w+)`", scenarios)


@cache
def scenarios_in(file: str) -> dict[str, str]:
    """The tests of a file, with their sentences."""
    tree = ast.parse((HERE / file).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {node.name: ast.get_docstring(node) or "" for node in functions if node.name.startswith("test_")}


def test_every_number_stands_once() -> None:
    """1. In order."""
    assert [number for number, _, _ in ROWS] == NUMBERS


def test_every_scenario_is_there() -> None:
    """2. At least one for each number."""
    assert [number for number, _, scenarios in ROWS if not named(scenarios)] == []
    assert [
        f"{file}::{name}" for _, _, cell in ROWS for file, name in named(cell) if name not in scenarios_in(file)
    ] == []


def test_scenarios_stand_under_their_own_number() -> None:
    """3. Whose sentence begins with T4 or C4 is found in that row, wherever it stands."""
    listed = {(number, file, name) for number, _, cell in ROWS for file, name in named(cell)}
    numbered = {
        (sentence.partition(".")[0], file.name, name)
        for file in HERE.glob("test_*.py")
        for name, sentence in scenarios_in(file.name).items()
        if re.match(r"[TC]\d+\. ", sentence)
    }
    assert numbered <= listed
    assert {number for number, _, _ in numbered} == set(NUMBERS)
