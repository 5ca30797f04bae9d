"""/settings: everybody in their own language and zone."""

from demo.telegram import Person
from tests.e2e.reading import labels, words
from tests.e2e.town import Town


async def moves_to_london(anna_lee: Person) -> None:
    """Anna chooses her zone."""
    await anna_lee.says("/settings")
    await anna_lee.presses("London +1")
    await anna_lee.sees("Time zone: London, GMT+01:00")


async def test_language_from_telegram(town: Town) -> None:
    """S1. At first everybody is spoken to in the language of their Telegram, in English where it is another; readers of
    Russian, and who says nothing, in the language of the installation."""
    russian, english = ("ru", "ru-RU", "kk", "uk", None), ("en", "en-US", "EN", "de", "pt-br")
    greetings: dict[str | None, str] = {**dict.fromkeys(russian, "Здравствуйте"), **dict.fromkeys(english, "Hello")}
    for language, greeting in greetings.items():
        person = town.world.person("Kim Novak", language=language)
        await person.starts()
        await person.sees(greeting)


async def test_language(town: Town, elena: Person, anna_lee: Person) -> None:
    """S2. The language is chosen in /settings; from then on everything comes in it."""
    await elena.says("/settings")
    settings = await elena.sees("Настройки")
    assert labels(settings)[:2] == ["✓ Русский", "English"]
    assert (await elena.presses("English")).toast == "Saved."
    await elena.sees("Settings")
    await town.settled()
    assert labels(settings)[:2] == ["Русский", "✓ English"]
    await elena.says("/calendar")
    await elena.sees("You have no upcoming events.")
    await town.event(anna_lee, "Shareholders' meeting 28.08.2028 10:00 @elena")
    letter = await elena.sees("invites you to an event")
    assert labels(letter)[:3] == ["Accept", "Maybe", "Decline"]


async def test_zone_for_reading_and_showing(town: Town, anna_lee: Person) -> None:
    """S3. What Anna types is read in her zone, and shown in it."""
    await moves_to_london(anna_lee)
    await anna_lee.says("Shareholders' meeting 28.08.2028 10:00-12:30")
    await anna_lee.sees("Time: Mon, 28 Aug 2028, 10:00 – 12:30 (GMT+01:00)")
    await anna_lee.presses("✓ Time")
    question = await anna_lee.sees("Times are in your time zone: London, GMT+01:00.")
    await anna_lee.presses("28", on=question)
    await anna_lee.presses("11:00")
    await anna_lee.sees("Mon, 28 Aug 2028, 11:00 – 13:30 (GMT+01:00)")


async def test_two_zones_side_by_side(town: Town, elena: Person, alexander: Person, anna_lee: Person) -> None:
    """S4. One event in two zones: everybody reads their own time, in letters, cards, clashes and lists."""
    await moves_to_london(anna_lee)
    await town.event(anna_lee, "Breakfast 28.08.2028 07:30-08:30 @smirnov")
    card = await town.event(elena, "Собрание акционеров 28.08.2028 10:00-12:30 @smirnov @annalee")
    english = await anna_lee.sees("invites you to an event")
    assert "Mon, 28 Aug 2028, 08:00 – 10:30 (GMT+01:00)" in words(english)
    assert words(english).endswith("Also that day\n07:30 – 08:30 Breakfast — overlaps")
    assert "пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00)" in words(card)
    await anna_lee.says("/calendar")
    await anna_lee.sees("08:00 – 10:30 Собрание акционеров · ⏳")
    await elena.presses("Редактировать", on=card)
    await elena.presses("✓ Время", on=card)
    await elena.says("28.08.2028 11:00-12:30")
    await elena.presses("Отправить", on=card)
    changed = await anna_lee.sees("The event has changed")
    assert "08:00 – 10:30 (GMT+01:00) → Mon, 28 Aug 2028, 09:00 – 10:30 (GMT+01:00)" in words(changed)
    await alexander.sees("10:00 – 12:30 (GMT+03:00) → пн, 28 августа 2028, 11:00 – 12:30 (GMT+03:00)")


async def test_commands_in_both_languages(town: Town) -> None:
    """S5. Telegram's menu names the commands in both languages."""
    calls = [call.params for call in town.world.calls if call.method == "setMyCommands"]
    said = {call.get("language_code"): str(call["commands"]) for call in calls}
    assert "Новое событие" in said["ru"]
    assert "New event" in said["en"]
    assert said[None] == said["en"]


async def test_help(elena: Person, anna_lee: Person) -> None:
    """S6. /help says how it works, in both."""
    await elena.says("/help")
    await elena.sees("Как запланировать событие")
    await anna_lee.says("/help")
    await anna_lee.sees("How to plan an event")


async def test_what_is_in_the_chat_already_follows(town: Town, elena: Person, anna_lee: Person) -> None:
    """S7. Cards and letters that are there already change their language and zone, too; nobody else's do."""
    card = await town.event(elena, "Планёрка отдела 28.08.2028 10:00-11:00 @annalee")
    letter = await anna_lee.sees("invites you to an event")
    assert "10:00 – 11:00 (GMT+03:00)" in words(letter)
    await moves_to_london(anna_lee)
    await town.settled()
    assert "08:00 – 09:00 (GMT+01:00)" in words(letter)
    await anna_lee.presses("Русский")
    await town.settled()
    assert "приглашает вас на событие" in words(letter)
    assert labels(letter)[:3] == ["Принять", "Возможно", "Отклонить"]
    assert "10:00 – 11:00 (GMT+03:00)" in words(card)
