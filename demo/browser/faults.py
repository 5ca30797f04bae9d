"""The page's switches that make Telegram and Skype fail, to show that nothing is lost."""

from demo.browser.payload import Impossible, Problem
from demo.browser.scene import Scene
from demo.skype.vocabulary import Fault as SkypeFault
from demo.telegram.faults import Fault

WAIT_SECONDS = 5  # the retry_after of "Too Many Requests"


TELEGRAM: dict[str, tuple[Fault, ...]] = {
    "telegram_down": (Fault("*", kind="cut_before", times=None),),
    "too_many": tuple(
        Fault(method, kind="retry_after", retry_after=WAIT_SECONDS, times=None)
        for method in ("sendMessage", "editMessageText", "sendDocument")
    ),
}
SKYPE = {"skype_down": SkypeFault.CUT_BEFORE_COMMIT, "skype_slow": SkypeFault.HOLD}


def state(scene: Scene) -> dict[str, bool]:
    """Which switches are on."""
    rules = tuple(scene.telegram.world.faults.rules)
    planned = {planned.fault for planned in scene.skype.faults.planned}
    return {name: rules == faults for name, faults in TELEGRAM.items()} | {
        name: fault in planned for name, fault in SKYPE.items()
    }


def switch(scene: Scene, name: str, on: bool) -> None:
    """Turn a switch on or off; at most one of each server is on. Raises Impossible for an unknown name."""
    switches = state(scene)
    if name not in switches:
        raise Impossible(Problem.MALFORMED)
    if switches[name] == on:
        return  # switching off one that is off must not clear another of the same server
    if name in TELEGRAM:
        scene.telegram.world.faults.clear()
        for fault in TELEGRAM[name] if on else ():
            scene.telegram.world.faults.add(fault)
    else:
        scene.skype.faults.clear()
        if on:
            scene.skype.faults.always(SKYPE[name])
    scene.telegram.world.notify()
