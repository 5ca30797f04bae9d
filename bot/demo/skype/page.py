"""The page behind a join link, for people who press it in the demo."""

from html import escape

from aiohttp import web

from bot.demo.skype.world import Call, World

STYLE = "body{font:18px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}small{color:#666}"


def join(world: World, call: Call) -> web.Response:
    """The room's subject and organizer; 404 once it is gone. Open to everybody who has the link."""
    room = world.rooms.get(call.found["room"].upper())
    if room is None:
        return _page(404, "This room is gone", "The conference was deleted, or the link is not complete.")
    organizer = room.organizer_uri.removeprefix("sip:")
    return _page(200, room.subject or "Conference", f"You are in the conference. Organizer: {organizer}")


def _page(status: int, title: str, sentence: str) -> web.Response:
    text = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style></head><body><h1>{escape(title)}</h1>'
        f"<p>{escape(sentence)}</p><small>Simulated Skype for Business server of the demo</small></body></html>"
    )
    return web.Response(text=text, status=status, content_type="text/html")
