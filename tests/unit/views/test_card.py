"""What a card says beside the event."""

from dataclasses import replace

import locales
from domain.person import Reach
from handlers.views.card import card
from tests.screen import screen
from tests.unit.views.samples import NOW, STORIES

STORY = STORIES["ru"]


def test_whoever_had_the_letter_and_blocked_the_bot_later_is_not_said_to_have_missed_it() -> None:
    """1. «Письмо не дошло» headed everybody who cannot be written to now."""
    organizer, first, second = STORY.event().people
    event = STORY.event(people=(organizer, replace(first, person=first.person.lost(Reach.BLOCKED)), second))
    with locales.speaking("ru"):
        shown = screen(card(event, STORY.elena, NOW)).translate({0x2068: None, 0x2069: None})
    assert "**Не получают писем**\nАлександр Смирнов — бот заблокирован" in shown
