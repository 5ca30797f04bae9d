"""Two forms of one event open at once, and events that end while a form is open."""

import asyncio

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.conftest import newcomer
from tests.e2e.reading import letters, number, words
from tests.e2e.stored import nothing_changes, stored
from tests.e2e.town import Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov"


async def second_card(person: Person, opens: str = "Собрание") -> Message:
    """The event opened from /calendar, as on another device."""
    await person.says("/calendar")
    label = await person.waits(lambda: entry(person, opens), f"a button of «{opens}»", None, 10)
    before = person.messages[-1]
    await person.presses(label)
    return await person.waits(
        lambda: person.messages[-1] if person.messages[-1] is not before else None, "a card", None, 10
    )


def entry(person: Person, opens: str) -> str | None:
    return next((label for m in reversed(person.messages) if (label := number(m, opens))), None)


async def fill(person: Person, form: Message, label: str, typed: str) -> None:
    """One field of this form, filled; the form is shown again."""
    await person.presses(label, on=form)
    await person.says(typed)
    await person.waits(lambda: typed in words(form), f"«{typed}»", None, 10)


async def test_edited_in_two_forms_at_once(town: Town, elena: Person, alexander: Person) -> None:
    """BM1. The form that is sent second is told what the first one changed, takes it in, and is sent again."""
    one = await town.event(elena, MEETING)
    two = await second_card(elena)
    await elena.presses("Редактировать", on=one)
    await elena.presses("Редактировать", on=two)
    await elena.waits(lambda: "Изменение события" in words(two), "the second form", None, 10)
    await fill(elena, one, "Место", "Переговорная 5")
    await fill(elena, two, "Описание", "Возьмите отчёты")
    await elena.presses("Отправить", on=one)
    await alexander.sees("Место: Переговорная 5")
    await town.settled()
    before = stored(town.database, "events")
    await elena.presses("Отправить", on=two)
    said = await elena.sees("Событие тем временем изменилось")
    assert words(said) == (
        "Событие тем временем изменилось: Место: не указано → Переговорная 5. Эти изменения уже в вашей форме: "
        "проверьте её и нажмите «Отправить» ещё раз."
    )
    await town.settled()
    assert stored(town.database, "events") == before, "nothing is applied before it was looked at"
    assert "Место: Переговорная 5" in words(two)
    assert "Возьмите отчёты" in words(two), "what was typed is kept"
    await alexander.sees_no("Возьмите отчёты")
    await elena.presses("Отправить", on=two)
    letter = await alexander.sees("Возьмите отчёты")
    await town.settled()
    assert "Место: Переговорная 5" in words(letter)
    assert "Место: Переговорная 5" in words(one)
    assert "Возьмите отчёты" in words(one)


async def test_the_same_field_in_two_forms(town: Town, elena: Person, alexander: Person) -> None:
    """BM2. Both forms change the title: the second is told of the first, and its own title stays in it."""
    one = await town.event(elena, MEETING)
    two = await second_card(elena)
    await elena.presses("Редактировать", on=one)
    await elena.presses("Редактировать", on=two)
    await fill(elena, one, "✓ Название", "Совет директоров")
    await fill(elena, two, "✓ Название", "Собрание акционеров")
    await elena.presses("Отправить", on=one)
    await alexander.sees("Совет директоров")
    await elena.presses("Отправить", on=two)
    await elena.sees("Событие тем временем изменилось: Название: Собрание → Совет директоров.")
    await town.settled()
    assert "Название: Собрание акционеров" in words(two)
    await elena.presses("Отправить", on=two)
    await alexander.sees("Собрание акционеров")


async def test_people_added_in_two_forms(town: Town, elena: Person, anna_lee: Person, alexander: Person) -> None:
    """BM3. One form adds Anna, the other takes Alexander off: both happen, nobody has to be asked."""
    one = await town.event(elena, MEETING)
    two = await second_card(elena)
    await elena.presses("Редактировать", on=one)
    await elena.presses("Редактировать", on=two)
    await elena.presses("✓ Участники", on=one)
    await elena.waits(lambda: "Участники: 1 человек" in words(one), "the list", None, 10)
    await elena.says("@annalee")
    await elena.waits(lambda: "Anna Lee" in words(one), "two people", None, 10)
    await elena.presses("✓ Участники", on=two)
    await elena.presses("✕", on=two)
    await elena.waits(lambda: "Александр" not in str(two.buttons), "an empty list", None, 10)
    await elena.presses("Назад", on=two)
    await elena.presses("Отправить", on=one)
    await anna_lee.sees("Собрание")
    await elena.presses("Отправить", on=two)
    await alexander.sees("Вас больше нет в списке участников.")
    await town.settled()
    assert "Anna Lee" in words(one)
    assert "Александр" not in words(one)


