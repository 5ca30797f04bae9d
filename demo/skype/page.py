"""The page behind a join link in the demo."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from string import Template

from aiohttp import web
from babel.dates import format_datetime

from demo.skype.rooms import Room
from demo.skype.world import Call, World
from locales import LANGUAGES, language, locale, speaking
from locales import gettext as _

STATIC = Path(__file__).parent / "static"
ASSETS = {"room.css": "text/css", "room.js": "text/javascript"}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def join(world: World, call: Call) -> web.Response:
    """Subject, owner, access and expiry of the room, in the reader's language; 404 once it is gone.

    Needs nothing but the link. With `?again` the open page asks for the current state, and a room that is gone is
    answered with 200: browsers log any other status to the console.
    """
    room = (world.rooms | world.personal).get(call.found["room"].upper())
    with speaking(_preferred(call.headers.get("Accept-Language", ""))):
        if room is None:
            return _page(200 if "again" in call.query else 404, "gone", *_gone())
        return _page(200, "open", room.subject or _("Conference"), _about(room))


def asset(_world: World, call: Call) -> web.Response:
    """The style or the script of the page. 404 for any other name."""
    if (name := call.found["asset"]) not in ASSETS:
        raise web.HTTPNotFound
    return web.Response(text=(STATIC / name).read_text("utf-8"), content_type=ASSETS[name], headers=HEADERS)


def _gone() -> tuple[str, str]:
    why = _("The conference was deleted or has ended, or the link is incomplete.")
    return _("This conference is gone"), f'<p class="was" dir="auto"></p><p>{escape(why)}</p>'


def _about(room: Room) -> str:
    facts = "".join(f"<div><dt>{escape(term)}</dt><dd>{told}</dd></div>" for term, told in _facts(room))
    return f"<dl>{facts}</dl>"


def _facts(room: Room) -> Iterator[tuple[str, str]]:
    """Pairs of a term as text and its description as HTML."""
    yield _("Account"), _people([room.organizer_uri])
    if leaders := room.settings["leaders"]:
        yield _("Presenters"), _people(leaders)
    if attendees := room.settings["attendees"]:
        yield _("Attendees"), _people(attendees)
    yield _("Who gets in"), escape(_entry(room.settings["accessLevel"]))
    until = format_datetime(room.expires_at, "d MMMM y, HH:mm", locale=locale())
    yield _("Kept until"), f'<time datetime="{room.expires_at.isoformat()}">{escape(until)} UTC</time>'


def _people(addresses: list[str]) -> str:
    return "<br>".join(escape(address.removeprefix("sip:")) for address in addresses)


def _entry(access_level: str) -> str:
    return {
        "Everyone": _("Everyone who has the link gets straight in."),
        "SameEnterprise": _("People from the company get straight in; everyone else waits in the lobby."),
        "Invited": _("Invited people from the company get straight in; everyone else waits in the lobby."),
        "Locked": _("Everyone but the owner waits in the lobby."),
    }.get(access_level, access_level)


def _preferred(accepted: str) -> str:
    """The best of our languages by Accept-Language (RFC 9110, 12.5.4); English when it names none of them."""
    found = re.findall(r"([a-z]+)(?:-[\w-]+)?\s*(?:;\s*q=([01](?:\.\d*)?))?", accepted.lower())
    liked = {name: float(weight or 1) for name, weight in found if name in LANGUAGES}
    return max(liked, key=lambda name: liked[name]) if any(liked.values()) else "en"


def _page(status: int, state: str, title: str, about: str) -> web.Response:
    """`title` is text, `about` HTML."""
    words = {
        "title": title,
        "brand": _("Skype for Business"),
        "brand_note": _("the demo's simulated server"),
        "inside": _("You're in the conference"),
        "open": _("The conference is open"),
        "silent": _("The server isn't responding"),
        "gone": _("Closed"),
        "footer": _("A real server would now open Skype for Business on this device."),
    }
    text = Template((STATIC / "room.html").read_text("utf-8")).substitute(
        {name: escape(word) for name, word in words.items()}, language=language(), state=state, about=about
    )
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
