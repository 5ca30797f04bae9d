"""What can be done to the world around the people on the page: time, trouble, and the life of the bot."""

from typing import Any

from bot.demo.browser import trouble
from bot.demo.browser.scene import Scene
from bot.demo.telegram.chats import NotPossible

Given = dict[str, Any]


async def clock(scene: Scene, given: Given) -> Given:
    """Time goes by, for everybody: Telegram, Skype and the bot."""
    minutes = int(given["minutes"])
    if not 0 < minutes <= 60 * 24 * 31:
        raise NotPossible("time goes forward, a month at most")
    scene.clock.passes(minutes=minutes)
    scene.telegram.world.notify()
    return {}


async def fault(scene: Scene, given: Given) -> Given:
    trouble.switch(scene, str(given["name"]), bool(given["on"]))
    return {}


async def bot(scene: Scene, given: Given) -> Given:
    await {"start": scene.crew.start, "kill": scene.crew.kill}[given["do"]]()
    scene.telegram.world.notify()
    return {}
