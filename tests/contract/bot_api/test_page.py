"""The page to watch the chats, which is ours and not Telegram's."""

import aiohttp

from bot.demo.telegram import Person, TelegramServer


async def test_01_it_shows_what_people_see(server: TelegramServer, anna: Person, boris: Person) -> None:
    """1. A chat for everybody; what people write is text there, whatever it looks like."""
    await anna.says("<script>alert('привет')</script>")
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/") as answer:
        page = await answer.text()
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert "<h2>Анна Орлова</h2>" in page
    assert "<h2>Борис Котов</h2>" in page
    assert "&lt;script&gt;alert(" in page
    assert "<script" not in page
