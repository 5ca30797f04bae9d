"""`python -m bot demo`: the story on the terminal, and the demo that stays."""

import json
import re
import signal
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.conftest import Golden
from tests.integration.cli.shell import Shell
from tests.wire import faults

CUT_SHORT = """
import runpy, sys, threading

class NeverThere:
    def find_spec(self, name, *_):
        if name == {module!r}:
            print('Now it would be imported', flush=True)
            threading.Event().wait()

sys.meta_path.insert(0, NeverThere())
sys.argv[1:] = {words!r}
runpy.run_module('bot', run_name='__main__', alter_sys=True)
"""

ROOMS = re.compile(r"/meet/planerka/[0-9A-Z]{8}")
DIALLED = re.compile(r"(конференции|conference ID|,,) ?\d{6}\b")


def without_chance(told: str) -> str:
    """With the same ports, and the same names and numbers of rooms, in every run."""
    ports = {port: f"127.0.0.1:{40001 + n}" for n, port in enumerate(dict.fromkeys(re.findall(r"127.0.0.1:\d+", told)))}
    rooms = {room: f"/meet/planerka/ROOM000{n}" for n, room in enumerate(dict.fromkeys(ROOMS.findall(told)), start=1)}
    for by_chance, instead in (ports | rooms).items():
        told = told.replace(by_chance, instead)
    return DIALLED.sub(r"\1 100001", told)


async def test_01_the_story(shell: Shell, golden: Golden) -> None:
    """1. The life of one event in both languages; the files which people received are valid and named by person."""
    told = await shell.types("demo", "--story", BOT_TOKEN="nonsense: the demo asks for no settings")
    assert (told.status, told.err) == (0, "")
    golden("story.txt", without_chance(told.out))
    files = sorted(shell.folder.glob("story/*.ics"))
    assert [file.name for file in files if not told.out.count(f"  {file.name}\n")] == []
    assert [fault for file in files for fault in faults(file.read_bytes())] == []


async def test_02_a_story_that_cannot_go_on(shell: Shell) -> None:
    """2. Status 1, and the chat in which something did not happen."""
    broken = (
        "import sys, bot.cli, demo.story as story\n"
        "async def act(stage):\n"
        "    await stage.anna.starts()\n"
        "    await stage.anna.sees('Hello, Boris', timeout=1)\n"
        "story.ACTS = (act,)\n"
        "sys.exit(bot.cli.main(['demo', '--story']))\n"
    )
    told = await shell.runs("-c", broken)
    assert told.status == 1
    assert "Traceback" not in told.err
    assert told.err.startswith(
        "The story stops here. Anna Lee does not see «Hello, Boris» but this:\n\nAnna Lee:\n  /start"
    )


async def test_03_the_demo_stays(shell: Shell, tmp_path: Path) -> None:
    """3. It says where to look before the bot is there, serves the page, and ends on Ctrl-C."""
    demo = await shell.starts("demo")
    await demo.says("It starts now")
    [address] = re.findall(r"(http://127.0.0.1:\d+/)", demo.said)
    await demo.says("Skype, simulated")
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as page:
            assert (page.status, page.content_type) == (200, "text/html")
        people = await parts(session, address, "people")
    assert [person["name"] for person in people] == ["Елена Смирнова", "Александр Смирнов", "Anna Lee"]
    assert await demo.ends(by=signal.SIGINT) == 0
    assert "Traceback" not in demo.said
    assert list(tmp_path.iterdir()) == []


async def test_04_two_demos_at_once(shell: Shell) -> None:
    """4. The second one takes another port."""
    first, second = await shell.starts("demo"), await shell.starts("demo")
    for demo in (first, second):
        await demo.says("It starts now")
    addresses = [re.findall(r"http://127.0.0.1:\d+/", demo.said)[0] for demo in (first, second)]
    assert len(set(addresses)) == 2
    for demo in (first, second):
        assert await demo.ends(by=signal.SIGINT) == 0


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("words", [["demo"], ["demo", "--story"]])
async def test_05_ended_before_the_bot_is_there(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], by: signal.Signals
) -> None:
    """5. It does not wait for what it still imports, be that for ever; it says nothing more and leaves nothing."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    demo = await shell.begins("-c", CUT_SHORT.format(module="aiogram", words=words))
    await demo.says("Now it would be imported")
    assert [path.name[:9] for path in tmp_path.iterdir()] == ["planerka-"]
    assert await demo.ends(by=by) == 0
    assert demo.said.endswith("Now it would be imported\n")
    assert list(tmp_path.iterdir()) == []


async def test_06_ended_before_anything_is_there(shell: Shell) -> None:
    """6. Ctrl-C while the commands themselves are imported: no traceback, of whatever library."""
    demo = await shell.begins("-c", CUT_SHORT.format(module="pydantic", words=["demo"]))
    await demo.says("Now it would be imported")
    assert await demo.ends(by=signal.SIGINT) == 0
    assert demo.said == "Now it would be imported\n"


async def parts(session: aiohttp.ClientSession, address: str, wanted: str) -> Any:
    """A part of the page's world, as it is at first."""
    async with session.get(f"{address}ui/events") as stream:
        async for line in stream.content:
            if line.startswith(b"data: ") and (part := json.loads(line[6:])).get("id") == wanted:
                return part["value"]
    raise AssertionError(f"there was no {wanted}")
