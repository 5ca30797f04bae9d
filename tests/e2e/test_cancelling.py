"""Cancelling an event, and deleting it from one's own calendar."""

from demo.telegram import Person
from demo.telegram.messages import Message
from tests.e2e.reading import files, labels, letters, opened, words
from tests.e2e.town import EVENT, Town


async def cancelled(town: Town, elena: Person, word: str = "") -> Message:
    """Elena's event, sent and cancelled again."""
    card = await town.event(elena)
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    if word:
        await elena.says(word)
        await elena.sees(f"Комментарий для участников: {word}")
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    await town.settled()
    return card


async def test_question(town: Town, elena: Person, alexander: Person) -> None:
    """X1. «Отменить» asks once more; «Назад» leaves everything as it was."""
    card = await town.event(elena)
    before = words(card)
    await elena.presses("Отменить")
    question = await elena.sees("Отменить событие?")
    assert question is card
    assert labels(question) == ["Отменить", "Назад"]
    await elena.presses("Назад")
    await town.settled()
    assert words(card) == before
    await alexander.sees_no("отменено")
    assert len(town.skype.rooms) == 1


async def test_with_a_word(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """X2. With a word to the attendees it is cancelled everywhere: cards, letters, file, room."""
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov @annalee skype")
    link = next(iter(town.skype.rooms.values())).join_url
    invitation = await alexander.sees("приглашает вас на событие")
    await elena.presses("Отменить", on=card)
    await elena.sees("Участники получат уведомление. Хотите что-то им сказать? Сначала напишите это сообщением.")
    await elena.says("Заболела, перенесём на сентябрь")
    await elena.sees("Комментарий для участников: Заболела, перенесём на сентябрь")
    assert (await elena.presses("Отменить")).toast == "Событие отменено."
    await town.settled()
    russian = await alexander.sees("Комментарий организатора: Заболела, перенесём на сентябрь")
    english = await anna_lee.sees("Note from the organizer: Заболела, перенесём на сентябрь")
    assert words(russian).startswith("Событие отменено\n")
    assert words(english).startswith("This event is cancelled\n")
    assert town.skype.rooms == {}
    for message in (card, invitation, russian, english):
        assert link not in message.html
        assert not any("конференции" in label or "Join" in label or "Присоед" in label for label in labels(message))
    assert words(card).startswith("Событие отменено\nКомментарий организатора: Заболела")
    assert words(invitation) == "Собрание акционеров — отменено, подробности ниже", "a line is left of it"
    assert labels(invitation) == []
    assert labels(card) == ["Удалить", "Файл .ics"]


async def test_cancelling_file(town: Town, elena: Person, alexander: Person) -> None:
    """X3. The file that comes with it cancels the event in every calendar that took the first one."""
    await cancelled(town, elena, "Заболела")
    _, before = opened(files(alexander)[0])
    method, after = opened(files(alexander)[-1])
    assert method == "PUBLISH"
    assert after["UID"] == before["UID"]
    assert str(after["STATUS"]) == "CANCELLED"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert str(after["COMMENT"]) == "Заболела"
    assert "URL" not in after


async def test_file_of_a_cancelled_event(town: Town, elena: Person, alexander: Person) -> None:
    """X13. The organizer gets the cancelling file, too, from the card: her calendar took the first one."""
    card = await town.event(elena)
    await elena.presses("Файл .ics", on=card)
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    await elena.presses("Файл .ics", on=card)
    await town.settled()
    first, last = files(elena)
    (_, before), (_, after) = opened(first), opened(last)
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], 0)
    assert (str(after["STATUS"]), after["SEQUENCE"]) == ("CANCELLED", 1)
    assert last.name == "sobranie-aktsionerov-2028-08-28.ics"


async def test_without_a_word(town: Town, elena: Person, alexander: Person) -> None:
    """X4. The word is optional."""
    await cancelled(town, elena)
    letter = await alexander.sees("Событие отменено")
    assert "Комментарий" not in words(letter)


async def test_restart_at_the_question(town: Town, elena: Person, alexander: Person) -> None:
    """X5. The question and the word typed so far survive a restart."""
    await town.event(elena)
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await elena.says("Заболела")
    await elena.sees("Комментарий для участников: Заболела")
    await town.restart()
    await elena.presses("Отменить")
    await alexander.sees("Комментарий организатора: Заболела")


async def test_deleted_and_restored(town: Town, elena: Person, alexander: Person) -> None:
    """X6. A cancelled event is deleted from one's own calendar only, and one tap brings it back."""
    card = await cancelled(town, elena)
    assert (await alexander.presses("Удалить")).toast == "Удалено из вашего календаря."
    gone = await alexander.sees("Вернуть можно до вт, 22 августа 2028, 09:00")
    await town.settled()
    assert labels(gone) == ["Вернуть"]
    assert words(card).startswith("Событие отменено"), "nobody else's calendar is touched"
    await alexander.says("/calendar")
    await alexander.sees("Ближайших событий пока нет.")
    assert (await alexander.presses("Вернуть", on=gone)).toast == "Событие снова в вашем календаре."
    await town.settled()
    assert "Событие отменено" in words(gone)
    await alexander.says("/calendar")
    await alexander.sees("10:00 – 12:30 Собрание акционеров · отменено")


