"""The page's server over a world in which the real bot is at work."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from demo.browser.scene import Progress, Scene
from demo.browser.site import Site
from demo.scenery import opened_scene
from demo.stage import Stage
from demo.telegram import Person


@dataclass
class Browser:
    """An open page: `parts` as received so far, `times` how often each part came."""

    session: aiohttp.ClientSession
    url: str
    parts: dict[str, Any] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    async def does(self, action: str, **given: Any) -> Any:
        async with self.session.post(f"{self.url}ui/{action}", json=given) as answer:
            assert answer.status == 200
            return await answer.json()

    async def reads(self, stream: aiohttp.ClientResponse) -> str:
        """The next event of the stream: the part's id, or "ready"."""
        while not (line := await stream.content.readline()).startswith(b"event: "):
            assert line, "the stream has ended"
        kind, data = line[7:].strip(), json.loads((await stream.content.readline())[6:])
        if kind == b"ready":
            return "ready"
        self.parts[data["id"]] = data["value"]
        self.times[data["id"]] = self.times.get(data["id"], 0) + 1
        return str(data["id"])

    async def opens(self, stream: aiohttp.ClientResponse) -> None:
        """Until everything was told once."""
        while await self.reads(stream) != "ready":
            pass

    def newest(self, person: int) -> dict[str, Any]:
        """The newest message of the person's chat with the bot."""
        messages = self.parts[f"chat:{person}:{person}"]["messages"]
        return messages[-1] if messages else {"text": ""}


@pytest.fixture
async def progress() -> Progress:
    return Progress()


@pytest.fixture
async def site(progress: Progress) -> AsyncIterator[Site]:
    site = await Site.start(progress, port=0)
    yield site
    await site.stop()


@pytest.fixture
async def browser(site: Site) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        yield Browser(session, site.url)


@pytest.fixture
async def scene(progress: Progress) -> AsyncIterator[Scene]:
    """Three people whom the bot does not know yet."""
    async with opened_scene() as scene:
        scene.crew.start()
        await scene.crew.until_running()
        Stage(scene.telegram.world, scene.crew, scene.clock)
        progress.enter("running", scene)
        yield scene


@pytest.fixture
def elena(scene: Scene) -> Person:
    return next(iter(scene.telegram.world.people.values()))


@pytest.fixture
def anna(scene: Scene) -> Person:
    return list(scene.telegram.world.people.values())[-1]
