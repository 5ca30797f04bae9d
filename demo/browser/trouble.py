"""The switches with which somebody makes Telegram and Skype fail, to watch that nothing is lost."""

from demo.browser.given import Impossible, Problem
from demo.browser.scene import Scene
from demo.skype.vocabulary import Fault as SkypeFault
from demo.telegram.faults import Fault

WAIT_SECONDS = 5  # what Telegram says when it has had too much


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
    """Of those of one server, one at a time. Raises Impossible for a switch that is none."""
    switches = state(scene)
    if name not in switches:
        raise Impossible(Problem.MALFORMED)
    if switches[name] == on:
        return  # to switch off what is off must leave another one of that server on
    if name in TELEGRAM:
        scene.telegram.world.faults.clear()
        for fault in TELEGRAM[name] if on else ():
            scene.telegram.world.faults.add(fault)
    else:
        scene.skype.faults.clear()
        if on:
            scene.skype.faults.always(SKYPE[name])
    scene.telegram.world.notify()
