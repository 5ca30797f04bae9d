"""Telegram refuses, stumbles or falls silent while something is sent: it arrives all the same, in its order, once."""

import asyncio
from collections.abc import Callable
from typing import Literal

import pytest

from demo.telegram import Fault, Person, Rates
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.stored import stored
from tests.e2e.town import Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov @annalee"


async def test_told_to_wait(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS1. 429: Alexander's letter waits as long as Telegram says, his file waits behind it, Anna's do not wait."""
    wait = town.world.faults.add(Fault("sendMessage", chat=alexander.id, kind="retry_after", retry_after=7))
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await anna_lee.receives_file(".ics")
    await town.passes(seconds=6)
    await town.settled()
    assert (letters(alexander, "Собрание"), files(alexander)) == ([], [])
    assert wait.met == 1, "nobody knocks again before the time"
    await town.passes(seconds=2)
    await alexander.receives_file(".ics")
    (letter,) = letters(alexander, "Собрание")
    assert [m for m in alexander.messages if m.sender is not alexander][-2:] == [letter, alexander.messages[-1]]


@pytest.mark.parametrize(
    ("kind", "status"), [("status", 500), ("status", 503), ("html", 502), ("cut_before", 0), ("cut_after", 0)]
)
async def test_letter_meets_a_fault(
    town: Town,
    elena: Person,
    alexander: Person,
    anna_lee: Person,
    kind: Literal["status", "html", "cut_before", "cut_after"],
    status: int,
) -> None:
    """FS2. An error of the server, a proxy's page, a cut connection: the letter comes later, before its file."""
    town.world.faults.add(Fault("sendMessage", chat=alexander.id, kind=kind, status=status))
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await anna_lee.receives_file(".ics")
    await town.until(lambda: files(alexander))
    await town.settled()
    copies = letters(alexander, "Собрание")
    assert len(copies) == (2 if kind == "cut_after" else 1), "nobody can know whether a cut one has arrived"
    assert len(files(alexander)) == 1
    await alexander.presses("Принять", on=copies[-1])
    await elena.sees("✅ \u2068Александр Смирнов\u2069")


@pytest.mark.parametrize("kind", ["status", "html", "cut_before", "cut_after", "retry_after"])
async def test_edit_meets_a_fault(
    town: Town,
    elena: Person,
    alexander: Person,
    anna_lee: Person,
    kind: Literal["status", "html", "cut_before", "cut_after", "retry_after"],
) -> None:
    """FS3. The same for the edit of a card: in the end it shows the answer, and there is no second card."""
    card = await town.event(elena, MEETING)
    town.troubles_expected.append("message is not modified")  # what a cut connection had changed already
    town.world.faults.add(Fault("editMessageText", chat=elena.id, kind=kind, status=502, retry_after=2))
    await alexander.presses("Принять")
    await town.until(lambda: "✅ Александр Смирнов" in words(card))
    await town.settled()
    assert letters(elena, "Собрание") == [card]


@pytest.mark.parametrize("kind", ["status", "cut_before", "retry_after"])
async def test_order_in_one_chat(
    town: Town, elena: Person, kind: Literal["status", "cut_before", "retry_after"]
) -> None:
    """FS4. What Elena asked for comes in her order, although the first answer had to be sent again."""
    town.world.faults.add(Fault("sendMessage", chat=elena.id, kind=kind))
    for command in ("/help", "/settings", "/calendar", "/start"):
        await elena.says(command)
    await town.settled()
    await town.until(lambda: len(letters(elena, "")) == 5)
    heads = ("Здравствуйте", "Как запланировать", "Настройки", "Ближайших событий", "Здравствуйте")
    for message, head in zip(letters(elena, ""), heads, strict=True):
        assert head in words(message)


async def test_at_telegrams_pace(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS5. Telegram takes one message a second in a chat: letter and file come one after the other, nothing is lost."""
    town.world.rates = Rates()
    await elena.says(MEETING)
    await town.until(lambda: "Отправить" in labels(elena.messages[-1]))
    await elena.presses("Отправить")
    await town.until(lambda: files(alexander) and files(anna_lee))
    await town.until(lambda: "Редактировать" in labels(elena.messages[-1]))
    for person in (alexander, anna_lee):
        assert len(letters(person, "Собрание")) == len(files(person)) == 1


async def test_many_presses_are_few_edits(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS6. Alexander changes his mind nine times while one edit of Elena's card is under way: one more will do."""
    card = await town.event(elena, MEETING)
    before = len([c for c in town.world.calls if c.method == "editMessageText" and edits(c.params, elena)])
    busy = town.world.faults.add(Fault("editMessageText", chat=elena.id, kind="hold"))
    letter = await alexander.sees_button("Принять")
    data = {b.text: b.data for row in letter.buttons for b in row if b.data}
    for _ in range(3):
        for label in ("Отклонить", "Возможно", "Принять"):
            await alexander.forges(letter, data[label] or "")
    await town.handled()
    busy.released.set()
    await town.settled()
    assert "✅ Александр Смирнов" in words(card)
    edited = len([c for c in town.world.calls if c.method == "editMessageText" and edits(c.params, elena)]) - before
    assert (busy.met, edited) == (2, 2)


async def test_deleted_card(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS7. Elena has deleted her card from the chat: when Alexander answers, she gets a new one, and only one."""
    card = await town.event(elena, MEETING)
    await elena.deletes(card)
    town.troubles_expected.append("message to edit not found")
    await alexander.presses("Принять")
    new = await elena.sees("✅ \u2068Александр Смирнов\u2069")
    assert new is not card
    await anna_lee.presses("Decline")
    await elena.waits(lambda: "❌ Anna Lee" in words(new), "Anna's answer", None, 10)
    assert letters(elena, "Собрание") == [new]


async def test_minutes_without_telegram(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS8. Invitation and file come afterwards: they were given up after less than a minute, and nobody was told."""
    cut = town.world.faults.add(Fault("*", chat=alexander.id, kind="cut_before", times=None))
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await anna_lee.receives_file(".ics")
    await minutes_pass(town, lambda: cut.met >= 5)
    town.world.faults.clear()
    await minutes_pass(town, lambda: files(alexander))
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1


async def test_cancelled_while_the_letter_waits(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS9. Cancelled while 429 holds the invitation back: Alexander never knew of it and hears nothing, Anna does."""
    town.world.faults.add(Fault("sendMessage", chat=alexander.id, kind="retry_after", retry_after=30))
    card = await town.event(elena, MEETING)
    await elena.presses("Отменить", on=card)
    await elena.presses("Отменить", on=card)
    await town.passes(minutes=1)
    await alexander.says("/help")
    await alexander.sees("Как запланировать")
    await town.settled()
    assert [letters(alexander, said) for said in ("приглашает вас", "отменено")] == [[], []]
    assert files(alexander) == []
    assert [opened(file)[1]["STATUS"] for file in files(anna_lee)] == ["CONFIRMED", "CANCELLED"]


async def test_edited_while_a_letter_waits(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """FS10. A letter about a change is held back until the next one: Alexander reads of both, old → new, once."""
    card = await town.event(elena, MEETING)
    town.world.faults.add(Fault("sendMessage", chat=alexander.id, kind="retry_after", retry_after=30))
    for place in ("Зал", "Кафе"):
        await elena.presses("Редактировать", on=card)
        await elena.presses("Место" if place == "Зал" else "✓ Место", on=card)
        await elena.says(place)
        await elena.presses("Отправить", on=card)
        await town.settled()
    await minutes_pass(town, lambda: not owed(town))
    (letter,) = letters(alexander, "Событие изменилось")
    assert "Место: не указано → Кафе" in words(letter)
    assert len(files(alexander)) == 2, "the invitation's, and that of the one letter"
    first, second = letters(anna_lee, "The event has changed")
    assert "Place: not set → Зал" in words(first)
    assert "Place: Зал → Кафе" in words(second)


def owed(town: Town) -> list[object]:
    """What waits in the outbox."""
    return [row for row in stored(town.database, "outbox")["outbox"] if "pending" in row]


async def minutes_pass(town: Town, seen: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not seen():
            town.goes_by(minutes=1)
            await asyncio.sleep(0.03)


def edits(params: dict[str, object], person: Person) -> bool:
    return str(params.get("chat_id")) == str(person.id)
