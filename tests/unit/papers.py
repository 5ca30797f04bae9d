"""The papers of the house, and what a machine can look up in them."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests/e2e/README.md"]))
FOLDERS = ("bot", "demo", "docs", "domain", "handlers", "locales", "requirements", "storage", "tests", "tools")

_PATH = rf"(?:{'|'.join(FOLDERS)})/[^`:*…]*"


def page(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def rows(text: str, head: str) -> list[list[str]]:
    """The cells of the table under this head, row by row."""
    _, found, below = text.partition(f"\n{head}\n")
    assert found, head
    table = below.partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in re.split(r" \| ", row.strip().strip("|"))] for row in table[1:]]


def named_paths(text: str) -> list[str]:
    """Files and folders in code marks, without what stands behind `::`."""
    return re.findall(rf"`({_PATH})(?:::[\w.]+)?`", text)


def named_things(text: str) -> list[tuple[str, str]]:
    """`path.py::name`: the path, and the function, class or `Class.method`."""
    return re.findall(r"`([\w/]+\.py)::([\w.]+)`", text)


def holds(path: Path, name: str) -> bool:
    """Whether this module makes a thing of this name, or the class in it a member."""
    nodes: list[ast.stmt] = ast.parse(path.read_text("utf-8")).body
    for part in name.split("."):
        found = [node for node in nodes if part in _made_by(node)]
        if not found:
            return False
        nodes = getattr(found[-1], "body", [])
    return True


def _made_by(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def links(text: str) -> list[str]:
    """Where the links and pictures outside of code lead, as they are written; addresses of the web are left out."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(r'src="([^"]+)"', prose)
    return [link for link in found if "://" not in link]


def anchors(text: str) -> set[str]:
    """Of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def make_targets() -> set[str]:
    [phony] = re.findall(r"^\.PHONY: (.*)", page("Makefile"), re.MULTILINE)
    return set(phony.split())
