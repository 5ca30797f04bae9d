"""What the page shows and works on: Telegram, Skype, the clock and the bot, and how far the demo has come."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from demo.changes import Changes
from demo.clock import StoryClock
from demo.skype.server import SkypeServer
from demo.telegram import TelegramServer

if TYPE_CHECKING:  # importing it takes seconds, and the page has to be there before
    from demo.crew import Crew


Phase = Literal["starting", "playing", "running"]
State = Literal[Phase, "restarting", "killed", "failed"]
Mark = tuple[Changes, int]


@dataclass(frozen=True)
class Scene:
    """The servers, the clock and the bot of one demo."""

    telegram: TelegramServer
    skype: SkypeServer
    clock: StoryClock
    crew: "Crew"


@dataclass
class Progress:
    """How far the demo has come: "starting" until the scene is set up, "playing" the story, then "running"."""

    scene: Scene | None = None
    phase: Phase = "starting"
    changed: Changes = field(default_factory=Changes)

    @property
    def state(self) -> State:
        """What the page shows: the phase while the bot is running, otherwise the state of the bot."""
        life = self.scene.crew.state if self.scene else "running"
        return self.phase if life == "running" else life

    def enter(self, phase: Phase, scene: Scene | None = None) -> None:
        """Start a phase and notify the page. From the first scene on, `changed` is that of the scene."""
        self.changed.notify()
        self.phase = phase
        if scene is not None:
            self.scene, self.changed = scene, scene.telegram.world.changed

    def mark(self) -> Mark:
        """A mark for `changes_since`; take it before reading the state."""
        return self.changed, self.changed.count

    async def changes_since(self, mark: Mark, timeout: float) -> None:
        """Return when something has changed since the mark, or after `timeout` seconds."""
        if self.mark() == mark:
            await self.changed.wait(timeout)

    def empty(self) -> dict[str, Any]:
        """The parts of the page before the scene is set up."""
        return {"stage": {"state": self.state, "now": None}}
