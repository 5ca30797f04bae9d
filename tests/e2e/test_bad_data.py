"""Callback data that no button of ours ever carried: every press is answered, nothing breaks, nothing changes."""

import pytest

from demo.telegram import Person
from tests.e2e.stored import nothing_changes
from tests.e2e.town import Town

STALE = "Эта кнопка устарела. Откройте событие заново в /calendar."
NO_FORM = "Эта форма уже закрыта. Откройте событие в /calendar или начните новое: /new."
NO_EVENT = "Этого события больше нет. Ваши события — в /calendar."
HUGE = 2**53

# Of the form 1 and the event 1, both Elena's.
NONSENSE = (
    "", " ", "x", ":", "::::", "f1", "f1:1", "f1:1:a", "f1:1:", "f1::a:summary", "e1", "e1:1", "e1:1:y", "e1:1:y:x",
    "f1:-1:a:summary", "f1:1.5:s:", "f1:1:zz:", "f1:1:a:title", "f1:1:a:", f"f1:{HUGE}:s:", "f1:1e3:s:", "f1:0x1:s:",
    "f1:1:e:summary", "f1:1:e:when", "f1:1:e:invitees", "f1:1:r:1", "f1:1:r:", "f1:1:r:1-2", "f1:1:m:", "f1:1:m:202813",
    "f1:1:m:209901", "f1:1:d:20280230", "f1:1:d:99999999", "f1:1:d:2028-08-28", "f1:1:h:202802301000", "f1:1:h:now",
    "f1:1:n:", "f1:1:n:-1", "f1:1:q:anna", "f1:1:x:", "f1:1:l:long", "f1:1:l:-5", "e1:1:zz:0", "e1:-1:o:0", "e1:1:o:-1",
    f"e1:{HUGE}:o:0", "e0:1:o:0", "e2:1:o:0", "E1:1:o:0", "c1", "c1:-1:0", "c1:0:maybe", f"c1:{HUGE}:1", "s1",
    "s1:x:ru", "s1:l:fr", "s1:l:", "n1:1", "n2", "💥" * 16, "\x00" * 64, "\u202e" * 21, "'; DROP TABLE events; --",
)  # fmt: skip
HUGE_NUMBERS = tuple(f"f1:1:{do}:{'9' * 55}" for do in "lnqoxrmdh")


async def test_nonsense(town: Town, elena: Person) -> None:
    """BD1. Junk of every kind is an outdated button; nobody sees an exception."""
    await elena.says("Собрание 28.08.2028 10:00")
    form = await elena.sees("Название: Собрание")
    async with nothing_changes(town):
        for data in NONSENSE:
            pressed = await elena.forges(form, data)
            assert (pressed.toast, pressed.alert) == (STALE, True), data


async def test_numbers_beyond_all_bounds(town: Town, elena: Person) -> None:
    """BD2. Numbers of 55 digits where a button of ours holds a person, minutes, a page or a day."""
    await elena.says("Собрание 28.08.2028 10:00")
    form = await elena.sees("Название: Собрание")
    await town.settled()
    for data in HUGE_NUMBERS:
        pressed = await elena.forges(form, data)
        assert pressed.toast in {STALE, None, "Событие не может длиться больше 24 часов. Укажите окончание пораньше."}
    await elena.sees("Название: Собрание\nВремя: пн, 28 августа 2028, 10:00 – 11:00")


async def test_what_is_not_there(town: Town, elena: Person) -> None:
    """BD3. Forms and events that do not exist, or not any more."""
    hers = await elena.sees("Здравствуйте")
    async with nothing_changes(town):
        for do in [
            "a:summary",
            "b:",
            "m:202808",
            "d:20280828",
            "h:202808281000",
            "l:60",
            "p:",
            "n:0",
            "k:",
            "f:",
            "u:",
            "e:place",
            "s:",
            "z:",
        ]:
            assert (await elena.forges(hers, f"f1:777:{do}")).toast == NO_FORM, do
        for do in "ymnoeisrdu":
            assert (await elena.forges(hers, f"e1:777:{do}:0")).toast == NO_EVENT, do
        for do in "cxk":
            assert (await elena.forges(hers, f"e1:777:{do}:0")).toast == STALE, do


async def test_zones_that_are_no_zones(town: Town, elena: Person, caplog: pytest.LogCaptureFixture) -> None:
    """BD4. Only what the time zone database knows can be chosen; the odd ones among it break no screen."""
    await elena.says("/settings")
    screen = await elena.sees("Часовой пояс: Москва")
    async with nothing_changes(town):
        for zone in ("", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/Atlantis", "я" * 20):
            pressed = await elena.forges(screen, f"s1:z:{zone}")
            assert pressed.toast == f"Не знаю часового пояса «{zone}». Выберите свой в /settings."
    assert (await town.known(elena)).zone == "Europe/Moscow"
    for zone in ("Etc/GMT+12", "Zulu", "Factory", "EST5EDT", "Asia/Kathmandu"):
        assert (await elena.forges(screen, f"s1:z:{zone}")).toast == "Сохранено."
        await elena.says(f"Собрание {zone} 28.08.2028 10:00")
        await elena.sees(f"Название: Собрание {zone}\nВремя: пн, 28 августа 2028, 10:00 – 11:00")
    await town.settled()
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_data_of_another_card(town: Town, elena: Person, alexander: Person) -> None:
    """BD5. «Отменить» of one event sent from the card of another: neither is cancelled by mistake."""
    await town.event(elena, "Первое 28.08.2028 10:00 @smirnov")
    second = await town.event(elena, "Второе 29.08.2028 10:00 @smirnov")
    async with nothing_changes(town):
        for do in "cxk":
            assert (await elena.forges(second, f"e1:1:{do}:0")).toast == STALE


async def test_form_on_the_card_of_something_else(town: Town, elena: Person, alexander: Person) -> None:
    """BD5a. Pickers and «Редактировать» of Elena's own, sent from Alexander's invitation: she hears of its end."""
    theirs = await town.event(alexander, "Чужое 30.08.2028 10:00 @elena")
    letter = await elena.sees("приглашает вас на событие")
    await town.event(elena, "Своё 29.08.2028 10:00 @smirnov")
    await elena.says("Новое 01.09.2028 10:00")
    await elena.sees("Название: Новое")
    await town.settled()
    async with nothing_changes(town):
        for data in ("f1:3:n:0", "f1:3:m:202809", "f1:3:d:20280901", "f1:3:h:202809011000", "f1:3:s:", "e1:2:e:0"):
            assert (await elena.forges(letter, data)).toast == STALE, data
    await alexander.presses("Отменить", on=theirs)
    await alexander.sees("Отменить событие?")
    await alexander.presses("Отменить", on=theirs)
    await elena.sees("отменено")


async def test_press_on_a_message_that_is_gone(town: Town, elena: Person, alexander: Person) -> None:
    """BD6. Alexander presses «Принять» on a letter that he deletes in the same moment: the answer counts."""
    await town.event(elena, "Собрание 28.08.2028 10:00 @smirnov")
    letter = await alexander.sees_button("Принять")
    await alexander.deletes(letter)
    pressed = await alexander.presses("Принять", on=letter)
    assert pressed.toast == "Ответ записан: вы придёте."
    await elena.sees("✅ \u2068Александр Смирнов\u2069")
    town.troubles_expected.append("message to edit not found")
    await alexander.sees_button("✓ Принять")
