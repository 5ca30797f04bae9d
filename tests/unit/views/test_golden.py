"""What people see, screen by screen, in both languages: read the files in tests/golden/ru and tests/golden/en."""

# Over 200 lines: one table of all screens, so that a new one has an obvious place.
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import locales
from domain.account import ConferenceAccount
from domain.address import Reach
from domain.attendee import LETTER_GIVEN_UP, Partstat
from domain.conference import Pending, Trouble
from domain.details import changes
from domain.event import Event
from domain.form import Field
from domain.letters import Occasion
from domain.person import Person
from domain.policy import Policy
from domain.ports import Planned
from handlers.views import View, skype
from handlers.views.calendar import upcoming
from handlers.views.card import cancelling, card, superseded
from handlers.views.form import form, send_confirmation
from handlers.views.invitees import page
from handlers.views.letter import letter
from handlers.views.settings import settings
from handlers.views.sharing import hint, invitation
from handlers.views.texts import help_, in_private, no_admins, not_understood, welcome
from handlers.views.time_picker import hours, lengths, month
from tests.conftest import Golden
from tests.make import a_when, changed_person
from tests.screen import screen
from tests.unit.views.samples import LINK, NOW, STORIES, Story, dialled

LATER = a_when("2028-08-29 15:00", "2028-08-29 16:30")
MORNING, EVENING = a_when("2028-08-28 06:00", "2028-08-28 07:00"), a_when("2028-08-28 18:00", "2028-08-28 19:00")
PAST = a_when("2028-07-31 10:00", "2028-07-31 11:00")


def _unreachable(story: Story) -> Event:
    event = story.linked()
    organizer, first, second = event.people
    new = replace(first, person=changed_person(first.person, reach=Reach.NEW))
    blocked = replace(second, person=changed_person(second.person, reach=Reach.BLOCKED))
    return replace(event, people=(organizer, new, blocked))


def _given_up(story: Story) -> Event:
    return story.linked().reset_told(story.alexander.id, LETTER_GIVEN_UP)


def _organizers(change: Callable[[Story], Event]) -> Callable[[Story], View]:
    return lambda s: card(change(s), s.elena, NOW)


def _attendees(change: Callable[[Story], Event]) -> Callable[[Story], View]:
    return lambda s: card(change(s), s.alexander, NOW)


CARDS: dict[str, Callable[[Story], View]] = {
    "card/organizer": _organizers(lambda s: s.linked()),
    "card/organizer_without_conference": _organizers(lambda s: s.event(place="", description="")),
    "card/organizer_with_answers": _organizers(lambda s: s.answered()),
    "card/organizer_unreachable": _organizers(_unreachable),
    "card/organizer_given_up": _organizers(_given_up),
    "card/organizer_link_pending": _organizers(lambda s: s.event(conference=Pending())),
    "card/organizer_link_failed": _organizers(lambda s: s.event(conference=Pending(Trouble.UNREACHABLE))),
    "card/organizer_link_retried": _organizers(lambda s: s.event(conference=Pending(Trouble.UNREACHABLE, again=True))),
    "card/organizer_link_lost": _organizers(lambda s: s.linked().conference_lost()),
    "card/organizer_with_telephones": _organizers(lambda s: s.event().connected(dialled())),
    "card/attendee_link_lost": _attendees(lambda s: s.linked().conference_lost()),
    "card/attendee_with_telephones": _attendees(lambda s: s.event().connected(dialled(phones=4))),
    "card/organizer_cancelling": lambda s: cancelling(s.linked(), s.elena, ""),
    "card/organizer_cancelling_with_word": lambda s: cancelling(s.linked(), s.elena, s.word),
    "card/organizer_cancelled": _organizers(lambda s: s.answered().cancelled(s.word)),
    "card/organizer_deleted": _organizers(lambda s: s.linked().cancelled("").deleted(1, NOW)),
    "card/organizer_over": lambda s: card(s.answered(), s.elena, NOW + timedelta(days=60)),
    "card/attendee": _attendees(lambda s: s.linked()),
    "card/attendee_accepted": _attendees(lambda s: s.answered()),
    "card/attendee_link_pending": _attendees(lambda s: s.event(conference=Pending(Trouble.NONSENSE))),
    "card/attendee_cancelled": _attendees(lambda s: s.linked().cancelled(s.word)),
    "card/attendee_deleted": _attendees(lambda s: s.linked().cancelled("").deleted(2, NOW)),
    "card/superseded": lambda s: superseded(s.linked()),
    "card/superseded_cancelled": lambda s: superseded(s.linked().cancelled(s.word)),
    "card/stranger": lambda s: card(s.linked(), replace(s.alexander, id=9), NOW),
}


def _invited(story: Story, event: Event, crowded: bool = False) -> View:
    sent = story.letter(Occasion.INVITED, event, others=story.others() if crowded else ())
    return letter(sent, event, NOW)


def _changed(story: Story, before: Event, after: Event) -> View:
    names = tuple((p.id, p.name) for p in story.people.values())
    sent = story.letter(Occasion.CHANGED, after, changes=changes(before.details, after.details), names=names)
    return letter(sent, after, NOW)


