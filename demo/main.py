"""`python -m bot demo`: the real bot between an embedded Bot API server and a simulated Skype, all in one process."""

import asyncio
import logging
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import logs
from demo.browser.scene import Progress, Scene
from demo.browser.site import Site
from demo.scenery import opened_scene
from demo.telegram import NotSeen

if TYPE_CHECKING:  # importing it takes seconds
    from demo.stage import Stage

FOLDER = Path("story")
STORY = """The life of one event, played by the real bot between an embedded Bot API server and a simulated Skype.
Below each headline: what is new or has changed in each chat, buttons in [brackets].
"""


async def demo(only_story: bool) -> int:
    """Play the story on the terminal, or on a page where it can be continued until the demo is cancelled.

    Returns the exit status: 1 when the story could not go on.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # half of the story is Cyrillic, which a terminal's encoding may lack
    logs.set_up("WARNING", "text")
    # Slow statements are the business of an administrator; here everything shares one machine.
    logging.getLogger("storage.engines.sqlite.driver").setLevel(logging.ERROR)
    try:
        await (_play_on_terminal() if only_story else _serve_page())
    except NotSeen as missed:
        print(f"The story stops here. {missed}", file=sys.stderr)
        return 1
    return 0


async def _play_on_terminal() -> None:
    print(STORY, flush=True)
    async with opened_scene() as scene:
        # Slow to import, and Ctrl-C would have to wait: only after `opened_scene` has imported most of it in a thread.
        from demo.story import ACTS, story

        stage = await _stage(scene)
        async for act in story(stage, ACTS):
            print(act, flush=True)
        files = stage.saves_files(FOLDER)
    print(f"The {len(files)} calendar files that they received are in {FOLDER}/:")
    print("\n".join(f"  {file.name}" for file in files))


async def _serve_page() -> None:
    progress = Progress()
    site = await Site.start(progress)
    try:
        print(f"Planerka in your browser: {site.url}\nIt starts now. Ctrl-C ends the demo.", flush=True)
        async with opened_scene() as scene:
            await play(progress, scene)
            await asyncio.Event().wait()
    finally:
        await site.stop()


async def play(progress: Progress, scene: Scene) -> None:
    """Start the bot and play the story up to the invitations; people on the page take over from there."""
    from demo.crew import NotRunning
    from demo.story import INVITED, story

    stage = await _stage(scene)
    progress.enter("playing", scene)
    try:
        async for _act in story(stage, INVITED):
            pass
    except (NotSeen, NotRunning) as missed:  # the bot can already be killed on the page
        print(f"The story stops here. {missed}", file=sys.stderr)
    world = scene.telegram.world
    world.group("Команда", members=stage.people, bots=[world.only_bot])
    scene.clock.runs()
    progress.enter("running")
    print(f"Skype, simulated: {scene.skype.root_url}; Telegram, embedded: {scene.telegram.url}", flush=True)


async def _stage(scene: Scene) -> "Stage":
    from demo.stage import Stage

    scene.crew.start()
    await scene.crew.until_running()
    return Stage(scene.telegram.world, scene.crew, scene.clock)
