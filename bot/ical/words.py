"""What a calendar file says in its reader's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    conference: str
    """Label of the join link, such as «Skype для бизнеса: присоединиться к конференции»."""
    telephone: str
    """Label of the numbers to dial, such as «По телефону»."""
    dial_in: str = ""
    """The numbers and what to type after them, in one line; "" when the room cannot be dialled into."""
