"""The worst that people may type or be called: every screen still fits, parses and keeps its buttons.

"Parses" is what the embedded Bot API server says, which is as strict as Telegram.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import locales
from demo.telegram import limits
from demo.telegram.html import parsed
from domain.address import Reach
from domain.attendee import Attendee
from domain.conference import Pending, Phone, Trouble
from domain.details import ATTENDEES_LIMIT, DESCRIPTION_LIMIT, PLACE_LIMIT, SUMMARY_LIMIT, Role, changes
from domain.event import Event
from domain.form import Field
from domain.letters import Occasion, OtherEvent
from domain.person import Person
from handlers.views import View
from handlers.views.calendar import upcoming
from handlers.views.card import cancelling, card
from handlers.views.form import form
from handlers.views.invitees import page
from handlers.views.letter import letter
from handlers.views.markup import units
from handlers.views.sharing import invitation
from tests.make import a_conference, a_person, a_when
from tests.unit.views.samples import NOW, STORIES, Story
from tests.unit.views.test_golden import SCREENS, planned

TEXTS = {
    "html": '<b>&"\'</i>&amp;<a href="tg://user?id=1">',
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "rtl": "اجتماع المساهمين שלום ",
    "braces": "{name}{0}{{}}%s ",
    "word": "a",
    "accents": "e\u0301\u0302",
}
LINKS = {
    "short": a_conference().join_url,
    "long": "https://meet.example.org/" + "x" * 400,
    "endless": "https://meet.example.org/" + "x" * 2000,
}


def _long(text: str, limit: int) -> str:
    return (text * limit)[:limit]


def _crowd(text: str) -> tuple[Person, ...]:
    reaches = list(Reach)
    made = (a_person(id=10 + i, name=_long(text, 129), reach=reaches[i % 4]) for i in range(ATTENDEES_LIMIT))
    return tuple(made)


def _event(text: str, link: str) -> Event:
    attendees = (Attendee(person, Role.OPTIONAL) for person in _crowd(text))
    elena = a_person(name=_long(text, 129))
    event = STORIES["ru"].event(
        summary=_long(text, SUMMARY_LIMIT),
        place=_long(text, PLACE_LIMIT),
        description=_long(text, DESCRIPTION_LIMIT),
        people=(Attendee(elena, Role.CHAIR), *attendees),
    )
    phones = tuple(Phone(f"+7495{i:020}", _long(text, 300)) for i in range(10))
    return event.connected(a_conference(join_url=link, dial_in_id="9" * 50, phones=phones))


def _views(text: str, link: str) -> Iterator[tuple[str, View]]:
    event = _event(text, link)
    elena, guest = event.organizer, event.attendees[0].person
    cancelled = event.cancelled(_long(text, 500))
    people = {a.person.id: a.person for a in event.attendees}
    others = tuple(OtherEvent(i, _long(text, 200), a_when(), clashes=True) for i in range(50))
    yield "organizer", card(event, elena, NOW)
    yield "failed", card(event.with_pending(Pending(Trouble.PASSWORD_REFUSED)), elena, NOW)
    yield "attendee", card(event, guest, NOW)
    yield "cancelling", cancelling(event, elena, _long(text, 500))
    yield "cancelled", card(cancelled, elena, NOW)
    yield "deleted", card(cancelled.deleted(guest.id, NOW), guest, NOW)
    yield "share", invitation(event, "https://t.me/planerka_bot?start=i_token", elena)
    plain = replace(STORIES["ru"].letter(Occasion.INVITED, event, others=others), reader=guest)
    yield "invited", letter(plain, event, NOW)
    yield "uninvited", letter(replace(plain, occasion=Occasion.UNINVITED), event, NOW)
    yield (
        "failure",
        letter(replace(plain, occasion=Occasion.NO_CONFERENCE, reader=elena), event.with_pending(Pending()), NOW),
    )
    yield "relinked", letter(replace(plain, occasion=Occasion.NEW_LINK), event, NOW)
    for newer in (event, cancelled):
        yield "changed", letter(replace(plain, occasion=Occasion.CHANGED, **_edit(event)), newer, NOW)
    filled = STORIES["ru"].editing(event)
    for asking in (None, *Field):
        yield f"form {asking}", form(replace(filled, asking=asking), people, elena, NOW)
    yield "left behind", form(STORIES["ru"].editing(event, conference=False), people, elena, NOW)
    yield "last page", page(filled, people, 99)


def _edit(event: Event) -> dict[str, Any]:
    """Everything changed at once, all the people among it."""
    before = replace(STORIES["ru"].event(), summary=event.summary[::-1], place=event.place[::-1])
    before = replace(before, description=event.description[::-1], when=a_when("2028-08-27 23:00", "2028-08-28 01:00"))
    names = tuple((a.person.id, a.person.name) for a in (*event.people, *before.people))
    return {"changes": changes(before.details, event.details), "names": names}


def _check(view: View) -> None:
    """As sendMessage would."""
    warnings: list[str] = []
    plain, _entities = parsed(view.text, warnings.append)
    assert not warnings
    assert 0 < units(plain) <= limits.TEXT
    assert len(view.text.encode()) <= limits.RAW_TEXT_BYTES
    if view.keyboard is None:
        return
    rows = view.keyboard.inline_keyboard
    markup = json.dumps(view.keyboard.model_dump(exclude_none=True), ensure_ascii=False, separators=(",", ":"))
    assert len(markup.encode()) <= limits.MARKUP_BYTES
    assert all(0 < len(row) <= limits.INLINE_ROW for row in rows)
    for button in (button for row in rows for button in row):
        actions = button.model_dump(exclude_none=True).keys() - {"text", "style"}
        assert len(actions) == 1, "a button does exactly one thing"
        assert button.text.strip()
        assert len((button.callback_data or "").encode()) <= limits.CALLBACK_DATA_BYTES
        assert button.copy_text is None or units(button.copy_text.text) <= limits.COPY_TEXT


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("text", TEXTS)
def test_the_worst_event_fits_on_every_screen(text: str, link: str, language: str) -> None:
    """1. 300 attendees with 129 letters each, title, place and description as long as may be."""
    with locales.speaking(language):
        for name, view in _views(TEXTS[text], LINKS[link]):
            try:
                _check(view)
            except Exception as error:
                raise AssertionError(f"{name}: {view.text}") from error


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_an_ordinary_screen_parses(name: str, language: str) -> None:
    """2."""
    with locales.speaking(language):
        _check(SCREENS[name](STORIES[language]))


def test_a_description_gives_way_before_the_facts_do() -> None:
    """3. Title, time, organizer, link and counts are always there in full."""
    event = _event("я", LINKS["long"])
    with locales.speaking("ru"):
        plain, _entities = parsed(card(event, event.organizer, NOW).text)
    assert event.summary in plain
    assert "пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00)" in plain
    assert "300 человек" in plain
    assert "присоединиться к конференции" in plain
    assert LINKS["long"] in plain


def test_names_are_cut_at_thirty() -> None:
    """4. The rest is counted."""
    story: Story = STORIES["ru"]
    people = tuple(Attendee(a_person(id=10 + i, name=f"Имя {i}")) for i in range(35))
    event = story.event(people=(Attendee(story.elena, Role.CHAIR), *people), description="")
    with locales.speaking("ru"):
        plain, _entities = parsed(card(event, story.elena, NOW).text)
    assert "Имя 29" in plain
    assert "Имя 30" not in plain
    assert "и ещё 5" in plain


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    """5."""
    story = STORIES["ru"]
    event = story.event(summary="<b>&amp; “план”</b>", conference=Pending())
    with locales.speaking("ru"):
        plain, _entities = parsed(card(event, story.elena, NOW).text)
    assert plain.startswith("<b>&amp; “план”</b>\n")


def test_a_name_from_right_to_left_keeps_its_line_in_order() -> None:
    """6. It is isolated (UAX 9), so that "(optional)" does not move before it."""
    story = STORIES["en"]
    david = Attendee(a_person(id=5, name="דוד כהן"), Role.OPTIONAL)
    with locales.speaking("en"):
        plain, _entities = parsed(card(story.event(people=(story.event().people[0], david)), story.elena, NOW).text)
    assert "⏳ \u2068דוד כהן\u2069 (optional)" in plain


def test_a_region_is_shown_and_not_obeyed() -> None:
    """6a. It is the server's text: escaped, in one line, cut, and isolated from what follows."""
    room = a_conference(phones=(Phone("+4612345", f"<b>HQ</b>\n{'x' * 50}"), Phone("112", "דוד")))
    with locales.speaking("en"):
        plain, _entities = parsed(card(STORIES["en"].event(conference=room), STORIES["en"].elena, NOW).text)
    (line,) = [line for line in plain.split("\n") if line.startswith("By phone")]
    region = f"<b>HQ</b> {'x' * 29}…"
    assert line == f"By phone: +4612345 (\u2068{region}\u2069), 112 (\u2068דוד\u2069); conference ID 68138"


def test_the_calendar_fits_with_the_longest_titles() -> None:
    """7."""
    story = STORIES["ru"]
    for text in TEXTS.values():
        many = [planned(story, i, summary=_long(text, SUMMARY_LIMIT)) for i in range(8)]
        with locales.speaking("ru"):
            _check(upcoming(many, 3, True, reader=story.elena, now=NOW))
