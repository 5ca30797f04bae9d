"""The story on the page, where the bot may be killed while it is played."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from demo.browser.scene import Progress, Scene
from demo.main import play
from demo.scenery import opened_scene


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened_scene() as scene:
        yield scene


async def killed_meanwhile(progress: Progress, scene: Scene) -> "asyncio.Task[None]":
    """The story is under way, and the bot is killed once it has greeted the first person."""
    playing = asyncio.create_task(play(progress, scene))  # noqa: TID251  the test that asked for it awaits it
    world = scene.telegram.world
    await world.until(lambda: any("Здравствуйте" in person.shows() for person in world.people.values()), 20)
    assert progress.phase == "playing"
    scene.crew.kill()
    assert progress.state == "killed"
    return playing


async def test_01_killed_and_started_again(progress: Progress, scene: Scene) -> None:
    """1. The story goes on where it was, and all people are invited."""
    playing = await killed_meanwhile(progress, scene)
    scene.crew.start()
    await playing
    assert progress.state == "running"
    _, alexander, anna = scene.telegram.world.people.values()
    assert "приглашает вас на событие" in alexander.shows()
    assert "invites you to an event" in anna.shows()


async def test_02_killed_for_good(progress: Progress, scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    """2. The demo reports it and stays open: the bot can be started, and the group is there."""
    await (await killed_meanwhile(progress, scene))
    assert capsys.readouterr().err.startswith("The story stops here.")
    assert (progress.phase, progress.state) == ("running", "killed")
    assert [group.title for group in scene.telegram.world.groups.values()] == ["Команда"]
    scene.crew.start()
    await scene.crew.until_running()
    assert progress.state == "running"
