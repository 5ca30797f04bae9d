"""What was open in people's chats when the bot was upgraded goes on working."""

import json
import sqlite3
from contextlib import closing

from alembic import command

from demo.telegram import Person
from demo.telegram.messages import Message
from storage.migrations import migrating
from tests.e2e.reading import labels, number, words
from tests.e2e.town import Town

OTHER = "Планёрка отдела 29.08.2028 10:00-11:00 @smirnov"
BEFORE_CARDS = "0011"
POSTED = """
    INSERT INTO outbox (lane, kind, body, state, due_at, attempts, created_at)
    VALUES (?, 'say', ?, 'pending', '2028-08-21 06:00:00.000000', 0, '2028-08-21 06:00:00.000000')
"""


async def test_cards_of_before(town: Town, elena: Person, alexander: Person) -> None:
    """UP1. A question with its comment, a form with a picker, a card with newer ones below, and an invitation."""
    asking = await town.event(elena)
    letter = await alexander.sees("приглашает вас на событие")
    oldest = await town.event(elena, OTHER)
    *_, form = [await opened(town, elena) for _ in range(3)]
    assert labels(oldest) == ["Открыть"]
    await elena.presses("Редактировать", on=form)
    await elena.presses("✓ Время", on=form)
    await elena.presses("›", on=form)
    await elena.sees_button("сентябрь 2028")
    await elena.presses("Отменить", on=asking)
    await elena.says("Заболела")
    await elena.sees("Комментарий для участников: Заболела")
    town.troubles_expected.append("message is not modified")  # the bot does not remember what it had drawn
    await town.closes()
    with migrating(town.settings.database_url) as config:
        command.downgrade(config, BEFORE_CARDS)
    with closing(sqlite3.connect(town.database)) as file, file:
        found = file.execute(
            "SELECT message_id, form_id IS NOT NULL, cancelling, word, superseded FROM cards"
        ).fetchall()
        shown = {message: flags for message, *flags in found}
        said = {"chat": elena.id, "message": form.id, "text": "Из прежней версии", "markup": keyboard(form)}
        file.execute(POSTED, (f"tg:{elena.id}", json.dumps(said)))
    assert shown[asking.id] == [0, 1, "Заболела", 0]
    assert shown[form.id] == [1, 0, "", 0]
    assert shown[oldest.id] == [0, 0, "", 1]

    await town.opens()
    await elena.sees("Из прежней версии")
    await elena.says("Болею до сентября")
    await elena.sees("Комментарий для участников: Болею до сентября")
    await elena.presses("5", on=form)
    await elena.sees("вт, 5 сентября 2028")
    await elena.presses("15:00", on=form)
    await elena.presses("2 ч", on=form)
    await elena.sees("Время: вт, 5 сентября 2028, 15:00 – 17:00")
    assert (await alexander.presses("Принять", on=letter)).toast == "Ответ записан: вы придёте."
    await elena.presses("Отменить", on=asking)
    await alexander.sees("Комментарий организатора: Болею до сентября")
    await elena.presses("Открыть", on=oldest)
    await town.settled()
    assert words(elena.messages[-1]).startswith("Планёрка отдела")
    assert "Редактировать" in labels(elena.messages[-1])


async def opened(town: Town, elena: Person) -> Message:
    """The other event opened from /calendar."""
    await elena.says("/calendar")
    await town.settled()
    await elena.presses(str(number(elena.messages[-1], "Планёрка отдела")), on=elena.messages[-1])
    await town.settled()
    return elena.messages[-1]


def keyboard(message: Message) -> object:
    return message.as_json(chat={})["reply_markup"]
