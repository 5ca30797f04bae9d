"""Where the story is played: three people, the bot, and what has changed in each chat since the last act."""

from dataclasses import dataclass, field
from pathlib import Path

from demo.clock import StoryClock
from demo.crew import Crew
from demo.telegram import Document, Person, Telegram
from demo.telegram.watching import drawn

# Many terminals draw the bidi isolates around names as boxes; without no-break spaces lines wrap better.
_IN_A_TERMINAL = {0x2068: None, 0x2069: None, 0xA0: " "}


@dataclass
class Stage:
    """`elena` and `alexander` read Russian in Moscow, `anna` English in London."""

    world: Telegram
    crew: Crew
    clock: StoryClock
    elena: Person = field(init=False)
    alexander: Person = field(init=False)
    anna: Person = field(init=False)
    _shown: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.elena = self.world.person("Елена Смирнова", username="smirnova", language="ru", zone="Europe/Moscow")
        self.alexander = self.world.person("Александр Смирнов", username="smirnov", language="ru", zone="Europe/Moscow")
        self.anna = self.world.person("Anna Lee", username="annalee", language="en", zone="Europe/London")

    @property
    def people(self) -> tuple[Person, ...]:
        return self.elena, self.alexander, self.anna

    async def settles(self) -> None:
        """Wait until the bot has handled and delivered everything; then let five minutes pass."""
        await self.crew.planerka.until_idle()
        self.clock.passes(minutes=5)

    def changes(self) -> str:
        """Chat by chat, the messages that are new or changed since the last call."""
        chats = [(person, self._changes_of(person)) for person in self.people]
        return "\n\n".join(f"{_heading(person)}\n\n{changes}" for person, changes in chats if changes)

    def saves_files(self, folder: Path) -> list[Path]:
        """Save the files that all people have received, named by person and order."""
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.ics"):
            old.unlink()
        return [_saved(folder, person, number, file) for person in self.people for number, file in _files(person)]

    def _changes_of(self, person: Person) -> str:
        shown = {message.id: drawn(message).translate(_IN_A_TERMINAL) for message in person.messages}
        changes = [text for id, text in shown.items() if self._shown.get(id) != text]
        self._shown |= shown
        return "\n\n".join(changes)


def _heading(person: Person) -> str:
    return f"--- {person.name}, @{person.username} ---"


def _files(person: Person) -> list[tuple[int, Document]]:
    return list(enumerate((m.document for m in person.messages if m.document), start=1))


def _saved(folder: Path, person: Person, number: int, file: Document) -> Path:
    path = folder / f"{person.username}-{number}-{file.name}"
    path.write_bytes(file.bytes)
    return path
