"""What there is to be seen: the world is looked at once for everybody who watches."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from demo.browser.parts import parts
from demo.browser.scene import Mark, Theatre

LOOK = 1.0  # seconds after which the world is looked at even if nobody has said that it changed
GATHER = 0.02  # seconds in which changes that come together are gathered


@dataclass(frozen=True)
class View:
    """Every part by its id, as JSON; `mark` and `moment` are of the beginning of the look."""

    mark: Mark
    moment: float
    parts: Mapping[str, str]


class Sight:
    """Looks at the theatre, for all who ask at the same time together."""

    def __init__(self, theatre: Theatre) -> None:
        self._theatre = theatre
        self._alone = asyncio.Lock()
        self._view: View | None = None

    async def now(self) -> View:
        """What is there, with every change that has been told of before the call."""
        asked, mark = self._moment(), self._theatre.mark()
        async with self._alone:
            if (view := self._view) is None or not self._serves(view, asked, mark):
                self._view = view = await self._look()
        return view

    async def after(self, view: View) -> View:
        """The next one: soon after something has changed since that one, or after a while."""
        await self._theatre.changes_since(view.mark, LOOK)
        await asyncio.sleep(GATHER)
        return await self.now()

    def _serves(self, view: View, asked: float, mark: Mark) -> bool:
        """Whether somebody else has just looked."""
        return view.moment > asked or (view.mark == mark and asked - view.moment < LOOK)

    async def _look(self) -> View:
        moment, mark = self._moment(), self._theatre.mark()
        if self._theatre.scene is not None:
            await self._theatre.scene.crew.look()
        return View(mark, moment, parts(self._theatre))

    def _moment(self) -> float:
        return asyncio.get_running_loop().time()
