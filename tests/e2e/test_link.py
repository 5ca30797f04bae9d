"""The conference of an event and its link: made, copied, removed, added again; and Skype on its bad days."""

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import Town

PLAIN = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov\nПовестка: отчёт"
SKYPE = "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov skype\nПовестка: отчёт"


def link_of(town: Town) -> str:
    """The link of the only room on the server."""
    (room,) = town.skype.rooms.values()
    return room.join_url


async def removes_link(elena: Person, card: Message) -> None:
    """Elena opens the form and removes the conference from its field."""
    await elena.presses("Редактировать", on=card)
    await elena.presses("Удалить ссылку", on=card)
    await elena.sees("конференция будет удалена, когда вы нажмёте «Отправить»")


async def test_shown_and_described(town: Town, elena: Person, alexander: Person) -> None:
    """C1. When the conference is made, its link stands in the card once, and in the description; one tap copies it."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    assert card.html.count(link) == 1
    assert words(card).count("Повестка: отчёт") == words(card).count("присоединиться к конференции") == 1
    (invitation,) = letters(alexander, "приглашает вас")
    assert invitation.html.count(link) == 1
    await elena.presses("Редактировать")
    await elena.sees(f"Повестка: отчёт\n{link}")
    await elena.presses("Не сохранять")
    assert await elena.presses("Присоединиться") == link
    await elena.presses("Скопировать ссылку")
    assert elena.clipboard == link


async def test_copied_in_the_form(town: Town, elena: Person, alexander: Person) -> None:
    """C2. The form shows the link, too, to be copied or removed."""
    card = await town.event(elena, SKYPE)
    await elena.presses("Редактировать")
    await elena.sees(f"Skype для бизнеса: {link_of(town)}")
    await elena.presses("Скопировать ссылку", on=card)
    assert elena.clipboard == link_of(town)
    assert "Удалить ссылку" in labels(card)


async def test_removed(town: Town, elena: Person, alexander: Person) -> None:
    """C3. Removing it leaves the description alone; the form says so, and one tap takes the link out there as well."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    await removes_link(elena, card)
    await elena.sees("Ссылка осталась в описании. Измените описание или уберите её кнопкой ниже.")
    assert link in card.html
    await elena.presses("Убрать ссылку из описания")
    await town.settled()
    assert link not in card.html
    assert "Повестка: отчёт" in words(card)
    assert link_of(town) == link, "nothing is deleted before «Отправить»"

    await elena.presses("Отправить")
    told = await alexander.sees("Событие изменилось")
    await town.settled()
    assert "Skype для бизнеса: конференцию убрали" in words(told)
    assert town.skype.rooms == {}
    for message in (card, told, *letters(alexander, "приглашает вас")):
        assert f'href="{link}"' not in message.html
        assert not {"Присоединиться", "Присоединиться к конференции", "Скопировать ссылку"} & set(labels(message))
    _, event = opened(files(alexander)[-1])
    assert link.encode() not in files(alexander)[-1].bytes
    assert str(event["DESCRIPTION"]) == "Повестка: отчёт"


async def test_left_in_the_description(town: Town, elena: Person, alexander: Person) -> None:
    """C4. Whoever sends without that tap keeps the words of the description as they are."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    await town.settled()
    assert town.skype.rooms == {}
    assert link in card.html
    assert "Присоединиться" not in labels(card)


async def test_left_in_the_description_and_taken_out_later(town: Town, elena: Person, alexander: Person) -> None:
    """C10. The next form still points at the link that was left, and takes it out by the same tap."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    await elena.presses("Редактировать", on=card)
    await elena.sees("Ссылка осталась в описании.")
    await elena.presses("Убрать ссылку из описания", on=card)
    await elena.presses("Отправить", on=card)
    await town.settled()
    assert link not in card.html
    await elena.presses("Редактировать", on=card)
    await town.settled()
    assert "Убрать ссылку из описания" not in labels(card)


async def test_left_in_the_description_and_added_again(town: Town, elena: Person, alexander: Person) -> None:
    """C11. Of a conference added again the link takes the place of the one that was left: two stood there."""
    card = await town.event(elena, SKYPE)
    old = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    await town.settled()
    await elena.presses("Редактировать", on=card)
    await elena.presses("Добавить конференцию Skype", on=card)
    await elena.sees("Skype для бизнеса: конференция будет создана")
    assert "Ссылка осталась в описании." not in words(card)
    await elena.presses("Отправить", on=card)
    told = await alexander.sees("конференцию добавили")
    await town.settled()
    assert link_of(town) in card.html
    assert old not in card.html
    assert "Описание" not in words(told), "that is no change of hers"


async def test_gone_with_an_edited_description(town: Town, elena: Person, alexander: Person) -> None:
    """C5. It also goes by editing the description; then there is nothing to point at any more."""
    card = await town.event(elena, SKYPE)
    await removes_link(elena, card)
    await elena.presses("✓ Описание")
    await elena.sees_button("Убрать ссылку из описания")
    await elena.says("Повестка: отчёт и выборы")
    await elena.sees("Описание: Повестка: отчёт и выборы")
    await elena.sees_no("Ссылка осталась в описании")
    await elena.presses("Отправить")
    await town.settled()
    assert "Повестка: отчёт и выборы" in words(card)
    assert town.skype.rooms == {}


async def test_removal_taken_back(town: Town, elena: Person, alexander: Person) -> None:
    """C6. Removed and added again before «Отправить»: it is the same conference with the same link."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Добавить конференцию Skype")
    await elena.sees(f"Skype для бизнеса: {link}")
    await elena.presses("Отправить")
    await town.settled()
    assert link_of(town) == link
    assert await elena.presses("Присоединиться", on=card) == link
    await alexander.sees_no("Событие изменилось")


async def test_removal_not_saved(town: Town, elena: Person, alexander: Person) -> None:
    """C7. «Не сохранять» keeps it."""
    card = await town.event(elena, SKYPE)
    link = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Убрать ссылку из описания")
    await elena.presses("Не сохранять")
    await town.settled()
    assert await elena.presses("Присоединиться", on=card) == link == link_of(town)
    assert link in card.html


async def test_added_later(town: Town, elena: Person, alexander: Person) -> None:
    """C8. A conference can be added to an event later: everybody is told once, with the link."""
    card = await town.event(elena, PLAIN)
    await elena.presses("Редактировать")
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    told = await alexander.sees("Событие изменилось")
    await town.settled()
    link = link_of(town)
    assert "Skype для бизнеса: конференцию добавили" in words(told)
    assert await alexander.presses("Присоединиться к конференции", on=told) == link
    assert await elena.presses("Присоединиться", on=card) == link
    assert len(letters(alexander, "Событие изменилось")) == 1
    assert str(opened(files(alexander)[-1])[1]["URL"]) == link


async def test_added_again(town: Town, elena: Person, alexander: Person) -> None:
    """C9. And added again after removal: a new room with a new link, and nothing is left of the old one."""
    card = await town.event(elena, SKYPE)
    old = link_of(town)
    await removes_link(elena, card)
    await elena.presses("Убрать ссылку из описания")
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    await town.settled()
    await elena.presses("Редактировать", on=card)
    await elena.presses("Добавить конференцию Skype")
    await elena.presses("Отправить")
    await alexander.sees("конференцию добавили")
    await town.settled()
    new = link_of(town)
    assert new != old
    assert new in card.html
    assert old not in card.html
    assert await alexander.presses("Присоединиться к конференции") == new
