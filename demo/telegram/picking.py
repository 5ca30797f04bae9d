"""The native picker of people behind a button of the reply keyboard."""

from collections.abc import Iterable
from typing import Any

from .accounts import User
from .buttons import Button
from .chats import Chat, NotPossible
from .messages import Message
from .watching import TIMEOUT, Watches


class Picks(Watches):
    """Choosing people to share with a bot."""

    async def picks(self, people: Iterable[User], timeout: float = TIMEOUT) -> Message:
        """Use the button that asks for people, once it is there, and share these."""
        chat = self.chat_with()
        button = await self.waits(lambda: _asking(chat), "a button that asks for people", chat, timeout)
        request = button.raw["request_users"]
        shared = [_shared(person, request) for person in people]
        if not 1 <= len(shared) <= request.get("max_quantity", 1):
            raise NotPossible(f"the picker takes 1–{request.get('max_quantity', 1)} people")
        chat.use_reply_keyboard()
        ids = [user["user_id"] for user in shared]
        picked = {"request_id": request["request_id"], "users": shared, "user_ids": ids}
        return self.send(chat, special={"users_shared": picked})


def _asking(chat: Chat) -> Button | None:
    shown = chat.reply_keyboard.reply_keyboard if chat.reply_keyboard else []
    return next((button for row in shown for button in row if "request_users" in button.raw), None)


def _shared(person: User, request: dict[str, Any]) -> dict[str, Any]:
    if request.get("user_is_bot", person.is_bot) != person.is_bot:
        raise NotPossible(f"the picker does not offer {person.name}")
    user = person.as_json()
    shared = {"user_id": person.id}
    if request.get("request_name"):
        shared |= {key: user[key] for key in ("first_name", "last_name") if key in user}
    if request.get("request_username") and user.get("username"):
        shared["username"] = user["username"]
    return shared
