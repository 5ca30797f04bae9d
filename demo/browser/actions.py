"""What people do on the page, by name. Raises Impossible, or NotPossible where a client of Telegram would refuse."""

from collections.abc import Awaitable, Callable

from demo.browser import controls, people
from demo.browser.payload import Impossible, Payload, Problem, actor, degrees, in_chat, number, numbers, person, text
from demo.browser.scene import Scene
from demo.telegram.buttons import Button, Rows, labelled
from demo.telegram.chats import NotPossible
from demo.telegram.watching import NotSeen
from domain.text import has_visible_text

Action = Callable[[Scene, Payload], Awaitable[Payload]]

TEXT_LIMIT = 4096  # code points of a message
INLINE_TIMEOUT = 2.0  # seconds


async def say(scene: Scene, payload: Payload) -> Payload:
    who, chat = in_chat(scene, payload)
    if not has_visible_text(said := text(payload, "text").strip()):
        raise Impossible(Problem.NO_TEXT)
    for start in range(0, len(said), TEXT_LIMIT):  # clients split a long text like this
        await who.says(said[start : start + TEXT_LIMIT], chat=chat)
    return {}


async def start(scene: Scene, payload: Payload) -> Payload:
    await actor(scene, payload).starts(text(payload, "payload", ""))
    return {}


async def press(scene: Scene, payload: Payload) -> Payload:
    """Press a button below a message, which may have changed since it was drawn."""
    who, chat = in_chat(scene, payload)
    if (message := chat.history.get(number(payload, "message"))) is None:
        raise Impossible(Problem.NO_MESSAGE)
    button = _button(message.buttons, payload)
    if button.disabled:
        return {}
    pressed = await who.presses_button(message, button)
    opened = "url" if button.url or button.data else "typed"
    return {"toast": pressed.toast, "alert": pressed.alert, opened: str(pressed) or None}


async def press_reply(scene: Scene, payload: Payload) -> Payload:
    who, chat = in_chat(scene, payload)
    if chat.reply_keyboard is None:
        raise Impossible(Problem.NO_KEYBOARD)
    await who.presses(_button(chat.reply_keyboard.reply_keyboard, payload).text, on=chat.reply_keyboard)
    return {}


async def pick(scene: Scene, payload: Payload) -> Payload:
    who, chosen = actor(scene, payload), [person(scene, id) for id in numbers(payload, "people")]
    if who.chat_with().reply_keyboard is None:
        raise Impossible(Problem.NO_KEYBOARD)
    await who.picks(chosen)
    return {}


async def locate(scene: Scene, payload: Payload) -> Payload:
    who, chat = in_chat(scene, payload)
    await who.sends_location(degrees(payload, "latitude", 90), degrees(payload, "longitude", 180), chat)
    return {}


async def open_link(scene: Scene, payload: Payload) -> Payload:
    """A link to the bot, t.me/planerka_bot?start=…"""
    who, link = actor(scene, payload), text(payload, "link")
    try:
        await who.opens(link)
    except NotPossible:
        raise Impossible(Problem.NO_LINK) from None
    return {}


async def inline(scene: Scene, payload: Payload) -> Payload:
    who, chat = in_chat(scene, payload)
    try:
        answer = await who.asks(text(payload, "text"), chat, timeout=INLINE_TIMEOUT)
    except NotSeen:
        return {"results": [], "button": None}
    results = [{"id": offer.id, "title": offer.title, "description": offer.description} for offer in answer.results]
    return {"results": results, "button": answer.button}


async def choose(scene: Scene, payload: Payload) -> Payload:
    who, chat = in_chat(scene, payload)
    await who.shares(text(payload, "text"), chat, chosen=text(payload, "result"), timeout=INLINE_TIMEOUT)
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


async def act(scene: Scene, name: str, payload: object) -> Payload:
    """Do an action; the answer has an `error` when it cannot be done. A bot that does not answer in time is not an
    error: a real client shows nothing either."""
    if name not in ACTIONS or not isinstance(payload, dict):
        return {"error": Problem.MALFORMED}
    try:
        return await ACTIONS[name](scene, payload)
    except NotSeen:
        return {}
    except Impossible as error:
        return {"error": error.problem}
    except NotPossible as error:
        return {"error": Problem.NOT_POSSIBLE, "detail": str(error)}


def _button(rows: Rows, payload: Payload) -> Button:
    """The button that was tapped, even if another has taken its place since."""
    row, column = number(payload, "row"), number(payload, "column")
    here = rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None
    tapped = text(payload, "text", here.text if here else "")
    found = here if here and here.text == tapped else labelled(rows, tapped)
    if found is None:
        raise Impossible(Problem.NO_BUTTON)
    return found
