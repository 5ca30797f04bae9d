"""A form: what is asked, what is chosen, and the link that stays behind."""

from dataclasses import replace

import pytest

from domain.details import Details, Invitee
from domain.errors import Refusal, Why
from domain.form import Field, Form
from tests.make import a_when
from tests.unit.domain.samples import LINK

WHEN, LATER = a_when(), a_when("2028-08-28 22:00", "2028-08-28 23:00")
OWNER = 1


def editing(details: Details) -> Form:
    return Form(4, OWNER, details, event_id=1, base=details, link=LINK if LINK in details.description else None)


def test_a_form_is_its_owners() -> None:
    """1. Others learn no more than that there is none."""
    form = Form(4, OWNER, Details())
    assert form.owned_by(OWNER) is form
    with pytest.raises(Refusal) as refused:
        form.owned_by(2)
    assert refused.value.why is Why.FORM_GONE


def test_a_value_closes_the_question() -> None:
    """2. Also the question between readings."""
    form = Form(4, OWNER, Details()).choosing((WHEN, LATER))
    assert (form.asking, form.readings) == (Field.WHEN, (WHEN, LATER))
    filled = form.filled(place="Зал")
    assert (filled.asking, filled.readings, filled.details.place) == (None, (), "Зал")


def test_another_question_drops_the_readings() -> None:
    """3."""
    form = Form(4, OWNER, Details()).choosing((WHEN, LATER)).ask(Field.PLACE)
    assert (form.asking, form.readings) == (Field.PLACE, ())


def test_a_time_remembers_whether_its_past_was_meant() -> None:
    """4. For that time only."""
    meant = Form(4, OWNER, Details()).scheduled(WHEN, past_meant=True)
    assert (meant.details.when, meant.past_meant) == (WHEN, True)
    assert meant.scheduled(LATER, past_meant=False).past_meant is False
    assert meant.filled(place="Зал").past_meant


def test_a_link_that_comes_while_the_form_is_open_is_no_change_of_the_owner() -> None:
    """5. It stands in what the form began with and in what it holds."""
    form = editing(Details("План", WHEN, conference=True)).filled(description="Отчёт").linked(LINK)
    assert form.base == Details("План", WHEN, conference=True, description=LINK)
    assert form.details.description == f"Отчёт\n{LINK}"
    assert form.link == LINK


def test_the_form_of_a_new_event_waits_for_no_link() -> None:
    """6."""
    form = Form(4, OWNER, Details(conference=True))
    assert form.linked(LINK) == form


def test_the_link_is_left_behind_when_the_conference_is_removed() -> None:
    """7. Until it is taken out of the description, by the button or by hand."""
    form = editing(Details("План", WHEN, (Invitee(2),), True, description=f"Отчёт\n{LINK}"))
    assert form.link_left_behind is None
    removed = form.filled(conference=False)
    assert removed.link_left_behind == LINK
    assert removed.details.description == f"Отчёт\n{LINK}"
    for tidy in (removed.without_link(), removed.filled(description="Отчёт")):
        assert (tidy.link_left_behind, tidy.details.description) == (None, "Отчёт")


def test_without_a_link_nothing_goes() -> None:
    """8."""
    form = editing(Details("План", WHEN, description="Отчёт"))
    assert form.without_link() is form


def test_a_link_left_from_an_earlier_edit_is_pointed_at() -> None:
    """9. Until a conference is wanted again, whose link takes its place."""
    form = replace(editing(Details("План", WHEN, description=f"Отчёт\n{LINK}")), link=None, left_link=LINK)
    assert form.link_left_behind == LINK
    assert form.without_link().details.description == "Отчёт"
    wanted = form.filled(conference=True)
    assert (wanted.link_left_behind, wanted.without_link()) == (None, wanted)
    linked = wanted.linked("https://meet.example.org/elena/NEW")
    assert linked.base is not None
    assert linked.base.description == linked.details.description == "Отчёт\nhttps://meet.example.org/elena/NEW"
    assert (linked.link, linked.left_link) == ("https://meet.example.org/elena/NEW", None)
