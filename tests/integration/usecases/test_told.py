"""What each reader was really told: a letter that has not arrived has told nothing, and is not sent once it is old."""

from dataclasses import replace
from typing import Any

from domain.announcement import OVERDUE
from domain.attendee import Partstat
from domain.conference import Pending, Trouble
from domain.details import Invitee
from domain.event import Event
from domain.messages.outbox import DrawCard, SendLetter
from domain.person import Person
from domain.usecases.answer import Answer
from domain.usecases.cancel import Cancel
from domain.usecases.give_up import GiveUp
from domain.usecases.replace import Replace
from tests.integration.usecases.house import DETAILS, ROOM, House
from tests.make import ALEXANDER, ANNA, ELENA, a_when

LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
OTHER_ROOM = replace(ROOM, id="OTHER", join_url="https://meet.example.org/elena/OTHER")


async def invited(house: House, *readers: Person) -> Event:
    """Elena has sent an event, and the invitations have arrived at these only."""
    event = await house.sends(await house.form())
    if readers:
        await house.letters_arrive(*readers)
    return event


async def edits(house: House, **details: Any) -> Event:
    return await house.sends(await house.editing(await house.event(), **details))


async def cancels(house: House) -> None:
    card = (await house.asks(lambda w: w.cards.of_event(1)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))


async def leaving(house: House) -> list[str]:
    """The keys of the letters that have not arrived and are still to be sent, the oldest first."""
    keys = [r.outgoing.message.letter for r in house.fresh if isinstance(r.outgoing.message, SendLetter)]
    letters = [await house.asks(lambda w, key=key: w.letters.get(key)) for key in keys]  # type: ignore[misc]
    return [x.key for x in letters if await house.asks(lambda w, x=x: w.letters.is_current(x))]  # type: ignore[misc]


async def told(house: House, key: str) -> dict[str, tuple[Any, Any]]:
    """Old and new by field."""
    return {c.field: (c.old, c.new) for c in (await house.asks(lambda w: w.letters.get(key))).changes}


async def test_edited_before_the_invitation_has_arrived(house: House) -> None:
    """1. Anna gets one invitation, to the event as it is, and never hears that it was another one."""
    await invited(house, ALEXANDER)
    await edits(house, place="Зал")
    assert await leaving(house) == ["invited:1:2:3", "changed:1:2:2"]
    assert (await house.told())["Anna"] == 2


async def test_changed_back_before_the_change_has_arrived(house: House) -> None:
    """2. There is nothing to tell, and the letter about the change is not sent either."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, place="Зал")
    await edits(house, place="")
    assert (house.letters(), await leaving(house)) == ([], [])
    assert await house.told() == {"Александр": 1, "Anna": 1}


async def test_after_silence_the_next_change_is_told(house: House) -> None:
    """3. Against what they know."""
    await invited(house, ALEXANDER, ANNA)
    for place in ("Зал", "", "Кафе"):
        await edits(house, place=place)
    assert await leaving(house) == ["changed:1:4:2", "changed:1:4:3"]
    assert await told(house, "changed:1:4:2") == {"place": ("", "Кафе")}


async def test_moved_back_before_the_move_has_arrived(house: House) -> None:
    """4. The answers are gone all the same, and are asked for again."""
    event = await invited(house, ALEXANDER, ANNA)
    await edits(house, when=LATER)
    await edits(house, when=event.when)
    assert await leaving(house) == ["changed:1:3:2", "changed:1:3:3"]
    assert await told(house, "changed:1:3:2") == {"when": (event.when, event.when)}


async def test_each_reader_hears_what_is_new_to_them(house: House) -> None:
    """5. The first change has reached Alexander, and not Anna."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, place="Зал")
    await house.letters_arrive(ALEXANDER)
    await edits(house, place="Кафе", summary="Итоги")
    assert await leaving(house) == ["changed:1:3:2", "changed:1:3:3"]
    assert await told(house, "changed:1:3:2") == {"summary": ("Собрание", "Итоги"), "place": ("Зал", "Кафе")}
    assert await told(house, "changed:1:3:3") == {"summary": ("Собрание", "Итоги"), "place": ("", "Кафе")}


