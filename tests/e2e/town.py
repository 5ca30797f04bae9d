"""A town in which people use Planerka: Telegram, a Skype server and the real bot between them, over real HTTP.

Nothing happens by the real time: the town's clock stands still until a story moves it.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.road.tasks import Planerka
from bot.settings.model import Settings, load
from bot.wiring import running
from demo.skype.server import SkypeServer
from demo.telegram import Person, Telegram, TelegramServer
from demo.telegram.messages import Message
from domain.address import on_telegram
from domain.person import Person as Known
from storage.uow import Database
from tests.e2e.reading import labels

TOKEN = "42:TEST"
USER, PASSWORD = "planerka@example.org", "secret"
KEY = "dG93biB0b3duIHRvd24gdG93biB0b3duIHRvd24hISE="
MONDAY = datetime(2028, 8, 21, 6, 0, tzinfo=UTC)  # 09:00 in Moscow, 07:00 in London
EVENT = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov skype"
HOPS = 5  # a press, the conference, its letters, somebody who cannot be reached, the organizer's card


@dataclass
class Clock:
    """The time of Telegram, of the bot and of Skype."""

    moment: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.moment.timestamp()


@dataclass
class Town:
    """`world` is Telegram, `skype` the Skype server with its faults, `planerka` the bot that runs now.

    `troubles_expected` are words of what a story provokes on purpose: Telegram's refusals (400), the embedded server's
    warnings, errors in the log. All others fail the test in its end.
    """

    world: Telegram
    server: TelegramServer
    skype: SkypeServer
    clock: Clock
    database: Path
    settings: Settings = field(init=False)
    troubles_expected: list[str] = field(default_factory=list)
    _bot: "Life | None" = None

    def __post_init__(self) -> None:
        self.settings = load(
            bot_token=TOKEN,
            telegram_api=self.server.url,
            database_url=f"sqlite+aiosqlite:///{self.database}",
            admins=(1,),  # somebody, or the first greeting would speak of the settings
            skype_url=self.skype.root_url,
            skype_user=USER,
            skype_password=PASSWORD,
            secret_keys=KEY,
        )

    @property
    def planerka(self) -> Planerka:
        assert self._bot is not None, "the bot is not running"
        return self._bot.planerka

    async def opens(self) -> None:
        """The bot starts."""
        self._bot = await Life.begin(self.settings, self.clock)

    async def closes(self) -> None:
        """The bot stops, after finishing what it has begun; what went wrong in it is raised."""
        if self._bot is not None:
            bot, self._bot = self._bot, None
            for poller in self.world.bots.values():
                poller.updates.end_poll("the bot stops")
            await bot.end()

    async def restart(self) -> None:
        """The bot stops and starts again on the same database."""
        await self.closes()
        await self.opens()

    async def handled(self) -> None:
        """Everything that people did has been handled; what followed from it may be under way."""
        updates = self.world.only_bot.updates
        await self.world.until(lambda: not updates.pending(self.world.now()))
        await self.planerka.handling.until_idle()

    async def settled(self) -> None:
        """Everything that people did has been handled, and everything that followed from it was delivered."""
        await self.handled()
        for _ in range(HOPS):
            await self.planerka.until_idle()

    async def passes(self, **time: float) -> None:
        """That much time goes by (days=…, hours=…, minutes=…, seconds=…), after what is under way has ended."""
        await self.settled()
        self.goes_by(**time)

    def goes_by(self, **time: float) -> None:
        """That much time goes by although something is under way that cannot end, such as a slow Skype server."""
        self.clock.moment += timedelta(**time)
        self.world.notify()

    async def until(self, seen: Callable[[], object], patience: float = 10) -> None:
        """Time goes by, a second at once, until something is to be seen; TimeoutError after real seconds."""
        async with asyncio.timeout(patience):
            while not seen():
                self.goes_by(seconds=1)
                await asyncio.sleep(0.05)

    async def event(self, organizer: Person, text: str = EVENT) -> Message:
        """Somebody types an event in one message and sends it; returns its card when all letters are out."""
        await organizer.says(text)
        await organizer.presses("Отправить" if organizer.language == "ru" else "Send")
        await self.settled()
        card = organizer.messages[-1]
        assert {"Отменить", "Cancel event"} & set(labels(card)), f"this was not sent: {card.text}"
        return card

    async def known(self, person: Person) -> Known:
        """The person as the bot remembers them."""
        units = await Database.open(self.settings.database_url, self.clock)
        try:
            async with units.read() as work:
                found = await work.people.by_address(on_telegram(person.id))
        finally:
            await units.close()
        assert found is not None, f"the bot has never met {person.name}"
        return found

    def complaints(self, logged: Sequence[str] = ()) -> list[str]:
        """What Telegram refused or wondered about, and errors in the log, although nobody provoked them."""
        refused = [f"{c.answer['description']}: {c.method} {c.params}" for c in self.world.calls if c.status == 400]
        found = [*refused, *self.world.warnings, *logged]
        return [trouble for trouble in found if not any(words in trouble for words in self.troubles_expected)]


@dataclass
class Life:
    """One run of the bot, in a task of its own: a task group has to be left where it was entered."""

    planerka: Planerka
    _stop: asyncio.Event
    _task: asyncio.Task[None]

    @classmethod
    async def begin(cls, settings: Settings, clock: Clock) -> "Life":
        stop, begun = asyncio.Event(), asyncio.get_running_loop().create_future()

        async def live() -> None:
            async with running(settings, clock, clock.monotonic) as planerka:
                begun.set_result(planerka)
                await stop.wait()

        task = asyncio.create_task(live())  # noqa: TID251  end() waits for it
        await asyncio.wait({task, begun}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        return cls(begun.result(), stop, task)

    async def end(self) -> None:
        """Stops the bot; raises what made it end before."""
        self._stop.set()
        with suppress(asyncio.CancelledError):
            await self._task