async def test_too_late_to_restore(town: Town, elena: Person, alexander: Person) -> None:
    """X7. After a day it is too late, and the button says so."""
    await cancelled(town, elena)
    await alexander.presses("Удалить")
    gone = await alexander.sees("Вернуть можно до")
    await town.passes(hours=25)
    pressed = await alexander.presses("Вернуть", on=gone)
    assert pressed.toast == "Вернуть событие уже нельзя: это можно сделать в течение суток."
    await alexander.says("/calendar")
    await alexander.sees("Ближайших событий пока нет.")


async def test_organizer_deletes_too(town: Town, elena: Person, alexander: Person) -> None:
    """X8. The organizer can delete it as well."""
    card = await cancelled(town, elena)
    await elena.presses("Удалить", on=card)
    await elena.sees("Удалено из вашего календаря.")
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет.")
    await alexander.says("/calendar")
    await alexander.sees("Собрание акционеров · отменено")


async def test_stale_buttons(town: Town, elena: Person, alexander: Person) -> None:
    """X9. A button from before the cancellation says why it does nothing."""
    card = await town.event(elena)
    letter = await alexander.sees("приглашает вас на событие")
    accept = next(b.data for row in letter.buttons for b in row if b.text == "Принять")
    edit = next(b.data for row in card.buttons for b in row if b.text == "Редактировать")
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await alexander.sees("Событие отменено")
    sentence = "Событие отменено, изменить в нём уже ничего нельзя."
    assert (await alexander.forges(letter, accept or "")).toast == sentence
    assert (await elena.forges(card, edit or "")).toast == sentence


async def test_before_the_letters_left(town: Town, elena: Person, alexander: Person) -> None:
    """X10. Cancelled while its conference is still being made: nobody was invited, so nobody hears; no room stays."""
    town.skype.faults.slow()
    await elena.says(EVENT)
    await elena.presses("Отправить")
    card = await elena.sees("конференция создаётся")
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await elena.sees("Событие отменено")
    town.skype.faults.release()
    await town.settled()
    await town.passes(seconds=30)
    await town.settled()
    assert town.skype.rooms == {}
    assert letters(alexander, "Собрание акционеров") == []


async def test_word_in_time(town: Town, elena: Person, alexander: Person) -> None:
    """X11. The question takes a word for ten minutes: an event typed hours later was taken for one, and deleted."""
    card = await town.event(elena)
    await elena.presses("Отменить")
    await elena.sees("Отменить событие?")
    await town.passes(minutes=9)
    await elena.says("Заболела")
    await elena.sees("Комментарий для участников: Заболела")
    await town.passes(minutes=11)
    typed = await elena.says("Ретроспектива 29.08.2028 10:00")
    await elena.sees("Название: Ретроспектива")
    await town.settled()
    assert not typed.deleted
    assert "Комментарий для участников: Заболела" in words(card)


async def test_a_form_that_asks_beside_the_question(town: Town, elena: Person, alexander: Person) -> None:
    """X12. After the question, texts go on filling the form that still asks: it never took them again."""
    card = await town.event(elena, "Планёрка отдела 29.08.2028 10:00 @smirnov")
    form = await town.event(elena)
    await elena.presses("Редактировать", on=form)
    await elena.presses("Место", on=form)
    await elena.sees("Напишите место")
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await alexander.sees("Событие отменено")
    await elena.says("Большой зал")
    await elena.sees("Место: Большой зал")
    await town.settled()
    assert "Место: Большой зал" in words(form)


async def test_one_message_is_left(town: Town, elena: Person, alexander: Person) -> None:
    """X14. An invitation, a change and two cards became four tombstones; deleting and restoring drew all of them."""
    card = await town.event(elena)
    await elena.presses("Редактировать", on=card)
    await elena.presses("✓ Время")
    await elena.says("28.08.2028 15:00-16:00")
    await elena.presses("Отправить")
    await alexander.sees("Событие изменилось")
    await alexander.says("/calendar")
    await alexander.presses("1")
    await town.settled()
    await elena.presses("Отменить", on=card)
    await elena.sees("Отменить событие?")
    await elena.presses("Отменить", on=card)
    await town.settled()
    about = [words(m) for m in letters(alexander, "тменено")]
    assert about[:-1] == ["Собрание акционеров — отменено, подробности ниже"] * 3
    assert about[-1].startswith("Событие отменено\n")
    await alexander.presses("Удалить")
    await alexander.presses("Вернуть")
    await town.settled()
    assert [words(m) for m in letters(alexander, "тменено")] == about
