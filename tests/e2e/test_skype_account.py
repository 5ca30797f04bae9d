"""/skype: whose account a conference is made on."""

# Over 200 lines: the whole life of one account.
import logging

import pytest
from cryptography.fernet import Fernet

from demo.skype.vocabulary import Action
from demo.telegram import Person
from tests.e2e.company import REFUSED, RIGHT, SECRET, WRONG, connects, moves_in, names, nowhere, types
from tests.e2e.reading import labels, words
from tests.e2e.stored import stored
from tests.e2e.town import KEY, Town

MEETING = "Собрание 28.08.2028 10:00-12:30 @smirnov skype"


@pytest.fixture(autouse=True)
def _accounts(town: Town) -> None:
    moves_in(town)


async def test_address_only(town: Town, elena: Person, alexander: Person) -> None:
    """OA1. With the address alone conferences stay on the bot's account, and Elena presents in them."""
    asked = await names(elena)
    await elena.presses("Без пароля", on=asked)
    assert "вы в них — ведущий: elena@example.org" in words(await elena.sees("вы в них — ведущий"))
    assert (await town.known(elena)).conference_address == "elena@example.org"
    await town.event(elena, MEETING)
    (room,) = town.skype.rooms.values()
    assert room.organizer_uri == "sip:planerka@example.org"
    assert room.settings["leaders"] == ["sip:elena@example.org"]


async def test_own_account(town: Town, elena: Person, alexander: Person, caplog: pytest.LogCaptureFixture) -> None:
    """OA2. Elena's password is tried and stored sealed, her message is gone; her events are on her own account, after a
    restart, too; nothing of what she typed is anywhere else."""
    caplog.set_level(logging.DEBUG)
    await names(elena, "elena@example.org EXAMPLE\\elena")
    typed = await types(town, elena, SECRET)
    await elena.sees(RIGHT)
    assert typed.deleted
    await town.event(elena, MEETING)
    await town.restart()
    card = await town.event(elena, MEETING)
    assert {room.organizer_uri for room in town.skype.rooms.values()} == {"sip:elena@example.org"}
    assert len(town.skype.rooms) == 2
    await elena.presses("Отменить", on=card)
    await elena.presses("Отменить", on=card)
    await town.settled()
    assert len(town.skype.rooms) == 1, "it is deleted there, too"
    nowhere(town, caplog, SECRET)
    assert stored(town.database, "conference_accounts")["conference_accounts"][0][:2] == (1, "EXAMPLE\\elena")


async def test_two_people(town: Town, elena: Person, anna_lee: Person) -> None:
    """OA3. Each on their own account, and everybody else on the bot's."""
    await connects(town, elena)
    await anna_lee.says("/skype")
    await anna_lee.sees("Your conferences are created with the bot's account.")
    await anna_lee.says("annalee@example.org")
    await anna_lee.sees("Now type the password for annalee@example.org.")
    await types(town, anna_lee, f"{SECRET}-too")
    await anna_lee.sees("The password is correct.")
    await town.event(anna_lee, "Standup 28.08.2028 10:00 @elena skype")
    await town.event(elena, "Встреча 28.08.2028 15:00 @annalee skype")
    owners = sorted(room.organizer_uri for room in town.skype.rooms.values())
    assert owners == ["sip:annalee@example.org", "sip:elena@example.org"]
    assert town.skype.traffic.most_connections <= 10


async def test_wrong_password(town: Town, elena: Person, caplog: pytest.LogCaptureFixture) -> None:
    """OA4. A wrong one is deleted all the same, said to be wrong, and never sent again; after the second one Elena
    waits for half an hour, or the company would lock her account."""
    caplog.set_level(logging.DEBUG)
    await names(elena)
    typed = await types(town, elena, WRONG)
    refused = await elena.sees(REFUSED)
    assert typed.deleted
    await elena.says("Планёрка отдела 28.08.2028 15:00")
    await elena.sees("Название: Планёрка отдела")
    await elena.presses("Ввести ещё раз", on=refused)
    await types(town, elena, WRONG)
    await elena.sees("Этот пароль сервер Skype уже однажды не принял")
    assert town.skype.failures["elena@example.org"] == 1
    await elena.presses("Ввести ещё раз", on=refused)
    await types(town, elena, f"{WRONG}!")
    await elena.sees(REFUSED)
    pressed = await elena.presses("Ввести ещё раз", on=refused)
    assert pressed.toast is not None
    assert pressed.toast.startswith("Сервер Skype дважды не принял пароль этой учётной записи.")
    assert pressed.toast.endswith("попробуйте после 09:30.")
    assert town.skype.failures["elena@example.org"] == 2
    await town.restart()
    await town.passes(minutes=31)
    await elena.presses("Ввести ещё раз", on=refused)
    await types(town, elena, WRONG)
    assert town.skype.failures["elena@example.org"] == 2, "it is known for ever"
    await elena.presses("Ввести ещё раз", on=refused)
    await types(town, elena, SECRET)
    await elena.sees(RIGHT)
    nowhere(town, caplog, SECRET, WRONG)