def _moved(story: Story) -> View:
    before = story.answered()
    after = before.edited(
        replace(before.details, when=LATER, summary=f"{story.summary} №2"), tuple(story.people.values())
    )
    return _changed(story, before, after)


def _elsewhere(story: Story) -> View:
    before = story.answered()
    kept = before.details.invitees[:1]
    details = replace(before.details, invitees=kept, conference=False, place="", description=story.word)
    return _changed(story, before, before.edited(details, tuple(story.people.values())))


def _uninvited(story: Story) -> View:
    after = story.linked(people=story.linked().people[:1])
    return letter(story.letter(Occasion.UNINVITED, after), after, NOW)


def _on(occasion: Occasion, event: Event, story: Story) -> View:
    return letter(story.letter(occasion, event), event, NOW)


LETTERS: dict[str, Callable[[Story], View]] = {
    "letter/invited": lambda s: _invited(s, s.linked()),
    "letter/invited_without_link": lambda s: _invited(s, s.event()),
    "letter/invited_link_pending": lambda s: _invited(s, s.event(conference=Pending())),
    "letter/invited_with_a_clash": lambda s: _invited(s, s.linked(), crowded=True),
    "letter/invited_then_moved": lambda s: letter(
        s.letter(Occasion.INVITED, s.linked(), others=s.others()), replace(s.linked(), when=LATER), NOW
    ),
    "letter/invited_then_cancelled": lambda s: letter(
        s.letter(Occasion.INVITED, s.linked(), others=s.others()), s.linked().cancelled(""), NOW
    ),
    "letter/changed_time": _moved,
    "letter/changed_without_time": _elsewhere,
    "letter/cancelled": lambda s: _on(Occasion.CANCELLED, s.linked().cancelled(s.word), s),
    "letter/uninvited": _uninvited,
    "letter/invited_with_telephones": lambda s: _invited(s, s.event().connected(dialled())),
    "letter/new_link": lambda s: _on(Occasion.NEW_LINK, s.answered(), s),
    "letter/new_link_to_organizer": lambda s: letter(
        replace(s.letter(Occasion.NEW_LINK, s.answered()), reader=s.elena), s.answered(), NOW
    ),
    "letter/new_link_then_removed": lambda s: letter(s.letter(Occasion.NEW_LINK, s.linked()), s.event(), NOW),
    "letter/no_conference_after_loss": lambda s: _on(
        Occasion.NO_CONFERENCE,
        s.linked().conference_lost().with_pending(Pending(Trouble.BUSY, lost=True, again=True)),
        s,
    ),
    "letter/no_conference_then_made": lambda s: _on(Occasion.NO_CONFERENCE, s.linked(), s),
    "letter/no_conference": lambda s: _on(
        Occasion.NO_CONFERENCE, s.event(conference=Pending(Trouble.PASSWORD_REFUSED)), s
    ),
}


def _whole(story: Story) -> str:
    return f"{story.other} 29.08 15:00 @smirnov"


def _form(story: Story, **changes: Any) -> View:
    return form(replace(story.filled(), **changes), story.people, story.elena, NOW)


FORMS: dict[str, Callable[[Story], View]] = {
    "form/empty": lambda s: form(s.form(), {}, s.elena, NOW),
    "form/empty_without_skype": lambda s: form(s.form(conference_offered=False), {}, s.elena, NOW),
    "form/filled": _form,
    "form/filled_with_skype": lambda s: form(s.filled(conference=True), s.people, s.elena, NOW),
    "form/asking_summary": lambda s: form(s.form().ask(Field.SUMMARY), {}, s.elena, NOW),
    "form/asking_when": lambda s: form(s.form().ask(Field.WHEN), {}, s.elena, NOW),
    "form/asking_when_again": lambda s: _form(s, asking=Field.WHEN),
    "form/asking_invitees": lambda s: form(s.form().ask(Field.INVITEES), {}, s.elena, NOW),
    "form/asking_invitees_again": lambda s: _form(s, asking=Field.INVITEES),
    "form/asking_place": lambda s: _form(s, asking=Field.PLACE),
    "form/asking_description": lambda s: _form(s, asking=Field.DESCRIPTION),
    "form/unclear_summary": lambda s: form(s.form().ask(Field.SUMMARY).unsure(_whole(s)), {}, s.elena, NOW),
    "form/unclear_when": lambda s: form(s.form().ask(Field.WHEN).unsure(_whole(s)), {}, s.elena, NOW),
    "form/ambiguous": lambda s: form(s.form().choosing((MORNING, EVENING)), {}, s.elena, NOW),
    "form/past": lambda s: form(s.form().choosing((PAST,)), {}, s.elena, NOW),
    "form/alone": lambda s: send_confirmation(s.filled(invitees=())),
    "form/edit": lambda s: form(s.editing(s.event()), s.people, s.elena, NOW),
    "form/edit_with_link": lambda s: form(s.editing(s.linked()), s.people, s.elena, NOW),
    "form/edit_link_pending": lambda s: form(s.editing(s.event(conference=Pending())), s.people, s.elena, NOW),
    "form/edit_link_left_behind": lambda s: form(s.editing(s.linked(), conference=False), s.people, s.elena, NOW),
    "form/edit_link_in_description": lambda s: form(
        s.editing(s.linked(), conference=False).ask(Field.DESCRIPTION), s.people, s.elena, NOW
    ),
    "form/edit_link_removed": lambda s: form(
        s.editing(s.linked(), conference=False).without_link(), s.people, s.elena, NOW
    ),
    "form/picking_month": lambda s: month(s.form(), date(2028, 8, 1), s.elena, NOW),
    "form/picking_last_month": lambda s: month(s.form(), date(2029, 12, 1), s.elena, NOW),
    "form/picking_hour": lambda s: hours(s.form(), date(2028, 8, 1), s.elena, NOW),
    "form/picking_length": lambda s: lengths(s.filled(), s.elena),
    "form/invitees": lambda s: page(s.filled(), s.people, 0),
}


