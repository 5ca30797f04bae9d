"""Actions on people: adding them, blocking the bot, joining and leaving groups, bringing the bot in or out."""

import re
from zoneinfo import available_timezones

from demo.browser.payload import Impossible, Payload, Problem, actor, group, in_group, text
from demo.browser.scene import Scene
from demo.telegram.members import PRESENT
from domain.text import has_visible_text

LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")  # IETF language tags as Telegram sends them (Bot API, User)
USERNAME = re.compile("[A-Za-z][A-Za-z0-9_]{3,31}")
NAME_LIMIT = 64


async def add(scene: Scene, payload: Payload) -> Payload:
    """Add a person who has not pressed Start yet; they join every group, so that they have a chat to write in."""
    world, name = scene.telegram.world, " ".join(text(payload, "name").split())[:NAME_LIMIT]
    if not has_visible_text(name):
        raise Impossible(Problem.NO_NAME)
    username, language, zone = (text(payload, key, "") or None for key in ("username", "language", "zone"))
    if (language and not LANGUAGE.fullmatch(language)) or (zone and zone not in available_timezones()):
        raise Impossible(Problem.MALFORMED)  # a browser raises an error for an invalid one and would stop drawing
    person = world.person(name, username=_free(scene, username), language=language, zone=zone)
    for one in world.groups.values():
        one.joins(person)
    world.notify()
    return {"person": person.id}


async def block(scene: Scene, payload: Payload) -> Payload:
    actor(scene, payload).blocks()
    return {}


async def unblock(scene: Scene, payload: Payload) -> Payload:
    actor(scene, payload).unblocks()
    return {}


async def leave(scene: Scene, payload: Payload) -> Payload:
    person, chat = in_group(scene, payload)
    chat.leaves(person)
    return {}


async def join(scene: Scene, payload: Payload) -> Payload:
    person, chat = actor(scene, payload), group(scene, payload)
    if person.id not in chat.members:
        chat.joins(person)
    return {}


async def add_bot(scene: Scene, payload: Payload) -> Payload:
    person, chat = in_group(scene, payload)
    bot = scene.telegram.world.only_bot
    if chat.status(bot.id) not in PRESENT:
        chat.adds(bot, by=person)
    return {}


async def remove_bot(scene: Scene, payload: Payload) -> Payload:
    person, chat = in_group(scene, payload)
    bot = scene.telegram.world.only_bot
    if chat.status(bot.id) in PRESENT:
        chat.kicks(bot, by=person)
    return {}


def _free(scene: Scene, username: str | None) -> str | None:
    if username is None:
        return None
    username = username.removeprefix("@")
    if not USERNAME.fullmatch(username):
        raise Impossible(Problem.NO_USERNAME)
    taken = {(other.username or "").lower() for other in scene.telegram.world.people.values()}
    if username.lower() in taken | {scene.telegram.world.only_bot.username.lower()}:
        raise Impossible(Problem.USERNAME_TAKEN)
    return username
