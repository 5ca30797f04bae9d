"""Actions on the demo itself: time, faults, and starting or killing the bot."""

from demo.browser import faults
from demo.browser.payload import Impossible, Payload, Problem, choice, flag, number, text
from demo.browser.scene import Scene


async def clock(scene: Scene, payload: Payload) -> Payload:
    """Let time pass, for Telegram, Skype and the bot alike."""
    minutes = number(payload, "minutes")
    if not 0 < minutes <= 60 * 24 * 31:
        raise Impossible(Problem.NO_TIME)
    scene.clock.passes(minutes=minutes)
    scene.telegram.world.notify()
    return {}


async def fault(scene: Scene, payload: Payload) -> Payload:
    faults.switch(scene, text(payload, "name"), flag(payload, "on"))
    return {}


async def bot(scene: Scene, payload: Payload) -> Payload:
    """Start or kill the bot, without waiting for it: it is running only once Telegram has answered."""
    choice(payload, "do", {"start": scene.crew.start, "kill": scene.crew.kill})()
    return {}
