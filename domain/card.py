"""A message in a chat that is edited in place as long as what it shows lives."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True)
class Card:
    """`message_id` is None until Telegram has given one. With `form_id` the card shows that form instead of the event.

    `letter` is the key of the letter as which the card came: its head stays above the event. `cancelling` asks the
    organizer whether the event is really to be cancelled, with the `word` to the attendees typed so far. `superseded`
    points to newer cards of the event further down, and changes no more until something is pressed on it.
    """

    id: int
    reader: int  # person id
    chat_id: int
    event_id: int | None = None
    form_id: int | None = None
    message_id: int | None = None
    letter: str | None = None
    cancelling: bool = False
    word: str = ""
    superseded: bool = False

    @property
    def is_plain(self) -> bool:
        """Shows the event and nothing else."""
        return self.form_id is None and self.letter is None and not self.cancelling

    def showing_form(self, form_id: int) -> Self:
        return replace(self, form_id=form_id, cancelling=False, word="", superseded=False)

    def showing_event(self, event_id: int) -> Self:
        return replace(self, event_id=event_id, form_id=None, cancelling=False, word="", superseded=False)

    def asking_to_cancel(self, word: str = "") -> Self:
        return replace(self, form_id=None, cancelling=True, word=word, superseded=False)
