"""A page to watch: the private chats of a bot as the people in them see them. Nothing on it can be pressed."""

from html import escape

from .world import Telegram

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Planerka: the chats</title>
<style>
body {{ display: flex; gap: 1rem; align-items: flex-start; margin: 1rem; font-family: sans-serif }}
section {{ flex: 1; min-width: 0 }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; font-family: inherit }}
</style></head><body>
{chats}
</body></html>
"""


def page(world: Telegram) -> str:
    """HTML that loads itself anew every two seconds; a chat for each person and bot."""
    return _PAGE.format(
        chats="\n".join(
            f"<section><h2>{escape(person.name)}</h2><pre>{escape(person.shows(person.chat_with(bot)))}</pre></section>"
            for bot in world.bots.values()
            for person in world.people.values()
        )
    )