def planned(story: Story, event_id: int, **changes: Any) -> Planned:
    plain = Planned(event_id, story.summary, a_when(), False, Partstat.NEEDS_ACTION, True, False)
    return replace(plain, **changes)


def _calendar(story: Story) -> tuple[Planned, ...]:
    return (
        planned(story, 7, summary=story.clashing, is_organizer=True, has_conference=False),
        planned(story, 1),
        planned(story, 8, summary=story.other, when=LATER, is_cancelled=True),
        planned(story, 9, when=a_when("2029-01-15 23:30", "2029-01-16 00:30"), partstat=Partstat.TENTATIVE),
    )


OTHERS: dict[str, Callable[[Story], View]] = {
    "calendar/some": lambda s: upcoming(_calendar(s), 0, False, reader=s.alexander, now=NOW),
    "calendar/second_of_three_pages": lambda s: upcoming(_calendar(s)[:1], 1, True, reader=s.alexander, now=NOW),
    "calendar/empty": lambda s: upcoming((), 0, False, reader=s.alexander, now=NOW),
    "settings": lambda s: settings(s.elena, NOW),
    "texts/welcome": lambda s: welcome(s.alexander),
    "texts/no_admins": lambda s: no_admins(1002),
    "texts/help": lambda s: help_(s.elena, NOW),
    "texts/in_private": lambda s: in_private("https://t.me/planerka_bot"),
    "texts/not_understood": lambda s: not_understood(s.elena, NOW),
    "sharing/invitation": lambda s: invitation(s.linked(), "https://t.me/planerka_bot?start=i_token", s.elena),
    "sharing/hint": lambda s: hint(s.linked(), has_inline=True),
    "sharing/hint_without_inline_mode": lambda s: hint(s.linked(), has_inline=False),
}

POLICY = Policy(conference_domain="example.org", passwords=True)
NAMED = ConferenceAccount(1, "elena@example.org")


def _elena(story: Story) -> Person:
    return replace(story.elena, conference_address="elena@example.org")


SKYPE: dict[str, Callable[[Story], View]] = {
    "skype/nobodys": lambda s: skype.account(s.elena, None, POLICY),
    "skype/presenter": lambda s: skype.account(_elena(s), NAMED, POLICY),
    "skype/presenter_where_no_passwords_are_taken": lambda s: skype.account(
        _elena(s), NAMED, replace(POLICY, passwords=False)
    ),
    "skype/own": lambda s: skype.account(_elena(s), NAMED.connected("sealed"), POLICY),
    "skype/password": lambda s: skype.password(replace(NAMED, user="EXAMPLE\\elena")),
    "skype/trying": lambda s: skype.trying(),
    "skype/connected": lambda s: skype.connected(_elena(s)),
    "skype/refused": lambda s: skype.refused(Trouble.PASSWORD_REFUSED),
    "skype/not_tried": lambda s: skype.refused(Trouble.UNREACHABLE),
    "skype/refused_before": lambda s: skype.refused_before(),
    "skype/lost": lambda s: skype.lost(),
    "skype/forgotten": lambda s: skype.forgotten(0),
    "skype/forgotten_with_rooms": lambda s: skype.forgotten(2),
    "skype/not_like_that": lambda s: skype.arguments_not_taken(),
    "skype/still_there": lambda s: skype.not_deleted(),
}

SCREENS = SKYPE | CARDS | LETTERS | FORMS | OTHERS


@pytest.mark.parametrize("language", locales.LANGUAGES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_agreed(name: str, language: str, golden: Golden) -> None:
    with locales.speaking(language):
        golden(f"{language}/{name}.txt", screen(SCREENS[name](STORIES[language])))


@pytest.mark.parametrize("name", ["sharing/invitation", "card/stranger", "letter/uninvited"])
def test_whoever_may_be_a_stranger_does_not_get_the_join_link(name: str) -> None:
    with locales.speaking("ru"):
        assert LINK not in screen(SCREENS[name](STORIES["ru"]))
