"""A person with a Telegram account: everything they can do and see."""

from .picking import Picks
from .pressing import Pressed, Presses
from .sharing import Shares
from .watching import NotSeen

__all__ = ["NotSeen", "Person", "Pressed"]


class Person(Presses, Picks, Shares):
    """Somebody in the world. Verbs in the third person are what they do; those that wait for the bot are awaited."""
