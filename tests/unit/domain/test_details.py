"""How two versions of an event differ, how two edits of it come together, and the link in its description."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.details import Details, Invitee, Role, changes, merged, with_link, without_link, without_repeats
from domain.text import clean
from tests.unit.domain.samples import DETAILS, LINK

SUMMARY, PLACE = "План", "Зал"


@given(DETAILS, DETAILS)
def test_changes_are_what_differs(old: Details, new: Details) -> None:
    """1. Each field once, in the order of the fields, with its old and its new value."""
    found = changes(old, new)
    assert replace(old, **{c.field: c.new for c in found}) == replace(new, invitees=_invitees(old, new))
    assert all(getattr(old, c.field) == c.old for c in found)


def _invitees(old: Details, new: Details) -> tuple[Invitee, ...]:
    return old.invitees if set(old.invitees) == set(new.invitees) else new.invitees


@given(DETAILS, st.randoms())
def test_the_order_of_invitees_is_no_change(details: Details, random: object) -> None:
    """2."""
    assert changes(details, replace(details, invitees=details.invitees[::-1])) == ()


@given(DETAILS, DETAILS)
def test_who_changed_nothing_takes_over_everything(base: Details, theirs: Details) -> None:
    """3."""
    assert merged(base, base, theirs) == theirs


@given(DETAILS, DETAILS)
def test_alone_everything_is_as_one_wrote_it(base: Details, mine: Details) -> None:
    """4."""
    assert changes(mine, merged(base, mine, base)) == ()


@given(DETAILS, DETAILS, DETAILS)
def test_own_changes_win_and_the_rest_is_theirs(base: Details, mine: Details, theirs: Details) -> None:
    """5. Field by field; invitees aside."""
    own = {c.field for c in changes(base, mine)} - {"invitees"}
    both = merged(base, mine, theirs)
    for field in ("summary", "when", "conference", "place", "description"):
        assert getattr(both, field) == getattr(mine if field in own else theirs, field)


@given(DETAILS, DETAILS)
def test_merging_twice_changes_nothing_more(base: Details, mine: Details) -> None:
    """6. A form that has taken the event in, and is sent again, adds nothing."""
    once = merged(base, mine, base)
    assert merged(base, mine, once) == once


@given(DETAILS, DETAILS, DETAILS)
def test_people_are_merged_one_by_one(base: Details, mine: Details, theirs: Details) -> None:
    """7. Whoever either side added is there once; whoever I took off is gone unless they are new by me."""
    ids = [i.person_id for i in merged(base, mine, theirs).invitees]
    before, kept, others = ({i.person_id for i in d.invitees} for d in (base, mine, theirs))
    assert len(ids) == len(set(ids))
    assert kept - before <= set(ids)
    assert others - before <= set(ids)
    assert not (before - kept) & set(ids)


def test_two_edits_at_once_keep_both() -> None:
    """8. One moves it to another room and drops Anna, the other invites Ivan and makes Boris optional."""
    boris, anna, ivan = Invitee(2), Invitee(3), Invitee(4)
    base = Details(SUMMARY, invitees=(boris, anna))
    mine = replace(base, place=PLACE, invitees=(boris,))
    theirs = replace(base, summary="Обзор", invitees=(Invitee(2, Role.OPTIONAL), anna, ivan))
    both = merged(base, mine, theirs)
    assert both == Details("Обзор", invitees=(Invitee(2, Role.OPTIONAL), ivan), place=PLACE)


@given(st.text(max_size=200).map(clean).filter(lambda text: LINK not in text))
def test_a_link_comes_and_goes_without_a_trace(description: str) -> None:
    """9. Whatever else is written there."""
    assert without_link(with_link(description, LINK), LINK) == description


@given(st.text(max_size=200).map(clean))
def test_a_link_is_added_once(description: str) -> None:
    """10."""
    linked = with_link(description, LINK)
    assert with_link(linked, LINK) == linked
    assert linked.count(LINK) == 1


@pytest.mark.parametrize(
    ("description", "left"),
    [
        (LINK, ""),
        (f"Отчёт\n{LINK}\nВыборы", "Отчёт\nВыборы"),
        (f"Входим по {LINK}\nВыборы", "Входим по\nВыборы"),
        (f"Отчёт\n\n{LINK}", "Отчёт"),
        ("Отчёт\n\nВыборы", "Отчёт\n\nВыборы"),
    ],
)
def test_only_the_link_goes(description: str, left: str) -> None:
    """11. With it the line that held nothing else; empty lines that people typed stay."""
    assert without_link(description, LINK) == left


@pytest.mark.parametrize(
    ("description", "left"),
    [
        (LINK, ""),
        (f"Ссылка на конференцию: {LINK}", ""),
        (f"Отчёт\n{LINK}\nВыборы", "Отчёт\nВыборы"),
        (f"Входим по {LINK} за пять минут", f"Входим по {LINK} за пять минут"),
        (f"Входим по {LINK}", f"Входим по {LINK}"),
        ("Отчёт", "Отчёт"),
    ],
)
def test_what_only_repeats_the_link_is_not_read_twice(description: str, left: str) -> None:
    """12. Below the invitation stands a quote that was nothing but the link above it."""
    assert without_repeats(description, LINK) == left
