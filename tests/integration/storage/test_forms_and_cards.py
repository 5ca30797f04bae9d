"""Forms and cards come back as they were, and are found by what they belong to."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.card import (
    AsksToCancel,
    AsksToSend,
    Card,
    OfForm,
    Shows,
    ShowsDiscarded,
    ShowsEvent,
    ShowsForm,
    ShowsHours,
    ShowsInvitees,
    ShowsLengths,
    ShowsMonth,
    ShowsNewer,
)
from domain.details import Details
from domain.errors import Refusal
from domain.form import Field, Form
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import Clock, rolled_back
from tests.integration.storage.strategies import details, fast, texts, whens


@fast
@given(
    details=details, base=st.none() | details, readings=st.lists(whens, max_size=2).map(tuple), link=st.none() | texts
)
async def test_forms(known: Database, details: Details, base: Details | None, readings: Any, link: str | None) -> None:
    async def test(work: SqlUnitOfWork) -> None:
        form = await work.forms.add(Form(0, 1, details, base=base, link=link, readings=readings, asking=Field.WHEN))
        assert await work.forms.get(form.id) == form
        editing = replace(form, event_id=1, asking=None, past_meant=True, conference_offered=True)
        await work.forms.save(editing)
        assert await work.forms.of_event(1) == (editing,)
        await work.forms.remove(editing)
        with pytest.raises(Refusal):
            await work.forms.get(form.id)

    await rolled_back(known, test)


async def test_the_id_of_a_removed_form_is_not_given_again(known: Database) -> None:
    """A button of the old form must not reach somebody else's."""
    async with known.write() as work:
        form = await work.forms.add(Form(0, 1, Details()))
        await work.forms.remove(form)
        assert (await work.forms.add(Form(0, 2, Details()))).id > form.id


async def test_the_form_that_asks(known: Database, clock: Clock) -> None:
    """The person's own, the one touched last first."""
    hour = timedelta(hours=1)
    async with known.write() as work:
        first, second, _closed, _other = [
            await work.forms.add(form)
            for form in (
                Form(0, 1, Details(), asking=Field.PLACE),
                Form(0, 1, Details(), asking=Field.WHEN),
                Form(0, 1, Details()),
                Form(0, 2, Details(), asking=Field.PLACE),
            )
        ]
        assert await work.forms.asking(1, hour) == (second, first)
        clock.forward(1800)
        await work.forms.save(first)
        assert await work.forms.asking(1, hour) == (first, second)
        await work.forms.save(first.ask(None))
        assert await work.forms.asking(1, hour) == (second,)
        clock.forward(1800)
        assert await work.forms.asking(1, hour) == ()


async def test_cards(known: Database) -> None:
    """Cards are found by event, form and message; saving one leaves the message to delivery."""
    async with known.write() as work:
        form = await work.forms.add(Form(0, 1, Details()))
        event = ShowsEvent(1)
        first, second = await work.cards.add(Card(0, 1, 1001, event, 7), Card(0, 2, 1002, event, letter="key"))
        assert await work.cards.of_event(1) == (first, second)
        asking = first.showing(AsksToCancel(1, "sorry"))
        await work.cards.save(replace(asking, message_id=None))
        assert await work.cards.get(first.id) == asking
        assert await work.cards.at(1001, 7) == asking
        assert await work.cards.at(1001, 8) is None
        await work.cards.save(first.showing(ShowsForm(form.id, 1)))
        assert await work.cards.of_form(form.id) == (first.showing(ShowsForm(form.id, 1)),)
        assert await work.cards.of_event(1) == (second,)
        await work.forms.remove(form)
        assert await work.cards.of_event(1) == (first, second)
        assert await work.cards.add() == ()


SHOWN = (
    ShowsEvent(1),
    ShowsNewer(1),
    AsksToCancel(1, "Жаль"),
    ShowsForm(1, None),
    ShowsForm(1, 1),
    ShowsMonth(1, 1, date(2028, 9, 1)),
    ShowsHours(1, None, date(2028, 9, 5)),
    ShowsLengths(1, 1),
    ShowsInvitees(1, 1, 2**53),
    AsksToSend(1, None),
    ShowsDiscarded(),
)


@pytest.mark.parametrize("shows", SHOWN, ids=lambda shows: type(shows).__name__)
async def test_whatever_a_card_shows(known: Database, shows: Shows) -> None:
    """Comes back as it was; once its form is forgotten, the event is left of it, or nothing."""
    async with known.write() as work:
        form = await work.forms.add(Form(0, 1, Details()))
        (card,) = await work.cards.add(Card(0, 1, 1001, shows))
        (changed,) = await work.cards.add(Card(0, 1, 1001, ShowsDiscarded()))
        await work.cards.save(changed.showing(shows))
        found = [await work.cards.get(one.id) for one in (card, changed)]
        assert found == [card, changed.showing(shows)]
        assert bool(await work.cards.of_form(form.id)) == isinstance(shows, OfForm)
        await work.forms.remove(form)
        left = ShowsDiscarded() if shows.event_id is None else ShowsEvent(1)
        assert (await work.cards.get(card.id)).shows == (left if isinstance(shows, OfForm) else shows)