async def test_cancelled_while_a_form_is_open(town: Town, elena: Person, alexander: Person) -> None:
    """BM4. Elena edits the event and cancels it from another card: the form says so and changes nothing."""
    one = await town.event(elena, MEETING)
    two = await second_card(elena)
    await elena.presses("Редактировать", on=one)
    await fill(elena, one, "Место", "Переговорная 5")
    await elena.presses("Отменить", on=two)
    await elena.waits(lambda: "Отменить событие?" in words(two), "the question", None, 10)
    await elena.presses("Отменить", on=two)
    await alexander.sees("Событие отменено")
    await town.settled()
    async with nothing_changes(town):
        pressed = await elena.presses("Отправить", on=one)
        assert pressed.toast == "Событие отменено, изменить в нём уже ничего нельзя."
        assert pressed.alert
    assert "Переговорная 5" in words(one)
    await elena.presses("Не сохранять", on=one)
    await elena.waits(lambda: "Событие отменено" in words(one), "the cancelled event", None, 10)


async def test_conference_made_while_a_form_is_open(town: Town, elena: Person, alexander: Person) -> None:
    """BM5. The link arrives while Elena edits: her form knows it, and sending it does not remove it."""
    town.skype.faults.slow()
    await elena.says(MEETING + " skype")
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся")
    await elena.presses("Редактировать", on=card)
    await fill(elena, card, "Место", "Переговорная 5")
    town.skype.faults.release()
    await elena.waits(lambda: "/meet/" in words(card), "the link in the form", None, 10)
    await elena.presses("Отправить", on=card)
    letter = await alexander.sees("Место: Переговорная 5")
    await town.settled()
    (room,) = town.skype.rooms.values()
    assert room.join_url in letter.html


async def test_twenty_answers_in_the_same_moment(town: Town, elena: Person) -> None:
    """BM6. Twenty people answer at once: no answer is lost, and the organizer's card counts them all."""
    crowd = [await newcomer(town, f"Участник {n}", f"crowd{n:02}", "ru") for n in range(20)]
    card = await town.event(elena, "Собрание 28.08.2028 10:00 " + " ".join(f"@{p.username}" for p in crowd))
    answers = ["Принять", "Возможно", "Отклонить", "Принять"] * 5
    async with asyncio.TaskGroup() as group:
        for person, answer in zip(crowd, answers, strict=True):
            group.create_task(person.presses(answer))
    await town.settled()
    assert "✅ 10 придут · ❔ 5 возможно · ❌ 5 не придут" in words(card)


async def test_cancelled_and_answered_in_the_same_moment(town: Town, elena: Person, alexander: Person) -> None:
    """BM7. Elena cancels while Alexander accepts: whoever comes first, the event is cancelled and both know it."""
    card = await town.event(elena, MEETING)
    await elena.presses("Отменить", on=card)
    await elena.waits(lambda: "Отменить событие?" in words(card), "the question", None, 10)
    async with asyncio.TaskGroup() as group:
        group.create_task(elena.presses("Отменить", on=card))
        answer = group.create_task(alexander.presses("Принять"))
    assert answer.result().toast in {
        "Ответ записан: вы придёте.",
        "Событие отменено, изменить в нём уже ничего нельзя.",
    }
    await town.settled()
    invitation, told = letters(alexander, "Собрание")
    assert "отменено" in words(invitation)
    assert all("Событие отменено" in words(message) for message in (card, told))


async def test_two_new_forms_at_once(town: Town, elena: Person) -> None:
    """BM8. Closing a question of one form leaves the question of another one open: what is typed goes there."""
    await elena.says("Первое 28.08.2028 10:00")
    one = await elena.sees("Название: Первое")
    await elena.says("Второе 29.08.2028 10:00")
    two = await elena.sees("Название: Второе")
    await elena.presses("Место", on=one)
    await elena.presses("Место", on=two)
    await elena.presses("Назад", on=one)
    await elena.says("Переговорная 5")
    await elena.waits(lambda: "Место: Переговорная 5" in words(two), "the place in the second form", None, 10)
    await elena.presses("Описание", on=two)
    await elena.presses("Не сохранять", on=one)
    await elena.says("Возьмите отчёты")
    await elena.waits(lambda: "Возьмите отчёты" in words(two), "the description in the second form", None, 10)
    assert "Переговорная" not in words(one)
