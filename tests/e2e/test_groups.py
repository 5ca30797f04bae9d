"""Groups: nothing is planned where others read along."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import words
from tests.e2e.town import Town


@pytest.mark.parametrize("command", ["/start", "/new", "/calendar", "/settings", "/help"])
async def test_commands_lead_to_the_private_chat(town: Town, elena: Person, anna_lee: Person, command: str) -> None:
    """G1. A command in a group is answered by the way into the private chat, in the asker's language."""
    group = town.world.group("Отдел", members=[elena, anna_lee], bots=[town.world.only_bot])
    await elena.says(f"{command}@planerka_bot", chat=group)
    answer = await elena.sees("Давайте в личных сообщениях: напишите мне", where=group)
    assert [e["url"] for e in answer.entities] == ["https://t.me/planerka_bot"]
    await anna_lee.says(f"{command}@planerka_bot", chat=group)
    await anna_lee.sees("Let's do this in private: message me", where=group)


async def test_new_with_words(town: Town, elena: Person) -> None:
    """G2. So is a whole event after the command: nobody's plans are drawn up before others."""
    group = town.world.group("Отдел", members=[elena], bots=[town.world.only_bot])
    await elena.says("/new@planerka_bot Планёрка отдела 28.08.2028 10:00", chat=group)
    await elena.sees("Давайте в личных сообщениях", where=group)
    await town.settled()
    await elena.sees_no("Планёрка отдела 28")
    assert all("Название" not in words(m) for m in group.messages)


async def test_other_peoples_conversation(town: Town, elena: Person, alexander: Person) -> None:
    """G3. What people say to each other is none of the bot's business, even where it hears everything."""
    group = town.world.group("Отдел", members=[elena, alexander], bots=[town.world.only_bot])
    group.promotes(town.world.only_bot, by=elena)
    await elena.says("Собрание акционеров 28.08.2028 10:00-12:30 @smirnov", chat=group)
    await alexander.sends_sticker(chat=group)
    await town.settled()
    assert [m.sender for m in group.messages if m.sender is town.world.only_bot] == []
