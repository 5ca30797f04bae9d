"""A password in a message: wherever and however it is typed, it leaves the chat and is nowhere but where it belongs."""

import logging

import pytest

from demo.skype.vocabulary import Action, Fault
from demo.telegram import Fault as TelegramFault
from demo.telegram import Person
from tests.e2e.company import REFUSED, RIGHT, SECRET, WRONG, moves_in, names, nowhere, types
from tests.e2e.reading import words
from tests.e2e.stored import stored
from tests.e2e.town import Town


@pytest.fixture(autouse=True)
def _accounts(town: Town) -> None:
    moves_in(town)


async def test_password_behind_the_command(town: Town, elena: Person, caplog: pytest.LogCaptureFixture) -> None:
    """OA9. Everything in one message: it is deleted, nothing of it is used, and Elena reads how it goes."""
    caplog.set_level(logging.DEBUG)
    typed = await types(town, elena, f"/skype elena@example.org {SECRET}")
    await elena.sees("Бот ничего не взял из этого сообщения и удаляет его")
    assert typed.deleted
    assert [entry for entry in town.skype.journal if entry.method == "POST"] == []
    nowhere(town, caplog, SECRET)


@pytest.mark.parametrize("typed", [SECRET, f"elena@example.org {SECRET}", "elena@elsewhere.org"])
async def test_password_instead_of_the_address(town: Town, elena: Person, typed: str) -> None:
    """OA10. What is typed in place of the address may be a password: it is deleted, and Elena is asked again."""
    await elena.says("/skype")
    await elena.sees("Skype для бизнеса")
    message = await types(town, elena, typed)
    assert message.deleted
    await elena.sees("только адреса в домене example.org." if "elsewhere" in typed else "Это не SIP-адрес.")
    assert stored(town.database, "conference_accounts")["conference_accounts"] == []


async def test_thought_better_of_it(town: Town, elena: Person) -> None:
    """OA11. After another command what is typed is no password; a whole event is no address."""
    await names(elena)
    await elena.says("/calendar")
    await elena.sees("Ближайших событий пока нет")
    typed = await types(town, elena, "Собрание 28.08.2028 10:00")
    await elena.sees("Название: Собрание")
    assert not typed.deleted
    await elena.says("/skype")
    await elena.sees("вы в них — ведущий")
    await types(town, elena, "Встреча 28.08.2028 11:00")
    await elena.sees("Название: Встреча")


async def test_group(town: Town, elena: Person, anna_lee: Person) -> None:
    """OA12. In a group it leads to the private chat; a password behind the command is deleted where the bot may do
    that, otherwise Elena is told in private to delete it herself."""
    town.troubles_expected = ["message can't be deleted", "was given up"]
    group = town.world.group("Отдел", members=[elena, anna_lee], bots=[town.world.only_bot])
    await elena.says("/skype@planerka_bot", chat=group)
    await elena.sees("Давайте в личных сообщениях: напишите мне", where=group)
    typed = await elena.says(f"/skype@planerka_bot elena@example.org {SECRET}", chat=group)
    await elena.sees(
        "Telegram не дал удалить ваше сообщение, в котором может быть пароль. Удалите его сами, пожалуйста."
    )
    assert not typed.deleted
    group.promotes(town.world.only_bot, by=elena)
    typed = await elena.says(f"/skype@planerka_bot elena@example.org {SECRET}", chat=group)
    await town.settled()
    assert typed.deleted


async def test_not_a_text(town: Town, elena: Person) -> None:
    """OA13. A photograph of the password is deleted, too, and the question stands."""
    await names(elena)
    photo = await elena.sends_photo(SECRET)
    await elena.sees("Пароль: здесь нужен текст. Отправьте его обычным сообщением.")
    await town.settled()
    assert photo.deleted
    await types(town, elena, SECRET)
    await elena.sees(RIGHT)


