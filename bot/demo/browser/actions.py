"""What people do on the page, by name. What no client of Telegram would let them do raises NotPossible."""

import json
import re
from collections.abc import Awaitable, Callable

from bot.demo.browser import controls
from bot.demo.browser.controls import Given
from bot.demo.browser.scene import Scene
from bot.demo.telegram.buttons import Button, Rows, labelled
from bot.demo.telegram.chats import Chat, NotPossible
from bot.demo.telegram.people import Person
from bot.demo.telegram.watching import NotSeen

Action = Callable[[Scene, Given], Awaitable[Given]]

TEXT_LIMIT = 4096  # code points of a message
USERNAME = re.compile("[A-Za-z][A-Za-z0-9_]{3,31}")
TYPING = 2.0  # seconds that the offers of an inline query are waited for


async def say(scene: Scene, given: Given) -> Given:
    text = str(given["text"]).strip()
    if not text:
        raise NotPossible("an empty message cannot be sent")
    person, chat = _place(scene, given)
    for start in range(0, len(text), TEXT_LIMIT):  # as clients do with what is too long
        await person.says(text[start : start + TEXT_LIMIT], chat=chat)
    return {}


async def start(scene: Scene, given: Given) -> Given:
    await _person(scene, given).starts(str(given.get("payload", "")))
    return {}


async def press(scene: Scene, given: Given) -> Given:
    """A button below a message; the message may have changed meanwhile, as on a slow telephone."""
    person, chat = _place(scene, given)
    message = chat.history.get(int(given["message"]))
    if message is None:
        raise NotPossible("there is no such message")
    button = _button(message.buttons, given)
    if button.disabled:
        return {}
    pressed = await person.presses_button(message, button)
    opened = "url" if button.url or button.data else "typed"
    return {"toast": pressed.toast, "alert": pressed.alert, opened: str(pressed) or None}


async def press_reply(scene: Scene, given: Given) -> Given:
    person, chat = _place(scene, given)
    if chat.reply_keyboard is None:
        raise NotPossible("there is no keyboard any more")
    await person.presses(_button(chat.reply_keyboard.reply_keyboard, given).text, on=chat.reply_keyboard)
    return {}


async def pick(scene: Scene, given: Given) -> Given:
    people = [_person(scene, {"person": id}) for id in given["people"]]
    await _person(scene, given).picks(people)
    return {}


async def locate(scene: Scene, given: Given) -> Given:
    person, chat = _place(scene, given)
    latitude, longitude = float(given["latitude"]), float(given["longitude"])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NotPossible("there is no such place on Earth")
    await person.sends_location(latitude, longitude, chat)
    return {}


async def open_link(scene: Scene, given: Given) -> Given:
    """A link to the bot, t.me/planerka_bot?start=…"""
    await _person(scene, given).opens(str(given["link"]))
    return {}


async def inline(scene: Scene, given: Given) -> Given:
    person, chat = _place(scene, given)
    try:
        offers = await person.asks(str(given["text"]), chat, timeout=TYPING)
    except NotSeen:
        offers = ()
    return {"results": [{"id": offer.id, "title": offer.title, "description": offer.body.text} for offer in offers]}


async def choose(scene: Scene, given: Given) -> Given:
    person, chat = _place(scene, given)
    await person.shares(str(given["text"]), chat, chosen=str(given["result"]), timeout=TYPING)
    return {}


async def block(scene: Scene, given: Given) -> Given:
    _person(scene, given).blocks()
    return {}


async def unblock(scene: Scene, given: Given) -> Given:
    _person(scene, given).unblocks()
    return {}


async def add(scene: Scene, given: Given) -> Given:
    """One more person, who has not pressed Start yet; in every group, so that somebody is there to talk to."""
    world, name = scene.telegram.world, " ".join(str(given["name"]).split())[:64]
    username, language, zone = (str(given.get(key) or "") or None for key in ("username", "language", "zone"))
    username = username and username.removeprefix("@")
    taken = {(other.username or "").lower() for other in world.people.values()}
    if not name or (username and (username.lower() in taken or not USERNAME.fullmatch(username))):
        raise NotPossible("a name is needed, and a username that nobody has yet")
    person = world.person(name, username=username, language=language, zone=zone)
    for group in world.groups.values():
        group.joins(person)
    world.notify()
    return {"person": person.id}


ACTIONS: dict[str, Action] = {
    "say": say,
    "start": start,
    "press": press,
    "press_reply": press_reply,
    "pick": pick,
    "locate": locate,
    "open": open_link,
    "inline": inline,
    "choose": choose,
    "block": block,
    "unblock": unblock,
    "add": add,
    "clock": controls.clock,
    "fault": controls.fault,
    "bot": controls.bot,
}


async def act(scene: Scene, name: str, given: object) -> Given:
    """The answer, with an `error` when it cannot be done. That the bot does not answer in time is none: a real client
    shows nothing either."""
    if name not in ACTIONS or not isinstance(given, dict):
        return {"error": "nobody can do that here"}
    try:
        json.dumps(given, ensure_ascii=False).encode()  # half a character can be typed in JSON, but never shown
        return await ACTIONS[name](scene, given)
    except NotSeen:
        return {}
    except NotPossible as error:
        return {"error": str(error)}
    except (LookupError, TypeError, ValueError, OverflowError):
        return {"error": "something is missing"}


def _person(scene: Scene, given: Given) -> Person:
    found = scene.telegram.world.people.get(int(given["person"]))
    if found is None:
        raise NotPossible("there is no such person")
    return found


def _place(scene: Scene, given: Given) -> tuple[Person, Chat]:
    person, world = _person(scene, given), scene.telegram.world
    id = int(given["chat"])
    chat = person.chat_with() if id == person.id else world.groups.get(id)
    if chat is None:
        raise NotPossible("there is no such chat")
    return person, chat


def _button(rows: Rows, given: Given) -> Button:
    row, column = int(given["row"]), int(given["column"])
    if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
        raise NotPossible("the button is not there any more")
    if given.get("text") in (None, rows[row][column].text):
        return rows[row][column]
    if (moved := labelled(rows, str(given["text"]))) is None:  # what was tapped, not what has come into its place since
        raise NotPossible("the button is not there any more")
    return moved
