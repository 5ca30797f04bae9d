"""Who is there: people who are added, who block the bot, who leave groups and join them, alone or with the bot."""

import re
from zoneinfo import available_timezones

from demo.browser.given import Given, Impossible, Problem, doer, group, in_group, text
from demo.browser.scene import Scene
from demo.telegram.members import PRESENT
from domain.text import has_visible_text

LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")  # an IETF language tag (Bot API, User), as far as Telegram has them
USERNAME = re.compile("[A-Za-z][A-Za-z0-9_]{3,31}")
NAME_LIMIT = 64


async def add(scene: Scene, given: Given) -> Given:
    """One more person, who has not pressed Start yet; in every group, so that somebody is there to talk to."""
    world, name = scene.telegram.world, " ".join(text(given, "name").split())[:NAME_LIMIT]
    if not has_visible_text(name):
        raise Impossible(Problem.NO_NAME)
    username, language, zone = (text(given, key, "") or None for key in ("username", "language", "zone"))
    if (language and not LANGUAGE.fullmatch(language)) or (zone and zone not in available_timezones()):
        raise Impossible(Problem.MALFORMED)  # browsers draw nothing any more for those
    person = world.person(name, username=_free(scene, username), language=language, zone=zone)
    for one in world.groups.values():
        one.joins(person)
    world.notify()
    return {"person": person.id}


async def block(scene: Scene, given: Given) -> Given:
    doer(scene, given).blocks()
    return {}


async def unblock(scene: Scene, given: Given) -> Given:
    doer(scene, given).unblocks()
    return {}


async def leave(scene: Scene, given: Given) -> Given:
    person, chat = in_group(scene, given)
    chat.leaves(person)
    return {}


async def join(scene: Scene, given: Given) -> Given:
    person, chat = doer(scene, given), group(scene, given)
    if person.id not in chat.members:
        chat.joins(person)
    return {}


async def add_bot(scene: Scene, given: Given) -> Given:
    person, chat = in_group(scene, given)
    bot = scene.telegram.world.only_bot
    if chat.status(bot.id) not in PRESENT:
        chat.adds(bot, by=person)
    return {}


async def remove_bot(scene: Scene, given: Given) -> Given:
    person, chat = in_group(scene, given)
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