async def test_somebody_elses_account(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """OA5. Several people together cannot lock an account, however they spell its name, even asked at the same time;
    what they type next is no password any more."""
    for person, name in (
        (elena, "elena@example.org"),
        (alexander, "elena@example.org EXAMPLE\\elena"),
        (anna_lee, "elena@example.org"),
    ):
        await names(person, name)
    await types(town, elena, f"{WRONG}1")
    await types(town, alexander, f"{WRONG}2")
    third = await types(town, anna_lee, f"{WRONG}3")
    await anna_lee.sees("One more could lock it, so try again after")
    assert third.deleted
    await anna_lee.says("Standup 28.08.2028 10:00")
    await anna_lee.sees("Title: Standup")
    again = await elena.sees(REFUSED)
    pressed = await elena.presses("Ввести ещё раз", on=again)
    assert "попробуйте после 09:30" in (pressed.toast or "")
    assert sum(town.skype.failures.values()) == 2


async def test_forget(town: Town, elena: Person, alexander: Person) -> None:
    """OA6. Forgotten: nothing is stored, new conferences are on the bot's account; Elena reads what the bot cannot
    touch any more, and the link on her card stays."""
    await connects(town, elena)
    card = await town.event(elena, MEETING)
    await elena.says("/skype forget")
    await elena.sees("У 1 предстоящего события конференция создана под вашей учётной записью.")
    assert stored(town.database, "conference_accounts")["conference_accounts"] == []
    assert (await town.known(elena)).conference_address is None
    assert "Присоединиться" in labels(card)
    await town.event(elena, "Встреча 28.08.2028 15:00 @smirnov skype")
    owners = sorted(room.organizer_uri for room in town.skype.rooms.values())
    assert owners == ["sip:elena@example.org", "sip:planerka@example.org"]
    await elena.says("/skype")
    shown = await elena.sees("Чтобы быть в них ведущим")
    assert "Забыть учётную запись" not in labels(shown)


async def test_forgotten_by_a_button(town: Town, elena: Person) -> None:
    """OA7. The same by a tap; a second tap changes nothing."""
    await connects(town, elena)
    await elena.says("/skype")
    shown = await elena.sees_button("Забыть учётную запись")
    for _ in range(2):
        await elena.presses("Забыть учётную запись", on=shown)
    await elena.sees("Бот забыл ваш адрес, учётную запись и пароль.")
    assert stored(town.database, "conference_accounts")["conference_accounts"] == []


async def test_forged_button(town: Town, elena: Person, alexander: Person) -> None:
    """OA8. Buttons are about whoever presses: Alexander cannot make the bot forget Elena, or ask for her password."""
    await connects(town, elena)
    shown = await alexander.sees("Планёрка")
    await alexander.forges(shown, "k1:f")
    await town.settled()
    assert len(stored(town.database, "conference_accounts")["conference_accounts"]) == 1
    assert (await alexander.forges(shown, "k1:p")).toast == "Сначала укажите свой SIP-адрес: /skype."


async def test_keys(town: Town, elena: Person, alexander: Person) -> None:
    """OA16. A new key goes before the old one, which may leave at the start after that; a key that is missing makes the
    account one to connect again, and nothing is lost but that."""
    await connects(town, elena)
    new = Fernet.generate_key().decode()
    for keys in (f"{new},{KEY}", new):
        await with_keys(town, keys)
        await town.event(elena, MEETING)
    assert {room.organizer_uri for room in town.skype.rooms.values()} == {"sip:elena@example.org"}
    before = stored(town.database, "conference_accounts")
    await with_keys(town, KEY)
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await elena.sees("Подключите её: /skype.")
    assert stored(town.database, "conference_accounts") == before
    await with_keys(town, "")
    await elena.says("/skype")
    shown = await elena.sees("Чтобы это изменить")
    assert "Ввести новый пароль" not in labels(shown)


async def with_keys(town: Town, keys: str) -> None:
    """The administrator changes them and starts the bot anew."""
    await town.closes()
    town.settings = type(town.settings)(**(town.settings.model_dump() | {"secret_keys": keys}))
    await town.opens()


async def test_own_password_changed(town: Town, elena: Person, alexander: Person) -> None:
    """OA19. The company made Elena choose a new password: her next event says so, once, and after /skype it goes on."""
    await connects(town, elena)
    town.skype.world.accounts.names["elena@example.org"].password = "another"
    town.skype.world.tickets.clear()
    await town.restart()
    await elena.says(MEETING)
    await elena.presses("Отправить")
    await elena.sees("Сервер Skype не принял ваш пароль")
    assert town.skype.failures["elena@example.org"] == 1
    await elena.says("/skype")
    await elena.presses("Ввести новый пароль")
    await types(town, elena, "another")
    await elena.sees(RIGHT)
    await elena.presses("Повторить")
    await elena.sees_button("Присоединиться")


async def test_without_skype(town: Town, elena: Person) -> None:
    """OA20. Where no Skype server is set up there is nothing to connect; what was connected once can be forgotten."""
    await connects(town, elena)
    await town.closes()
    none = dict.fromkeys(("skype_url", "skype_user", "skype_password"))
    town.settings = type(town.settings)(**(town.settings.model_dump() | none | {"secret_keys": KEY}))
    await town.opens()
    await elena.says("/skype")
    await elena.sees("Skype для этого бота не настроен.")
    await elena.says("/skype forget")
    await elena.sees("Бот забыл")
    assert stored(town.database, "conference_accounts")["conference_accounts"] == []
    assert Action.TOKEN in {entry.action for entry in town.skype.journal}


async def test_an_account_shared_by_three(town: Town, elena: Person, anna_lee: Person, alexander: Person) -> None:
    """OA23. Three people have their conferences on one account whose password was changed; all press «Отправить» at
    once, after a restart: the old one is sent a single time."""
    for person in (elena, anna_lee, alexander):
        await names(person)
        await types(town, person, SECRET)
    await town.restart()
    town.skype.add_user("elena@example.org", "Changed-now-1", "EXAMPLE\\elena")
    for person in (elena, anna_lee, alexander):
        await person.says("Собрание 28.08.2028 10:00 @smirnov @elena skype")
        await person.sees("Собрание")
        await town.settled()
    for person in (elena, anna_lee, alexander):
        await person.presses("Отправить" if person.language == "ru" else "Send")
    await town.settled()
    assert town.skype.failures["elena@example.org"] == 1
