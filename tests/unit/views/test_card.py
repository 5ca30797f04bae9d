"""What a card says beside the event."""

from dataclasses import replace

import locales
from domain.address import Reach
from domain.event import Event
from handlers.views.card import card
from tests.make import a_telegram, changed_person
from tests.screen import screen
from tests.unit.views.samples import NOW, STORIES

STORY = STORIES["ru"]


def test_whoever_had_the_letter_and_blocked_the_bot_later_is_not_said_to_have_missed_it() -> None:
    """1. «Письмо не дошло» headed everybody who cannot be written to now."""
    organizer, first, second = STORY.event().people
    event = STORY.event(
        people=(organizer, replace(first, person=changed_person(first.person, reach=Reach.BLOCKED)), second)
    )
    assert "**Не получили приглашение**\nАлександр Смирнов — заблокировал(а) бота" in _shown_to_elena(event)


def test_somebody_without_an_address_is_shown_as_one_who_has_not_come_yet() -> None:
    """2. With what helps, and counted as everybody else."""
    organizer, first, second = STORY.event().people
    nowhere = replace(first, person=replace(first.person, addresses=()))
    never_started = replace(first, person=changed_person(first.person, reach=Reach.NEW))
    shown, other = (_shown_to_elena(STORY.event(people=(organizer, a, second))) for a in (nowhere, never_started))
    assert shown == other
    assert "Александр Смирнов — ещё не открыл(а) бота" in shown


def test_the_most_hopeful_of_several_addresses_is_named() -> None:
    """3. An account that is gone is no reason while another one may come back."""
    organizer, first, second = STORY.event().people
    gone = changed_person(first.person, reach=Reach.GONE)
    back = replace(first, person=gone.with_address(a_telegram(7, reach=Reach.BLOCKED)))
    assert "заблокировал(а) бота" in _shown_to_elena(STORY.event(people=(organizer, back, second)))
    reached = replace(first, person=gone.with_address(a_telegram(7)))
    assert "Не получили приглашение" not in _shown_to_elena(STORY.event(people=(organizer, reached, second)))


def _shown_to_elena(event: Event) -> str:
    with locales.speaking("ru"):
        return screen(card(event, STORY.elena, NOW)).translate({0x2068: None, 0x2069: None})
