"""What can be done to the world around the people on the page: time, trouble, and the life of the bot."""

from demo.browser import trouble
from demo.browser.given import Given, Impossible, Problem, choice, flag, number, text
from demo.browser.scene import Scene


async def clock(scene: Scene, given: Given) -> Given:
    """Time goes by, for everybody: Telegram, Skype and the bot."""
    minutes = number(given, "minutes")
    if not 0 < minutes <= 60 * 24 * 31:
        raise Impossible(Problem.NO_TIME)
    scene.clock.passes(minutes=minutes)
    scene.telegram.world.notify()
    return {}


async def fault(scene: Scene, given: Given) -> Given:
    trouble.switch(scene, text(given, "name"), flag(given, "on"))
    return {}


async def bot(scene: Scene, given: Given) -> Given:
    """Whoever does it does not wait: the bot starts when Telegram answers, and dies at once."""
    choice(given, "do", {"start": scene.crew.start, "kill": scene.crew.kill})()
    return {}
