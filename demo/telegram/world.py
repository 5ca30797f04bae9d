"""The world of the embedded Bot API server: bots, people, chats and time, all in memory."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from demo.changes import Changes, T

from .accounts import Account
from .bots import Bot
from .calls import Call
from .chats import Chat, PrivateChat
from .faults import Faults
from .files import Files
from .groups import Group
from .messages import Message
from .queries import Queries
from .rates import Rates
from .updates import Updates

Clock = Callable[[], datetime]

CALLS_KEPT = 5000  # calls: more than any test makes, few enough for a demo that runs for days


def utc_now() -> datetime:
    """The real time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the default of the world's own clock


class World:
    """The state of Telegram. `clock` returns aware datetimes and may be replaced at any time.

    `calls` is the log of the newest Bot API calls except getUpdates, `warnings` lists what Telegram would have accepted
    silently; with `rates` set, a bot that writes too fast is told to wait.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self.clock = clock
        self.message_ids = _with_gaps(1017)
        self.files = Files()
        self.queries = Queries(self.now)
        self.faults = Faults()
        self.rates: Rates | None = None
        self.calls: list[Call] = []
        self.call_numbers = itertools.count(1)
        self.warnings: list[str] = []
        self.changed = Changes()
        self.bots: dict[str, Bot] = {}
        self.people: Mapping[int, Account] = {}
        self.groups: dict[int, Group] = {}
        self.inline_messages: dict[str, Message] = {}
        self._private: dict[tuple[int, int], PrivateChat] = {}
        self.inline_ids = (f"AgAAAPlanerka{number}" for number in itertools.count(1))
        self._group_ids = itertools.count(4_000_001, 7)

    def now(self) -> datetime:
        """The world's time."""
        return self.clock()

    def notify(self) -> None:
        """Wake the tasks that wait for a change; call it after moving the clock as well."""
        self.changed.notify()

    async def until(self, predicate: Callable[[], T | None], timeout: float = 10) -> T:
        """Wait for a condition on the world; TimeoutError after `timeout` seconds of real time."""
        return await self.changed.until(predicate, timeout)

    def bot(self, token: str, username: str, name: str = "Bot") -> Bot:
        """Register a bot."""
        first = 700_000_001 + 1000 * len(self.bots)
        self.bots[token] = Bot(token, username, name, Updates(itertools.count(first)))
        return self.bots[token]

    @property
    def only_bot(self) -> Bot:
        """The one bot of the world; LookupError when there are none or several."""
        if len(self.bots) != 1:
            raise LookupError(f"say which bot: there are {len(self.bots)}")
        return next(iter(self.bots.values()))

    def group(
        self, title: str, members: Iterable[Account] = (), bots: Iterable[Bot] = (), supergroup: bool = False
    ) -> Group:
        """A group with these members from the start; the bots are told by my_chat_member."""
        number = next(self._group_ids)
        group = Group(self, -(10**12) - number if supergroup else -number, title)
        group.members = {person.id: person for person in members}
        self.groups[group.id] = group
        for bot in bots:
            group.adds(bot, by=next(iter(group.members.values())))
        return group

    def private(self, person: Account, bot: Bot) -> PrivateChat:
        """The chat of a person with a bot."""
        key = (person.id, bot.id)
        if key not in self._private:
            self._private[key] = PrivateChat(self, person, bot)
        return self._private[key]

    def chat(self, bot: Bot, chat_id: int) -> Chat | None:
        """The chat as the bot addresses it; None when there is no such chat."""
        person = self.people.get(chat_id)
        return self.private(person, bot) if person else self.groups.get(chat_id)

    def chat_of(self, message: Message) -> Chat:
        """The chat that holds the message."""
        chats: list[Chat] = [*self._private.values(), *self.groups.values()]
        return next(chat for chat in chats if chat.history.get(message.id) is message)

    def update(self, bot: Bot, body: dict[str, Any], lane: int = 0) -> None:
        """Queue an update for a bot."""
        bot.updates.add(body, self.now(), lane)
        self.notify()

    def repeat_last_update(self, bot: Bot) -> None:
        """Deliver the newest update once more, under the same update_id."""
        bot.updates.repeat()
        self.notify()

    def send_raw_update(self, bot: Bot, body: dict[str, Any]) -> None:
        """Deliver any object as an update; with an update_id of its own it comes once, no matter what is confirmed."""
        bot.updates.add_raw(body, self.now())
        self.notify()

    def logs(self, call: Call) -> None:
        """Log a call; the oldest beyond CALLS_KEPT are dropped."""
        self.calls.append(call)
        del self.calls[:-CALLS_KEPT]

    def warn(self, text: str) -> None:
        """Note something that Telegram would have accepted silently."""
        self.warnings.append(text)

    def user_json(self, user_id: int) -> dict[str, Any]:
        """core.telegram.org/bots/api#user, with the id as the name of an unknown one."""
        known = self.people.get(user_id) or next((bot for bot in self.bots.values() if bot.id == user_id), None)
        return known.as_json() if known else {"id": user_id, "is_bot": False, "first_name": str(user_id)}


def _with_gaps(first: int) -> Iterator[int]:
    """Rising numbers with gaps, so that no caller relies on neighbours; the steps repeat to keep stories alike."""
    number = first
    for step in itertools.cycle((1, 2, 1, 5, 3)):
        yield number
        number += step
