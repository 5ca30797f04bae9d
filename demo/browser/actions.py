"""What people do on the page, by name. What cannot be done raises Impossible, or NotPossible where Telegram knows."""

from collections.abc import Awaitable, Callable

from demo.browser import controls, people
from demo.browser.given import Given, Impossible, Problem, degrees, doer, in_chat, number, numbers, person, text
from demo.browser.scene import Scene
from demo.telegram.buttons import Button, Rows, labelled
from demo.telegram.chats import NotPossible
from demo.telegram.watching import NotSeen
from domain.text import has_visible_text

Action = Callable[[Scene, Given], Awaitable[Given]]

TEXT_LIMIT = 4096  # code points of a message
TYPING = 2.0  # seconds that the offers of an inline query are waited for


async def say(scene: Scene, given: Given) -> Given:
    who, chat = in_chat(scene, given)
    if not has_visible_text(said := text(given, "text").strip()):
        raise Impossible(Problem.NO_TEXT)
    for start in range(0, len(said), TEXT_LIMIT):  # as clients do with what is too long
        await who.says(said[start : start + TEXT_LIMIT], chat=chat)
    return {}


async def start(scene: Scene, given: Given) -> Given:
    await doer(scene, given).starts(text(given, "payload", ""))
    return {}


async def press(scene: Scene, given: Given) -> Given:
    """A button below a message; the message may have changed meanwhile, as on a slow telephone."""
    who, chat = in_chat(scene, given)
    if (message := chat.history.get(number(given, "message"))) is None:
        raise Impossible(Problem.NO_MESSAGE)
    button = _button(message.buttons, given)
    if button.disabled:
        return {}
    pressed = await who.presses_button(message, button)
    opened = "url" if button.url or button.data else "typed"
    return {"toast": pressed.toast, "alert": pressed.alert, opened: str(pressed) or None}


async def press_reply(scene: Scene, given: Given) -> Given:
    who, chat = in_chat(scene, given)
    if chat.reply_keyboard is None:
        raise Impossible(Problem.NO_KEYBOARD)
    await who.presses(_button(chat.reply_keyboard.reply_keyboard, given).text, on=chat.reply_keyboard)
    return {}


async def pick(scene: Scene, given: Given) -> Given:
    who, chosen = doer(scene, given), [person(scene, id) for id in numbers(given, "people")]
    if who.chat_with().reply_keyboard is None:
        raise Impossible(Problem.NO_KEYBOARD)
    await who.picks(chosen)
    return {}


async def locate(scene: Scene, given: Given) -> Given:
    who, chat = in_chat(scene, given)
    await who.sends_location(degrees(given, "latitude", 90), degrees(given, "longitude", 180), chat)
    return {}


async def open_link(scene: Scene, given: Given) -> Given:
    """A link to the bot, t.me/planerka_bot?start=…"""
    who, link = doer(scene, given), text(given, "link")
    try:
        await who.opens(link)
    except NotPossible:
        raise Impossible(Problem.NO_LINK) from None
    return {}


async def inline(scene: Scene, given: Given) -> Given:
    who, chat = in_chat(scene, given)
    try:
        answer = await who.asks(text(given, "text"), chat, timeout=TYPING)
    except NotSeen:
        return {"results": [], "button": None}
    results = [{"id": offer.id, "title": offer.title, "description": offer.description} for offer in answer.results]
    return {"results": results, "button": answer.button}


async def choose(scene: Scene, given: Given) -> Given:
    who, chat = in_chat(scene, given)
    await who.shares(text(given, "text"), chat, chosen=text(given, "result"), timeout=TYPING)
    return {}


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
    "add": people.add,
    "block": people.block,
    "unblock": people.unblock,
    "leave": people.leave,
    "join": people.join,
    "add_bot": people.add_bot,
    "remove_bot": people.remove_bot,
    "clock": controls.clock,
    "fault": controls.fault,
    "bot": controls.bot,
}


async def act(scene: Scene, name: str, given: object) -> Given:
    """The answer, with an `error` when it cannot be done. That the bot does not answer in time is none: a real client
    shows nothing either."""
    if name not in ACTIONS or not isinstance(given, dict):
        return {"error": Problem.MALFORMED}
    try:
        return await ACTIONS[name](scene, given)
    except NotSeen:
        return {}
    except Impossible as error:
        return {"error": error.problem}
    except NotPossible as error:
        return {"error": Problem.NOT_POSSIBLE, "detail": str(error)}


def _button(rows: Rows, given: Given) -> Button:
    """What was tapped, not what has come into its place since."""
    row, column = number(given, "row"), number(given, "column")
    here = rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None
    tapped = text(given, "text", here.text if here else "")
    found = here if here and here.text == tapped else labelled(rows, tapped)
    if found is None:
        raise Impossible(Problem.NO_BUTTON)
    return found
