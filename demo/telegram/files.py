"""Files that bots and people have uploaded."""

import builtins
import mimetypes
from dataclasses import dataclass
from typing import Any

_KNOWN_TYPES = {".ics": "text/calendar"}


@dataclass(frozen=True)
class StoredFile:
    """The bytes behind a file_id."""

    file_id: str
    name: str
    data: bytes

    @property
    def mime_type(self) -> str:
        """Guessed from the name, as Telegram does."""
        suffix = f".{self.name.rpartition('.')[2].lower()}"
        return _KNOWN_TYPES.get(suffix) or mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def path(self) -> str:
        """The file_path of getFile."""
        return f"documents/{self.file_id}"

    def ids(self) -> dict[str, Any]:
        """The fields that every file object has."""
        return {"file_id": self.file_id, "file_unique_id": f"u{self.file_id}"[:24], "file_size": len(self.data)}

    def as_document(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#document"""
        return {**self.ids(), "file_name": self.name, "mime_type": self.mime_type}

    def as_photo(self) -> list[dict[str, Any]]:
        """core.telegram.org/bots/api#photosize, one size."""
        return [{**self.ids(), "width": 90, "height": 90}]


@dataclass(frozen=True)
class Document:
    """A file in a chat as a person receives it."""

    name: str
    bytes: builtins.bytes
    caption: str


class Files:
    """All files of the world, by file_id."""

    def __init__(self) -> None:
        self._stored: dict[str, StoredFile] = {}

    def add(self, name: str, data: bytes) -> StoredFile:
        """Keep an upload."""
        number = len(self._stored) + 1
        stored = StoredFile(f"BQACAgIAAx{number:08d}Planerka", name, data)
        self._stored[stored.file_id] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """The file of this id or path."""
        return self._stored.get(file_id.rpartition("/")[2])