async def test_changed_back_for_one_reader_and_not_for_the_other(house: House) -> None:
    """6. Alexander has read of the hall, Anna has not."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, place="Зал")
    await house.letters_arrive(ALEXANDER)
    await edits(house, place="")
    assert await leaving(house) == ["changed:1:3:2"]
    assert await told(house, "changed:1:3:2") == {"place": ("Зал", "")}


async def test_cancelled_before_the_invitation_has_arrived(house: House) -> None:
    """7. Anna never knew of it, so the end is no news; Alexander is told."""
    await invited(house, ALEXANDER)
    await house.letters_wait(ANNA)
    await cancels(house)
    assert await leaving(house) == ["cancelled:1:2:2"]


async def test_cancelled_while_the_invitation_is_being_sent(house: House) -> None:
    """7a. It may arrive at this moment, so Anna has to hear of the end; at worst she hears of it alone."""
    await invited(house, ALEXANDER)
    await cancels(house)
    assert await leaving(house) == ["cancelled:1:2:2", "cancelled:1:2:3"]


async def test_cancelled_after_an_attempt_that_ended_unclearly(house: House) -> None:
    """7b. Telegram may have taken the invitation before the connection was cut."""
    await invited(house, ALEXANDER)
    await house.letters_wait(ANNA, is_attempt=True)
    await cancels(house)
    assert house.letters() == [("cancelled", "Anna"), ("cancelled", "Александр")]


async def test_cancelled_when_an_overtaken_invitation_may_have_arrived(house: House) -> None:
    """7c. The newer one was never tried, the older one was."""
    await invited(house, ALEXANDER)
    await house.letters_wait(ANNA, is_attempt=True)
    await edits(house, place="Зал")
    await house.letters_arrive(ALEXANDER)
    await cancels(house)
    assert house.letters() == [("cancelled", "Anna"), ("cancelled", "Александр")]


async def test_cancelled_before_the_change_has_arrived(house: House) -> None:
    """8. Of the end only."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, place="Зал")
    await cancels(house)
    assert await leaving(house) == ["cancelled:1:3:2", "cancelled:1:3:3"]


async def test_taken_off_before_the_invitation_has_arrived(house: House) -> None:
    """9. The same; those who knew hear of it."""
    await invited(house, ALEXANDER)
    await house.letters_wait(ANNA)
    await edits(house, invitees=())
    assert await leaving(house) == ["uninvited:1:1:2"]


async def test_taken_off_while_the_invitation_is_being_sent(house: House) -> None:
    """9a. Anna may have it, and hears that it is not for her any more."""
    await invited(house, ALEXANDER)
    await edits(house, invitees=())
    assert await leaving(house) == ["uninvited:1:1:2", "uninvited:1:1:3"]


