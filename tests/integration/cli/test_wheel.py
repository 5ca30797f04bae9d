"""The wheel, built without an index."""

import asyncio
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.integration.cli.shell import ROOT, Shell


def tracked(pattern: str) -> set[str]:
    return {str(file.relative_to(ROOT)) for file in ROOT.glob(pattern)}


async def test_an_installed_wheel_is_the_whole_bot(shell: Shell) -> None:
    """It gives the command `planerka`; migrations, catalogs and the demo's pages are in it, tests are not. Unpacked
    elsewhere, the command makes a database."""
    built = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation", "--quiet"),
        *("--wheel-dir", str(shell.folder), str(ROOT)),
    )
    assert await built.wait() == 0
    [wheel] = shell.folder.glob("planerka-*.whl")
    with ZipFile(wheel) as packed:
        names = set(packed.namelist())
        [entry_points] = [packed.read(name).decode() for name in names if name.endswith("entry_points.txt")]
        packed.extractall(shell.folder / "site")
    assert entry_points.split("\n")[:2] == ["[console_scripts]", "planerka = bot.__main__:run"]
    for pattern in ("storage/migrations/versions/*.py", "locales/*/LC_MESSAGES/*", "demo/*/static/*", "bot/**/*.py"):
        assert tracked(pattern)
        assert tracked(pattern) - names == set()
    assert {Path(name).parts[0] for name in names} & {"tests", "docs", "tools"} == set()
    command = (
        "import sys; sys.path.insert(0, 'site'); sys.argv = ['planerka', 'migrate']; import bot.__main__ as planerka"
    )
    ended = await shell.runs("-c", f"{command}; print(planerka.__file__, flush=True); planerka.run()")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(str(shell.folder / "site"))
    assert "The database is up to date" in ended.out
