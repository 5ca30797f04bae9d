"""What Telegram reports about a chat, and what comes in several messages although it is one."""

from typing import Any

import pytest

from demo.telegram import Person
from tests.e2e.reading import labels, letters, words
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

REPORTS: list[dict[str, Any]] = [
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}},
    {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🏰"}}},
    {"boost_added": {"boost_count": 1}},
    {"new_chat_title": "Планёрка"},
    {"forum_topic_created": {"name": "Отдел", "icon_color": 7_322_096}},
    {"video_chat_started": {}},
    {"write_access_allowed": {}},
    {"something_newer_than_this_bot": {"count": 1}},
]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: next(iter(report)))
async def test_service_messages(town: Town, elena: Person, report: dict[str, Any]) -> None:
    """SV1. They are not answered, while a form asks as little as otherwise; the next text is the title."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await town.settled()
    said = len(elena.messages)
    async with nothing_changes(town):
        elena.send(elena.chat_with(), special=report)
    assert len(elena.messages) == said + 1
    await elena.says("Планёрка")
    await elena.sees("Планёрка\n\nВремя")


async def test_album_into_an_open_field(town: Town, elena: Person) -> None:
    """SV2. Six pictures in an album are one message: they get one sentence, not six. So does the next album."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    async with nothing_changes(town):
        for number, album in ((1, "spring"), (2, "summer")):
            for _ in range(6):
                await elena.sends_photo(album=album)
            await town.settled()
            assert len(letters(elena, "Название: здесь нужен текст.")) == number
    assert labels(elena.messages[-1]) == ["Назад", "Не сохранять"]


async def test_caption_of_an_album(town: Town, elena: Person) -> None:
    """SV3. The caption is the title; the pictures after it answer no question, and stay in the chat."""
    await elena.says("/new")
    form = await elena.sees("Напишите название события")
    sent = [await elena.sends_photo("Планёрка" if n == 0 else "", album="spring") for n in range(3)]
    await elena.sees("Планёрка\n\nВремя")
    await town.settled()
    assert words(form).startswith("Планёрка")
    assert not any(photo.deleted for photo in sent)
    assert letters(elena, "здесь нужен текст") == []
