"""The whole life of an event among people who speak English."""

import re

import pytest

from demo.telegram import Person
from tests.e2e.conftest import newcomer
from tests.e2e.reading import files, labels, opened, words
from tests.e2e.town import Town

EVENT = "Shareholders' meeting 28.08.2028 10:00-12:30 @johnm skype\nAgenda: report"


@pytest.fixture
async def john(town: Town) -> Person:
    """John Miller, @johnm; he has pressed Start and speaks English."""
    return await newcomer(town, "John Miller", "johnm", "en")


async def test_life_of_an_event(town: Town, anna_lee: Person, john: Person) -> None:
    """EN1. Made, answered, edited, its link removed, cancelled, deleted: every word that both see is English."""
    card = await town.event(anna_lee, EVENT)
    assert labels(card) == ["Join", "Copy link", "Edit", "Cancel event", ".ics file", "Share"]
    invitation = await john.sees("invites you to an event")
    assert labels(invitation) == ["Accept", "Maybe", "Decline", "Join the conference", "Copy link", "Open calendar"]
    assert (await john.presses("Accept")).toast == "Saved: you're coming."
    await anna_lee.sees("✅\u00a01 accepted")

    await anna_lee.presses("Edit")
    await anna_lee.sees("Edit event")
    await anna_lee.presses("Place")
    await anna_lee.says("Main hall")
    await anna_lee.presses("Remove link")
    await anna_lee.sees("The link is still in the description.")
    await anna_lee.presses("Remove the link from the description")
    assert (await anna_lee.presses("Send")).toast == "Sent: the attendees will be notified."
    changed = await john.sees("The event has changed")
    assert "Place: not set → Main hall" in words(changed)
    assert "Skype for Business: conference removed" in words(changed)

    await anna_lee.presses("Cancel event", on=card)
    await anna_lee.sees("Cancel the event?")
    await anna_lee.says("I am ill, see you in September")
    await anna_lee.sees("Note to the attendees: I am ill")
    await anna_lee.presses("Back")
    await anna_lee.sees_button("Edit")
    await anna_lee.presses("Cancel event", on=card)
    await anna_lee.says("I am ill, see you in September")
    await anna_lee.sees("Note to the attendees: I am ill")
    assert (await anna_lee.presses("Cancel event", on=card)).toast == "The event is cancelled."
    await john.sees("Note from the organizer: I am ill, see you in September")
    await town.settled()
    assert str(opened(files(john)[-1])[1]["STATUS"]) == "CANCELLED"
    await john.presses("Delete")
    assert (await john.presses("Restore")).toast == "The event is back in your calendar."
    await john.presses("Open calendar")
    await john.sees("Shareholders' meeting · cancelled")
    await town.settled()
    assert no_russian(town, anna_lee, john)


async def test_form(town: Town, anna_lee: Person, john: Person) -> None:
    """EN2. So is every word of the form, of its pickers and questions."""
    await anna_lee.presses("New event")
    await anna_lee.says("Shareholders' meeting")
    await anna_lee.sees("Type the date and time, or pick a day below.")
    await anna_lee.says("28.08 at 6")
    await anna_lee.sees("Which time do you mean?")
    await anna_lee.presses("Mon, 28 Aug, 18:00 – 19:00")
    for field, typed in (("Place", "Hall"), ("Description", "x")):
        await anna_lee.presses(field)
        await anna_lee.says(typed)
    await anna_lee.presses("✓ Time")
    await anna_lee.presses("29")
    await anna_lee.presses("10:00")
    await anna_lee.presses("2 h")
    await anna_lee.presses("Attendees")
    await anna_lee.presses("Choose people")
    await anna_lee.picks([john])
    await anna_lee.sees("1 person added.")
    await anna_lee.presses("● John Miller")
    await anna_lee.sees_button("○ John Miller")
    await anna_lee.presses("Back")
    await anna_lee.presses("Add a Skype conference")
    await anna_lee.presses("Remove the Skype conference")
    await anna_lee.presses("Don't save")
    await anna_lee.sees("Not saved. Nothing was sent.")
    await town.settled()
    assert no_russian(town, anna_lee)


def no_russian(town: Town, *people: Person) -> bool:
    """Whether no call of the bot to these people holds a Cyrillic letter, beside the languages in /settings."""
    chats = {str(person.id) for person in people}
    told = [str(call.params) for call in town.world.calls if str(call.params.get("chat_id")) in chats]
    assert told
    return not [said for said in told if re.search("[А-Яа-яЁё]", said)]
