"""People who cannot be invited: twice, oneself, a bot, nobody, too many."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import words
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

# What is typed into the field «Участники» by Elena and by Anna, and the answers.
RUSSIAN = (
    ("@smirnov", "Александр Смирнов уже в списке."),
    ("t.me/SMIRNOV", "Александр Смирнов уже в списке."),
    ("@elena", "Вы организатор и участвуете в любом случае. Выберите кого-нибудь ещё."),
    ("@planerka_bot", "@planerka_bot — бот и не может участвовать. Выберите человека."),
    (" , ,", "Никто не выбран. Выберите людей кнопкой или напишите их @имена."),
    (
        "@nobody_knows",
        ("Пока не знаю @nobody_knows. Выберите человека кнопкой или потом отправьте ему ссылку кнопкой «Поделиться»."),
    ),
)
ENGLISH = (
    ("@smirnov", "Александр Смирнов is already on the list."),
    ("@annalee", "You're the organizer, so you're attending anyway. Choose somebody else."),
    ("@planerka_bot", "@planerka_bot is a bot and can't attend. Choose a person."),
    (" , ,", "Nobody's chosen. Choose people with the button, or type their @usernames."),
    (
        "@nobody_knows",
        "I don't know @nobody_knows yet. Choose the person with the button, or send them a link later with “Share”.",
    ),
)


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_people_who_cannot_be_invited(
    town: Town, elena: Person, anna_lee: Person, alexander: Person, language: str
) -> None:
    """BP1. Somebody twice, oneself, a bot, nobody, a stranger: one sentence each, and the list stays as it is."""
    person, table = (elena, RUSSIAN) if language == "ru" else (anna_lee, ENGLISH)
    await person.says("Standup 28.08.2028 10:00 @smirnov")
    await person.presses("✓ Участники" if language == "ru" else "✓ Attendees")
    await town.settled()
    async with nothing_changes(town):
        for typed, answer in table:
            asked = await person.says(typed)
            said = await person.sees(answer)
            assert words(said) == answer
            assert not asked.deleted
            await town.settled()
            await person.deletes(said)


async def test_the_same_person_picked_again(town: Town, elena: Person, alexander: Person, boris: Person) -> None:
    """BP2. The picker can choose somebody twice, too; of several only those who are new are added."""
    await elena.says("Собрание 28.08.2028 10:00 @smirnov")
    await elena.presses("✓ Участники")
    await elena.presses("Выбрать людей")
    await town.settled()
    async with nothing_changes(town):
        await elena.picks([alexander])
        await elena.sees("Александр Смирнов уже в списке.")
        await elena.picks([elena])
        await elena.sees("Вы организатор и участвуете в любом случае.")
    await elena.picks([alexander, boris])
    await elena.sees("Добавлен 1 человек.")
    await elena.sees("Участники: 2 человека")


async def test_three_hundred(town: Town, elena: Person) -> None:
    """BP3. 300 attendees are picked, ten at a time; the 301st is refused, however they are named; the event is sent."""
    crowd = [town.world.person(f"Участник {n}", username=f"crowd{n:03}") for n in range(301)]
    await elena.says("Другое собрание 29.08.2028 10:00")
    await pick(town, elena, crowd[300:])
    await elena.says("Общее собрание 28.08.2028 10:00")
    await pick(town, elena, crowd[:300])
    await elena.presses("✓ Участники")
    form = await elena.sees("Участники: 300 человек")
    await town.settled()
    full = "В событии может быть не больше 300 участников. Сначала уберите кого-нибудь из списка."
    async with nothing_changes(town):
        await elena.says("@crowd300")
        await elena.sees(full)
    await elena.presses("Назад", on=form)
    await elena.presses("Отправить", on=form)
    await elena.sees("Участники: 300 человек · ⏳\u00a0300 без ответа")
    late = crowd[7]
    await late.starts()
    await late.sees("Общее собрание")
    async with nothing_changes(town):
        asked = await elena.says("Слишком большое 30.08.2028 10:00 " + " ".join(f"@{p.username}" for p in crowd))
        await elena.sees(full)
        assert not asked.deleted


async def pick(town: Town, organizer: Person, people: list[Person]) -> None:
    await organizer.presses("Участники")
    for ten in range(0, len(people), 10):
        await organizer.presses("Выбрать людей")
        await organizer.picks(people[ten : ten + 10])
        await town.settled()
    await organizer.presses("Назад")
    await town.settled()
