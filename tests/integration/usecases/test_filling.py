"""Filling a form: what each field takes, and what it refuses without losing what is there."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.card import Card, ShowsForm, ShowsMonth
from domain.conference import Pending
from domain.details import DESCRIPTION_LIMIT, PLACE_LIMIT, SUMMARY_LIMIT, Details, Invitee
from domain.errors import Why
from domain.form import Field
from domain.phrases import QuickEvent
from domain.policy import Policy
from domain.usecases.choose import Choose
from domain.usecases.compose import Compose
from domain.usecases.discard import Discard
from domain.usecases.edit import Edit
from domain.usecases.fill import Fill
from domain.usecases.set_time import SetTime
from domain.usecases.shared.forms import refresh_form, show_form
from tests.integration.usecases.house import DETAILS, POLICY, House
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_when, telegram_of

SOON = a_when("2028-08-01 18:00", "2028-08-01 19:00")


async def test_a_text_fills_the_field_that_is_open(house: House) -> None:
    """1. Cleaned; a title and a place are one line."""
    form = await house.form(asking=Field.SUMMARY)
    form = await house.keeps(lambda w: Fill(w).text(form.id, ELENA, " Итоги\n\x00 года \u202e"))
    assert (form.details.summary, form.asking) == ("Итоги года", None)
    form = await house.keeps(lambda w: Fill(w).ask(form.id, ELENA, Field.DESCRIPTION))
    form = await house.keeps(lambda w: Fill(w).text(form.id, ELENA, "1. Отчёт\r\n2. Выборы"))
    assert form.details.description == "1. Отчёт\n2. Выборы"


@pytest.mark.parametrize(
    ("field", "limit"),
    [(Field.SUMMARY, SUMMARY_LIMIT), (Field.PLACE, PLACE_LIMIT), (Field.DESCRIPTION, DESCRIPTION_LIMIT)],
)
async def test_texts_have_limits(house: House, field: Field, limit: int) -> None:
    """2. The form keeps what it had."""
    form = await house.form(asking=field)
    assert await house.refuses(lambda w: Fill(w).text(form.id, ELENA, "x" * limit)) is None
    assert await house.refuses(lambda w: Fill(w).text(form.id, ELENA, "x" * (limit + 1))) is Why.TOO_LONG
    assert await house.refuses(lambda w: Fill(w).text(form.id, ELENA, " \u200b ")) is Why.EMPTY


@pytest.mark.parametrize("asking", [None, Field.WHEN, Field.INVITEES, Field.CONFERENCE])
async def test_a_text_needs_an_open_text_field(house: House, asking: Field | None) -> None:
    """3."""
    form = await house.form(asking=asking)
    assert await house.refuses(lambda w: Fill(w).text(form.id, ELENA, "Зал")) is Why.OUTDATED_BUTTON


async def test_only_what_need_not_be_there_can_be_emptied(house: House) -> None:
    """4."""
    form = await house.form(replace(DETAILS, place="Зал", description="Отчёт"))
    await house.keeps(lambda w: Fill(w).clear(form.id, ELENA, Field.PLACE))
    assert (await house.keeps(lambda w: Fill(w).clear(form.id, ELENA, Field.DESCRIPTION))).details == DETAILS
    for field in (Field.SUMMARY, Field.WHEN, Field.INVITEES, Field.CONFERENCE):
        refused = await house.refuses(lambda w, f=field: Fill(w).clear(form.id, ELENA, f))  # type: ignore[misc]
        assert refused is Why.OUTDATED_BUTTON


async def test_skype_is_switched_where_it_is_offered(house: House) -> None:
    """5. Off again before anything is sent: nothing was ever owed to the server. Off is always possible."""
    form = await house.form()
    assert (await house.keeps(lambda w: Fill(w).conference(form.id, ELENA, wanted=True))).details.conference
    assert not (await house.keeps(lambda w: Fill(w).conference(form.id, ELENA, wanted=False))).details.conference
    without = await house.form(replace(DETAILS, conference=True), conference_offered=False)
    assert (
        await house.refuses(lambda w: Fill(w).conference(without.id, ELENA, wanted=True)) is Why.CONFERENCE_NOT_OFFERED
    )
    assert (
        await house.keeps(lambda w: Fill(w).conference(without.id, ELENA, wanted=False))
    ).details.conference is False


async def test_the_link_left_behind_goes_by_a_tap(house: House) -> None:
    """6."""
    event = await house.has(conference=Pending())
    await house.does(lambda w: w.events.save(event.connected(a_conference())))
    form = await house.does(lambda w: Edit(w, POLICY)(event.id, ELENA))
    await house.does(lambda w: Fill(w).conference(form.id, ELENA, wanted=False))
    form = await house.keeps(lambda w: Fill(w).unlink(form.id, ELENA))
    assert (form.details.description, form.link_left_behind) == ("", None)


async def test_a_typed_time_is_set_or_asked_about(house: House) -> None:
    """7. One that is past is asked about; meant, it is taken."""
    form = await house.form(asking=Field.WHEN)
    form = await house.keeps(lambda w: SetTime(w, house.now).text(form.id, ELENA, "1.8.2028 18:00-19:00"))
    assert (form.details.when, form.asking) == (SOON, None)
    form = await house.keeps(lambda w: SetTime(w, house.now).text(form.id, ELENA, "1.8.2028 10:00-11:00"))
    (past,) = form.readings
    assert (form.details.when, form.asking) == (SOON, Field.WHEN)
    form = await house.keeps(lambda w: SetTime(w, house.now).reading(form.id, ELENA, past.start, past.end))
    assert (form.details.when, form.past_meant, form.readings) == (past, True, ())


async def test_a_reading_that_was_not_offered_is_out_of_date(house: House) -> None:
    """8. A press on the question of another time."""
    form = await house.form(readings=(SOON,))
    late = SOON.start + timedelta(minutes=1)
    refused = await house.refuses(lambda w: SetTime(w, house.now).reading(form.id, ELENA, late, SOON.end))
    assert refused is Why.OUTDATED_BUTTON


async def test_a_tapped_time_keeps_the_length(house: House) -> None:
    """9. An hour at first; in the zone of whoever taps."""
    form = await house.form(Details())
    ten = datetime(2028, 8, 2, 10)  # noqa: DTZ001  local
    form = await house.keeps(lambda w: SetTime(w, house.now).picked(form.id, ELENA, ten))
    assert form.details.when == a_when("2028-08-02 10:00", "2028-08-02 11:00")
    await house.does(lambda w: SetTime(w, house.now).length(form.id, ELENA, 90))
    form = await house.keeps(lambda w: SetTime(w, house.now).picked(form.id, ELENA, ten + timedelta(hours=4)))
    assert form.details.when == a_when("2028-08-02 14:00", "2028-08-02 15:30")


@pytest.mark.parametrize("minutes", [0, -30, 24 * 60 + 1, 10**30])
async def test_a_length_that_no_button_offers_is_out_of_date(house: House, minutes: int) -> None:
    """10. However large: it used to fail on the arithmetic of dates."""
    form = await house.form()
    refused = await house.refuses(lambda w: SetTime(w, house.now).length(form.id, ELENA, minutes))
    assert refused is Why.OUTDATED_BUTTON


async def test_a_length_needs_a_time(house: House) -> None:
    """11."""
    form = await house.form(Details())
    assert await house.refuses(lambda w: SetTime(w, house.now).length(form.id, ELENA, 30)) is Why.TIME_MISSING


async def test_a_new_form_asks_for_the_title(house: House) -> None:
    """12. And offers Skype where there is Skype."""
    form = await house.keeps(lambda w: Compose(w, house.now, POLICY)(ELENA))
    assert (form.asking, form.conference_offered, form.is_new) == (Field.SUMMARY, True, True)
    form = await house.keeps(lambda w: Compose(w, house.now, Policy())(ELENA))
    assert form.conference_offered is False


async def test_one_message_fills_a_form(house: House) -> None:
    """13. What cannot be is left out and said: oneself and Skype went without a word, a bot was unknown."""
    names = ("smirnov", "elena", "nobody", "SMIRNOV", "helper_bot")
    quick = QuickEvent("План", (SOON,), names, conference=True, description="Отчёт")
    form, left_out = await house.does(lambda w: Compose(w, house.now, Policy()).from_message(ELENA, quick))
    assert form.details == Details("План", SOON, (Invitee(ALEXANDER.id),), description="Отчёт")
    assert [(refusal.why, refusal.facts) for refusal in left_out] == [
        (Why.ATTENDEE_IS_ORGANIZER, {}),
        (Why.UNKNOWN_USERNAME, {"username": "nobody"}),
        (Why.ATTENDEE_TWICE, {"name": ALEXANDER.name}),
        (Why.ATTENDEE_IS_BOT, {"name": "@helper_bot"}),
        (Why.CONFERENCE_NOT_OFFERED, {}),
    ]


async def test_dont_save_drops_the_changes(house: House) -> None:
    """14. The card shows the event again, or that nothing was made."""
    event = await house.announced()
    form = await house.editing(event, place="Зал")
    assert await house.does(lambda w: Discard(w)(form.id, ELENA)) == event
    assert await house.event() == event
    new = await house.form()
    assert await house.does(lambda w: Discard(w)(new.id, ELENA)) is None
    assert [r.kind for r in house.owed] == ["card"]
    assert await house.refuses(lambda w: w.forms.get(new.id)) is Why.FORM_GONE


async def test_people_choose_language_and_zone(house: House) -> None:
    """15. Of those that exist."""
    await house.does(lambda w: Choose(w).language(ANNA, "ru"))
    assert (await house.person(ANNA)).language_chosen
    await house.does(lambda w: Choose(w).zone(ANNA, "Asia/Omsk"))
    assert (await house.person(ANNA)).zone == "Asia/Omsk"
    for zone in ("", "Mars/Olympus", "../etc/passwd", "Europe", "\x00"):
        assert await house.refuses(lambda w, z=zone: Choose(w).zone(ANNA, z)) is Why.UNKNOWN_ZONE, zone  # type: ignore[misc]


async def test_the_title_is_followed_by_the_question_for_the_time(house: House) -> None:
    """16. Of a new event, and as long as it has none."""
    form = await house.keeps(lambda w: Compose(w, house.now, POLICY)(ELENA))
    form = await house.keeps(lambda w: Fill(w).text(form.id, ELENA, "Итоги года"))
    assert (form.details.summary, form.details.when, form.asking) == ("Итоги года", None, Field.WHEN)
    form = await house.keeps(lambda w: SetTime(w, house.now).text(form.id, ELENA, "1.8.2028 18:00-19:00"))
    assert (form.details.when, form.asking) == (SOON, None)
    await house.does(lambda w: Fill(w).ask(form.id, ELENA, Field.SUMMARY))
    form = await house.keeps(lambda w: Fill(w).text(form.id, ELENA, "Планы"))
    assert (form.details.when, form.asking) == (SOON, None)


async def test_a_place_is_followed_by_no_question(house: House) -> None:
    """17. Nor is a description, even where the time is still missing."""
    form = await house.form(Details("План"))
    for field in (Field.PLACE, Field.DESCRIPTION):
        await house.does(lambda w, f=field: Fill(w).ask(form.id, ELENA, f))  # type: ignore[misc]
        assert (await house.keeps(lambda w: Fill(w).text(form.id, ELENA, "Зал"))).asking is None


async def test_pickers_close_when_a_value_changes(house: House) -> None:
    """18. In every copy of the form; until then, whatever redraws the copies leaves the picker where it was opened."""
    form = await house.form()
    september = ShowsMonth(form.id, None, date(2028, 9, 1))
    (picking,) = await house.does(lambda w: w.cards.add(Card(0, ELENA.id, telegram_of(ELENA).chat_id, september)))
    await house.does(lambda w: refresh_form(w, form))
    assert len(house.kinds("card")) == 2
    assert (await house.asks(lambda w: w.cards.get(picking.id))).shows == september
    await house.does(lambda w: show_form(w, form))
    assert len(house.kinds("card")) == 2
    assert {c.shows for c in await house.asks(lambda w: w.cards.of_form(form.id))} == {ShowsForm(form.id, None)}
