"""The switches with which somebody makes Telegram and Skype fail, to watch that nothing is lost."""

from collections.abc import Callable

from bot.demo.browser.scene import Scene
from bot.demo.skype.vocabulary import Fault as SkypeFault
from bot.demo.telegram.chats import NotPossible
from bot.demo.telegram.faults import Fault

WAIT_SECONDS = 5  # what Telegram says when it has had too much


def _telegram(scene: Scene, name: str, on: bool) -> None:
    faults = scene.telegram.world.faults
    faults.clear()
    if on:
        for fault in _TELEGRAM[name]:
            faults.add(fault())


def _skype(scene: Scene, name: str, on: bool) -> None:
    scene.skype.faults.clear()
    if on:
        scene.skype.faults.always(_SKYPE[name])


_TELEGRAM: dict[str, list[Callable[[], Fault]]] = {
    "telegram_down": [lambda: Fault("*", kind="cut_before", times=None)],
    "too_many": [
        lambda: Fault("sendMessage", kind="retry_after", retry_after=WAIT_SECONDS, times=None),
        lambda: Fault("editMessageText", kind="retry_after", retry_after=WAIT_SECONDS, times=None),
        lambda: Fault("sendDocument", kind="retry_after", retry_after=WAIT_SECONDS, times=None),
    ],
}
_SKYPE = {"skype_down": SkypeFault.CUT_BEFORE_COMMIT, "skype_slow": SkypeFault.HOLD}


def state(scene: Scene) -> dict[str, bool]:
    """Which switch is on; of those of one server, one at a time."""
    rules = {(rule.method, rule.kind) for rule in scene.telegram.world.faults.rules}
    planned = {planned.fault for planned in scene.skype.faults.planned}
    telegram = {name: {(f.method, f.kind) for f in (make() for make in faults)} for name, faults in _TELEGRAM.items()}
    return {name: bool(rules) and rules == kinds for name, kinds in telegram.items()} | {
        name: fault in planned for name, fault in _SKYPE.items()
    }


def switch(scene: Scene, name: str, on: bool) -> None:
    """Raises NotPossible for a switch that is none."""
    if name in _TELEGRAM:
        _telegram(scene, name, on)
    elif name in _SKYPE:
        _skype(scene, name, on)
    else:
        raise NotPossible(f"there is no switch {name}")
    scene.telegram.world.notify()
