"""Who is invited, and who cannot be reached yet."""

from demo.telegram import Person
from demo.telegram.messages import Body, Message
from tests.e2e.reading import labels, letters, words
from tests.e2e.town import Town

PLAIN = "Планёрка отдела 28.08.2028 10:00-11:00"


async def picks(town: Town, elena: Person, *people: Person) -> Message:
    """Elena opens the list of people of her form and chooses these with Telegram's own picker; what that sent."""
    await elena.presses("Участники")
    await elena.presses("Выбрать людей")
    shared = await elena.picks(people)
    await town.settled()
    return shared


async def test_native_picker(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """P1. People are chosen with Telegram's own picker, several at once."""
    await elena.says(PLAIN)
    form = await elena.sees("Новое событие")
    shared = await picks(town, elena, alexander, anna_lee)
    await elena.sees("Добавлены 2 человека.")
    assert shared.deleted, "what the picker sent in her name has left the chat: it stands in the form"
    assert elena.chat_with().reply_keyboard is None, "the keyboard that opens the picker is gone"
    assert labels(form)[:4] == ["● Александр Смирнов", "✕", "● Anna Lee", "✕"]
    await elena.presses("Назад", on=form)
    await elena.sees("Участники: \u2068Александр Смирнов\u2069, \u2068Anna Lee\u2069")
    await elena.presses("Отправить")
    await alexander.sees("приглашает вас на событие")
    await anna_lee.sees("invites you to an event")


async def test_picker_closed(town: Town, elena: Person) -> None:
    """P2. Whoever opens it and thinks better of it goes back to the form."""
    await elena.says(PLAIN)
    form = await elena.sees("Новое событие")
    await elena.presses("Участники")
    await elena.presses("Выбрать людей")
    await elena.presses("Вернуться к форме")
    await town.settled()
    assert elena.chat_with().reply_keyboard is None
    assert "Вернуться к форме" not in [m.text for m in elena.messages if m.sender is elena], "it has left the chat"
    await elena.presses("Назад", on=form)
    await elena.sees("Участники: пока никого")


async def test_roles(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """P3. Required or optional is one tap on the name, and everybody sees it."""
    await elena.says(f"{PLAIN} @smirnov @annalee")
    await elena.presses("✓ Участники")
    await elena.presses("● Anna Lee")
    await elena.sees_button("○ Anna Lee")
    await elena.presses("Назад")
    await elena.presses("Отправить")
    letter = await alexander.sees("приглашает вас на событие")
    await town.settled()
    assert "⏳ Александр Смирнов\n⏳ Anna Lee (по желанию)" in words(letter)
    assert "Anna Lee (optional)" in words(await anna_lee.sees("invites you"))


async def test_dropped_before_sending(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """P4. Taken off the list before «Отправить», one never hears of it."""
    await elena.says(f"{PLAIN} @smirnov @annalee")
    await elena.presses("✓ Участники")
    await elena.presses("✕")
    await elena.sees("Участники: 1 человек")
    await elena.presses("Назад")
    await elena.presses("Отправить")
    await anna_lee.sees("invites you to an event")
    await town.settled()
    assert letters(alexander, "Планёрка отдела") == []


async def test_unknown_username(elena: Person, boris: Person) -> None:
    """P5. A @username that the bot does not know is named, and the event is kept without it."""
    await elena.says(f"{PLAIN} @kotov")
    await elena.sees("Название: Планёрка отдела")
    await elena.sees("Пока не знаю @kotov.")


async def test_username_in_any_case(elena: Person, alexander: Person) -> None:
    """P6. A @username is the same in capitals, as everywhere in Telegram."""
    await elena.says(f"{PLAIN} @SmirnoV")
    await elena.sees("Участники: \u2068Александр Смирнов\u2069")


async def test_invited_by_link(town: Town, elena: Person, boris: Person) -> None:
    """P7. «Поделиться» gives an invitation to forward; whoever opens its link is invited, and nobody guesses it."""
    await elena.says(f"{PLAIN} skype")
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    card = await elena.sees_button("Присоединиться")
    await elena.presses("Поделиться", on=card)
    await elena.sees("Перешлите следующее сообщение тем, кого хотите пригласить, или выберите для него чат.")
    invitation = await elena.sees("Ответить и получить файл для календаря: открыть приглашение")
    (link,) = (e["url"] for e in invitation.entities if e["type"] == "text_link")
    token = link.partition("?start=")[2].removeprefix("i_")
    assert len(token) >= 22, "128 bits"
    (room,) = town.skype.rooms.values()
    assert room.join_url not in invitation.html, "it may end up with strangers"

    await boris.opens(link)
    letter = await boris.sees("приглашает вас на событие")
    await town.settled()
    assert "⏳ Борис Котов" in words(card)
    assert "Присоединиться к конференции" in labels(letter)
    assert "Здравствуйте" not in boris.shows(), "the invitation comes first"

    await boris.opens(link)
    await town.settled()
    assert words(boris.messages[-1]).startswith("Планёрка отдела"), "opened again, it shows the card"
    assert words(card).count("Борис Котов") == 1


async def test_link_of_a_cancelled_event(town: Town, elena: Person, boris: Person) -> None:
    """P8. A link to an event that is cancelled meanwhile says so, and invites nobody."""
    await elena.says(PLAIN)
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    card = await elena.sees_button("Поделиться")
    await elena.presses("Поделиться")
    invitation = await elena.sees("открыть приглашение")
    (link,) = (e["url"] for e in invitation.entities if e["type"] == "text_link")
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    await boris.opens(link)
    await boris.sees("Событие отменено")
    await town.settled()
    assert "Борис" not in words(card)


async def test_own_link(town: Town, elena: Person) -> None:
    """P9. Whoever opens the link of their own event sees its card."""
    await elena.says(PLAIN)
    await elena.presses("Отправить")
    await elena.presses("Сохранить только у себя")
    await elena.presses("Поделиться")
    invitation = await elena.sees("открыть приглашение")
    (link,) = (e["url"] for e in invitation.entities if e["type"] == "text_link")
    await elena.opens(link)
    await town.settled()
    assert "Редактировать" in labels(elena.messages[-1])


async def test_everybody_named_in_a_form(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """P10. In the form as in one message: who is known is invited, whoever is not is told of, and the text stays."""
    await elena.says(PLAIN)
    form = await elena.sees("Новое событие")
    await elena.presses("Участники")
    typed = await elena.says("Зовём (@smirnov), https://t.me/annalee, @kotov и @igor")
    await elena.sees("Участники: \u2068Александр Смирнов\u2069, \u2068Anna Lee\u2069")
    said = await elena.sees("Пока не знаю @kotov, @igor.")
    await town.settled()
    assert "✓ Участники" in labels(form)
    assert labels(said) == []
    assert not typed.deleted, "the names can be copied from it"


async def test_telegrams_own_mention(town: Town, elena: Person) -> None:
    """P11. Somebody without a username, mentioned by their name: in a title it was part of it."""
    olga = town.world.person("Ольга Ким", language="ru")
    text = "🎉 Планёрка 28.08.2028 10:00 Ольга Ким"
    entity = {"type": "text_mention", "offset": 29, "length": 9, "user": olga.as_json()}
    elena.send(elena.chat_with(), Body(text, (entity,)))
    await elena.sees("Название: 🎉 Планёрка\n")
    await town.settled()
    assert "Участники: Ольга Ким" in words(elena.messages[-1])
    await elena.presses("Место")
    await elena.sees("Напишите место")
    elena.send(elena.chat_with(), Body("У Ольга Ким", ({**entity, "offset": 2},)))
    await elena.sees("Место: У Ольга Ким")
