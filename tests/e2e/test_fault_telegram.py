"""Telegram itself is away: at the start, for a while, or only for the answers to presses."""

from typing import Literal

import pytest

from demo.telegram import Fault, NotSeen, Person
from tests.e2e.reading import files, labels, letters
from tests.e2e.town import Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov"
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize(
    ("kind", "status", "description"),
    [
        ("error", 400, TOO_OLD),
        ("status", 500, "Internal Server Error"),
        ("html", 502, ""),
        ("cut_before", 0, ""),
        ("retry_after", 429, ""),
    ],
)
async def test_press_that_cannot_be_answered(
    town: Town,
    elena: Person,
    alexander: Person,
    kind: Literal["error", "status", "html", "cut_before", "retry_after"],
    status: int,
    description: str,
) -> None:
    """T1. The toast comes too late or not at all: the answer counts and is shown, and the bot goes on."""
    town.troubles_expected.append("query is too old")
    await town.event(elena, MEETING)
    fault = town.world.faults.add(Fault("answerCallbackQuery", kind=kind, status=status, description=description))
    with pytest.raises(NotSeen):
        await alexander.presses("Принять", timeout=0.3)
    await alexander.sees_button("✓ Принять")
    await elena.sees("✅ \u2068Александр Смирнов\u2069")
    town.goes_by(seconds=fault.retry_after)
    assert (await alexander.presses("Отклонить")).toast == "Ответ записан: вы не придёте."


@pytest.mark.parametrize("kind", ["status", "html", "cut_before", "retry_after"])
async def test_no_updates_for_a_while(
    town: Town, elena: Person, kind: Literal["status", "html", "cut_before", "retry_after"]
) -> None:
    """T2. getUpdates fails again and again: when it works again, everything that people did is there, once."""
    town.world.faults.add(Fault("getUpdates", kind=kind, status=502, times=5, retry_after=0))
    for n in (1, 2, 3):
        await elena.says(f"Событие {n} 28.08.2028 1{n}:00")
    for n in (1, 2, 3):
        await elena.sees(f"Название: Событие {n}")
    await town.settled()
    assert len(letters(elena, "Название: Событие")) == 3


async def test_nothing_works_for_a_while(town: Town, elena: Person, alexander: Person) -> None:
    """T3. All of Telegram is cut off while letters leave; afterwards everybody has everything, in order."""
    await elena.says(MEETING)
    form = await elena.sees_button("Отправить")
    data = next(b.data for row in form.buttons for b in row if b.text == "Отправить")
    town.world.faults.add(Fault("*", kind="cut_before", times=12))
    with pytest.raises(NotSeen):
        await elena.forges(form, data or "", timeout=0.3)
    await town.until(lambda: files(alexander))
    await town.until(lambda: "Редактировать" in labels(form))
    await town.settled()
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1


async def test_away_at_the_start(town: Town, elena: Person) -> None:
    """T4. Telegram does not answer when the bot starts: the bot waits for it, and nothing said meanwhile is lost."""
    await town.closes()
    town.world.faults.add(Fault("getMe", kind="cut_before"))
    town.world.faults.add(Fault("getMe", kind="html", status=502))
    town.world.faults.add(Fault("setMyCommands", kind="status"))
    await elena.says("/help")
    await town.opens()
    await elena.sees("Как запланировать событие")
