"""The page behind a join link, for people who press it in the demo."""

import re
from html import escape

from aiohttp import web
from babel.dates import format_datetime

from bot.demo.skype.rooms import Room
from bot.demo.skype.world import Call, World
from locales import LANGUAGES, language, locale, speaking
from locales import gettext as _

STYLE = "body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}small{color:#666}"


def join(world: World, call: Call) -> web.Response:
    """What the room is about, who comes in and until when, in the reader's language; 404 once it is gone.

    Open to everybody who has the link.
    """
    room = (world.rooms | world.personal).get(call.found["room"].upper())
    with speaking(_preferred(call.headers.get("Accept-Language", ""))):
        if room is None:
            gone = _("The conference was deleted or has ended, or the link is not complete.")
            return _page(404, _("This room is gone"), [gone])
        return _page(200, room.subject or _("Conference"), _about(room))


def _about(room: Room) -> list[str]:
    organizer = room.organizer_uri.removeprefix("sip:")
    until = format_datetime(room.expires_at, "d MMMM y, HH:mm", locale=locale())
    return [
        _("You are in the conference. Organizer: {organizer}").format(organizer=organizer),
        _entry(room.settings["accessLevel"]),
        _("The room is kept until {moment} UTC.").format(moment=until),
    ]


def _entry(access_level: str) -> str:
    return {
        "Everyone": _("Everybody who has the link comes straight in."),
        "SameEnterprise": _("People of the company come straight in; everybody else waits in the lobby."),
        "Invited": _("Invited people of the company come straight in; everybody else waits in the lobby."),
        "Locked": _("Everybody but the organizer waits in the lobby."),
    }.get(access_level, access_level)


def _preferred(accepted: str) -> str:
    """The language we speak that a browser's Accept-Language (RFC 9110, 12.5.4) likes best; English for none."""
    found = re.findall(r"([a-z]+)(?:-[\w-]+)?\s*(?:;\s*q=([01](?:\.\d*)?))?", accepted.lower())
    liked = {name: float(weight or 1) for name, weight in found if name in LANGUAGES}
    return max(liked, key=lambda name: liked[name]) if any(liked.values()) else "en"


def _page(status: int, title: str, sentences: list[str]) -> web.Response:
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    footer = escape(_("Simulated Skype for Business server of the demo"))
    text = (
        f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>'
        f"{paragraphs}<small>{footer}</small></body></html>"
    )
    return web.Response(text=text, status=status, content_type="text/html")