async def test_a_bug_with_a_password(
    town: Town, elena: Person, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OA17. Handling the password fails for good, and the error even quotes it: the message is gone at once, the update
    keeps nothing, the log neither; Elena hears that it did not work."""
    caplog.set_level(logging.DEBUG)
    town.troubles_expected = ["failed; again", "failed; given up"]

    async def broken(_self: object, _by: object, sealed: str) -> None:
        raise RuntimeError(f"a bug with {SECRET} in it")

    await names(elena)
    monkeypatch.setattr("domain.usecases.verify_password.VerifyPassword.__call__", broken)
    typed = await elena.says(SECRET)
    await elena.waits(lambda: typed.deleted, "the message going", None, 10)
    await elena.sees("Что-то сломалось на нашей стороне")
    await town.settled()
    (dead,) = [row for row in stored(town.database, "inbox")["inbox"] if "dead" in row]
    assert dead[4] is None
    nowhere(town, caplog, SECRET)


async def test_typed_twice(town: Town, elena: Person) -> None:
    """OA22. While a form waits for a title Elena types the password twice, and once more when she reads that it was
    wrong: all three messages go, and none becomes a title."""
    await elena.says("/new")
    await elena.sees("Напишите название события")
    await names(elena)
    typed = [await elena.says(WRONG), await elena.says(WRONG)]
    await elena.sees(REFUSED)
    typed.append(await types(town, elena, SECRET))
    assert all(message.deleted for message in typed)
    assert not any(secret in str(stored(town.database)) for secret in (WRONG, SECRET))
    assert town.skype.failures["elena@example.org"] == 1


@pytest.mark.parametrize("blank", ["correct horse battery", "/hunter 2", "мой пароль 28.08"])
async def test_password_with_blanks(town: Town, elena: Person, blank: str) -> None:
    """OA25. A password with a blank in it, typed where the address is asked for, and once more after it was accepted:
    it stayed in the chat. A whole event is one all the same."""
    town.skype.add_user("gleb@example.org", blank)
    await elena.says("/skype")
    await elena.sees("Skype для бизнеса")
    instead = await types(town, elena, blank)
    await elena.sees("Это не SIP-адрес.")
    photo = await elena.sends_photo(blank)
    await elena.says("gleb@example.org")
    await elena.sees("Теперь введите пароль")
    await types(town, elena, blank)
    await elena.sees("Пароль верный.")
    again = await types(town, elena, blank)
    await elena.sees("Бот ничего не взял из этого сообщения и удаляет его")
    assert all(message.deleted for message in (instead, photo, again))
    event = await types(town, elena, "Планёрка завтра 10:00")
    await elena.sees("Название: Планёрка")
    assert not event.deleted


async def test_telegram_does_not_delete(town: Town, elena: Person) -> None:
    """OA18. Telegram takes no deletion: Elena is told to do it herself; the password is taken all the same."""
    town.troubles_expected = ["can't be deleted", "was given up"]
    await names(elena)
    town.world.faults.add(
        TelegramFault("deleteMessage", kind="error", status=400, description="Bad Request: message can't be deleted")
    )
    await types(town, elena, SECRET)
    await elena.sees("Удалите его сами, пожалуйста.")
    await elena.sees(RIGHT)


async def test_server_out_of_order(town: Town, elena: Person) -> None:
    """OA14. When the server does not answer, that is said; the password is not kept for later."""
    town.skype.faults.always(Fault.UNAVAILABLE)
    await names(elena)
    await elena.says(SECRET)
    await town.until(lambda: any("пароль не удалось, бот его не сохранил." in words(m) for m in elena.messages))
    town.skype.faults.clear()
    assert [row[2] for row in stored(town.database, "conference_accounts")["conference_accounts"]] == [""]
    assert "gAAAA" not in str(stored(town.database, "outbox"))


async def test_past_whatever_waits(town: Town, elena: Person) -> None:
    """OA21. Telegram takes no words for a while, and what is owed to Elena waits in a queue: her password does not."""
    await names(elena)
    town.world.faults.add(TelegramFault("sendMessage", chat=elena.id, kind="status", status=500))
    await elena.says("/help")
    await town.settled()
    await elena.says("/skype")
    asked = await elena.sees("Теперь введите пароль")
    typed = await types(town, elena, f"elena@example.org {SECRET}")
    assert typed.deleted
    await town.until(lambda: any("Это не SIP-адрес." in words(m) for m in elena.messages))
    assert not asked.deleted


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER_COMMIT, Fault.GATEWAY_TIMEOUT])
async def test_no_word_about_a_wrong_password(town: Town, elena: Person, fault: Fault) -> None:
    """OA24. The server counts a wrong password and its answer is lost on the way: sent again by itself, it would be
    counted again. Elena decides."""
    town.skype.faults.next(fault, on=Action.TOKEN, committed=True)
    await names(elena)
    await elena.says(WRONG)
    await town.until(lambda: any("Проверить пароль не удалось" in words(m) for m in elena.messages))
    assert town.skype.failures["elena@example.org"] == 1
