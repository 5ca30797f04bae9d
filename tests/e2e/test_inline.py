"""Inline mode: the bot's name, typed in any chat, offers one's own events."""

from demo.telegram import Group, Person
from tests.e2e.reading import words
from tests.e2e.town import Town

FIRST, SECOND = "Планёрка отдела 28.08.2028 10:00-11:00", "Собрание акционеров 29.08.2028 12:00-13:00"


async def plans(elena: Person, *events: str) -> None:
    """Elena makes these events, and nobody is invited yet."""
    for event in events:
        await elena.says(event)
        await elena.presses("Отправить")
        await elena.presses("Сохранить только у себя")
        await elena.sees_button("Поделиться")


def without_the_bot(town: Town, *people: Person) -> Group:
    return town.world.group("Курилка", members=people)


async def test_shared_into_a_chat(town: Town, elena: Person, boris: Person) -> None:
    """I1. The event is found by a word of its title; tapped, it is an invitation there, and its link invites."""
    await plans(elena, FIRST, SECOND)
    group = without_the_bot(town, elena, boris)
    (offer,) = (await elena.asks("акцион", group)).results
    assert (offer.title, offer.description) == (
        "Собрание акционеров",
        "вт, 29 августа 2028, 12:00 – 13:00 (GMT+03:00)",
    )
    shared = await elena.shares("акцион", group)
    assert "приглашает вас на событие\n\nСобрание акционеров" in words(shared)
    (link,) = (entity["url"] for entity in shared.entities if entity["type"] == "text_link")
    await boris.opens(link)
    assert "⏳ Борис Котов" in words(await boris.sees("приглашает вас на событие"))


async def test_everything_ahead_without_a_word(town: Town, elena: Person) -> None:
    """I2. The soonest first, whatever the case of the words; what is over or cancelled is left out."""
    await plans(elena, SECOND, FIRST, "Обед 22.08.2028 13:00-14:00", "Ужин 30.08.2028 19:00-20:00")
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить")
    await town.settled()
    await town.passes(days=3)
    group = without_the_bot(town, elena)
    assert [offer.title for offer in (await elena.asks("", group)).results] == [
        "Планёрка отдела",
        "Собрание акционеров",
    ]
    assert [offer.title for offer in (await elena.asks(" ПЛАНЁРКА ", group)).results] == ["Планёрка отдела"]


async def test_only_ones_own(town: Town, elena: Person, alexander: Person, boris: Person) -> None:
    """I3. An attendee does not pass the event on; whoever has none is offered to plan one, in private."""
    await plans(elena, FIRST)
    await elena.says(f"{SECOND} @smirnov")
    await elena.presses("Отправить")
    await alexander.sees("приглашает вас на событие")
    group = without_the_bot(town, alexander, boris)
    for person in (alexander, boris):
        answer = await person.asks("", group)
        assert answer.results == ()
        assert answer.button == ("Новое событие", "new")
    await boris.opens("https://t.me/planerka_bot?start=new")
    await boris.sees("Напишите название события")


async def test_share_opens_telegrams_own_window(town: Town, elena: Person, boris: Person) -> None:
    """I4. From the card: the chat is chosen there, and the event is the one line offered; its link stays the same."""
    await plans(elena, FIRST, SECOND)
    await elena.presses("Поделиться")
    by_hand = await elena.sees("Ответить и получить файл для календаря")
    typed = str(await elena.presses("Выбрать чат"))
    assert typed == "@planerka_bot Собрание акционеров"
    shared = await elena.shares(typed.removeprefix("@planerka_bot "), without_the_bot(town, elena, boris))
    assert shared.entities == by_hand.entities


async def test_typing_on_and_on(town: Town, elena: Person) -> None:
    """I5. A key at a time, and no chat is written to."""
    await plans(elena, FIRST)
    shown = elena.shows()
    for end in range(len("Планёрка") + 1):
        assert len((await elena.asks("Планёрка"[:end], elena.chat_with())).results) == 1
    await town.settled()
    assert elena.shows() == shown


async def test_what_is_over_is_not_shared(town: Town, elena: Person) -> None:
    """I6. Its invitation would open nothing."""
    await plans(elena, FIRST)
    await town.passes(days=8)
    await elena.presses("Поделиться")
    assert "Ответить и получить файл" not in elena.shows()


async def test_without_inline_mode(town: Town, elena: Person) -> None:
    """I7. Where BotFather has not switched it on, «Поделиться» is there for forwarding, and no button leads astray."""
    town.world.only_bot.has_inline = False
    await town.restart()
    await plans(elena, FIRST)
    await elena.presses("Поделиться")
    await elena.sees("Ответить и получить файл для календаря")
    assert "Выбрать чат" not in elena.shows()


async def test_shared_into_the_chat_with_the_bot(town: Town, elena: Person) -> None:
    """I8. What inline mode puts there was not typed: it fills no field, and nothing is said about it."""
    await plans(elena, FIRST)
    await elena.presses("Поделиться")
    await elena.says("/new")
    asked = await elena.sees("Напишите название события")
    shared = await elena.shares("", elena.chat_with())
    await town.settled()
    assert not shared.deleted
    assert elena.messages[-1] is shared, "nothing is answered"
    assert "Напишите название события" in asked.text
