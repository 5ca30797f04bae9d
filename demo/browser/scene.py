"""What stands around the page: Telegram, Skype, time, and the bot that can be killed."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from demo.changes import Changes
from demo.clock import StoryClock
from demo.skype.server import SkypeServer
from demo.telegram import TelegramServer

if TYPE_CHECKING:  # importing it takes seconds, and the page has to be there before
    from demo.crew import Crew


Act = Literal["starting", "playing", "running"]
State = Literal[Act, "restarting", "killed", "failed"]
Mark = tuple[Changes, int]


@dataclass(frozen=True)
class Scene:
    """All of it, once it has been set up."""

    telegram: TelegramServer
    skype: SkypeServer
    clock: StoryClock
    crew: "Crew"


@dataclass
class Theatre:
    """The page is there before the scene is: the act is "starting", then "playing" the story, then "running"."""

    scene: Scene | None = None
    act: Act = "starting"
    changed: Changes = field(default_factory=Changes)

    @property
    def state(self) -> State:
        """What the page shows: the act, while the bot is at work for it; otherwise what has become of the bot."""
        life = self.scene.crew.state if self.scene else "running"
        return self.act if life == "running" else life

    def turns(self, act: Act, scene: Scene | None = None) -> None:
        """The page shows it at once; from now on it follows that scene."""
        self.changed.notify()
        self.act = act
        if scene is not None:
            self.scene, self.changed = scene, scene.telegram.world.changed

    def mark(self) -> Mark:
        """To be taken before looking, for `changes_since`."""
        return self.changed, self.changed.count

    async def changes_since(self, mark: Mark, patience: float) -> None:
        """Returns when something has changed since the mark, or after `patience` seconds."""
        if self.mark() == mark:
            await self.changed.wait(patience)

    def empty(self) -> dict[str, Any]:
        """All that there is to be seen before the scene is set up."""
        return {"stage": {"state": self.state, "now": None}}