async def test_taken_in_again_before_that_has_arrived(house: House) -> None:
    """10. One letter: Alexander is invited, and that he was off the list for a while is not worth another."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, invitees=(Invitee(ANNA.id),))
    await edits(house, invitees=DETAILS.invitees)
    assert [key for key in await leaving(house) if key.endswith(":2")] == ["invited:1:3:2"]
    await edits(house, place="Зал")
    assert [key for key in await leaving(house) if key.endswith(":2")] == ["invited:1:4:2"]


async def test_a_letter_that_is_not_sent_leaves_no_card_to_be_kept_current(house: House) -> None:
    """11. Its card is drawn once more, should it be on its way at this moment; no later edit draws it."""
    await invited(house)
    old = {c.id for c in await house.asks(lambda w: w.cards.of_event(1)) if c.letter}
    await edits(house, place="Зал")
    assert {c.letter for c in await house.asks(lambda w: w.cards.of_event(1)) if c.letter} == {
        "invited:1:2:2",
        "invited:1:2:3",
    }
    house.fresh.clear()
    await house.does(lambda w: Answer(w, house.now)(1, ANNA, Partstat.ACCEPTED, 0))
    assert not old & {r.outgoing.message.card for r in house.fresh if isinstance(r.outgoing.message, DrawCard)}


async def test_an_old_letter_that_is_given_up_is_not_the_organizers_business(house: House) -> None:
    """12. It was on its way when it was overtaken, by silence here."""
    await invited(house, ALEXANDER, ANNA)
    await edits(house, place="Зал")
    await edits(house, place="")
    await house.does(lambda w: GiveUp(w)("changed:1:2:3"))
    assert (await house.told(), house.owed) == ({"Александр": 1, "Anna": 1}, [])


async def linked(house: House) -> Event:
    """An event with a room; everybody has its link, and Alexander comes."""
    await house.sends(await house.form(replace(DETAILS, conference=True)))
    await house.room_comes(await house.event())
    await house.letters_arrive()
    await house.does(lambda w: Answer(w, house.now)(1, ALEXANDER, Partstat.ACCEPTED, 0))
    return await house.event()


async def test_a_new_link_before_a_change_has_arrived(house: House) -> None:
    """13. Alexander is told both by one letter; Elena, whose letters arrive, that the link is new."""
    await linked(house)
    await edits(house, place="Зал")
    await house.does(lambda w: Replace(w, house.now)(1, ROOM.id, ROOM.organizer_uri))
    await house.room_comes(await house.event(), OTHER_ROOM)
    assert await leaving(house) == ["changed:1:3:3", "new_link:1:5:1", "changed:1:5:2"]
    assert await told(house, "changed:1:5:2") == {"place": ("", "Зал"), "conference": (True, True)}


async def test_a_change_before_the_new_link_has_arrived(house: House) -> None:
    """14. The letter about the change has to say that the link is another one."""
    await linked(house)
    await house.does(lambda w: Replace(w, house.now)(1, ROOM.id, ROOM.organizer_uri))
    await house.room_comes(await house.event(), OTHER_ROOM)
    await edits(house, place="Зал")
    assert await told(house, "changed:1:5:2") == {"place": ("", "Зал"), "conference": (True, True)}
    assert [key for key in await leaving(house) if key.endswith(":2")] == ["changed:1:5:2"]


async def test_the_organizers_letters_overtake_each_other_too(house: House) -> None:
    """15. The bot went on trying by itself until the trouble was one that does not pass."""
    event = await house.has(conference=Pending())
    await house.room_fails(event, Trouble.UNREACHABLE, again=True)
    await house.room_fails(event, Trouble.PASSWORD_REFUSED, attempt=1)
    assert await leaving(house) == ["no_conference:1:3:1"]


async def test_an_edit_when_patience_had_just_ended(house: House) -> None:
    """16. The timer is in the inbox: the edit waits for it with the other, and both are told once."""
    event = await house.sends(await house.editing(await house.announced(), conference=True))
    fired = await house.timer_fires()
    await house.sends(await house.editing(event, place="Зал"))
    assert house.letters() == []
    await house.handles(fired)
    assert await leaving(house) == ["changed:1:3:2", "changed:1:3:3"]
    assert await told(house, "changed:1:3:2") == {"conference": (False, True), "place": ("", "Зал")}
    await house.handles(fired)
    assert house.owed == []


async def test_a_timer_that_failed_holds_nothing_back_for_ever(house: House) -> None:
    """17. All attempts at it failed: the next edit brings what waited, and is not told a second time by the timer."""
    await house.announced()
    await house.sends(await house.editing(await house.event(), conference=True))
    fired = await house.timer_fires()
    house.clock.now += OVERDUE
    await edits(house, place="Зал")
    assert house.letters() == [("changed", "Anna"), ("changed", "Александр")]
    await house.handles(fired)
    assert house.owed == []


async def test_taken_in_again_with_a_link_to_come(house: House) -> None:
    """18. The first invitation still waits: it is not sent beside the one that comes with the link."""
    event = await invited(house)
    await house.letters_wait(ALEXANDER)
    await edits(house, invitees=(Invitee(ANNA.id),))
    await house.sends(await house.editing(await house.event(), invitees=DETAILS.invitees, conference=True))
    assert [key for key in await leaving(house) if key.endswith(":2")] == []
    await house.room_comes(await house.event(event.id))
    assert ("invited", "Александр") in house.letters()
