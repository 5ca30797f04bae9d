"""What a letter says beside the event."""

from dataclasses import replace

import locales
from domain.letters import Occasion
from handlers.views.letter import letter
from tests.screen import screen
from tests.unit.views.samples import NOW, STORIES

STORY = STORIES["ru"]


def seen(occasion: Occasion) -> str:
    event = STORY.linked().cancelled("") if occasion is Occasion.CANCELLED else STORY.linked()
    with locales.speaking("ru"):
        return screen(letter(STORY.letter(occasion, event), replace(event, revision=9), NOW))


def test_whoever_took_the_file_hears_what_becomes_of_it() -> None:
    """1. The event stood in other calendars for ever: only its own file had been heard of there."""
    assert "Если вы добавили событие из файла в другой календарь, удалите его там сами." in seen(Occasion.UNINVITED)
    assert "в другой календарь, откройте и новый файл или удалите событие там сами." in seen(Occasion.CANCELLED)
    assert "в другой календарь" not in seen(Occasion.INVITED)


def test_whoever_was_taken_off_the_list_is_told_so_politely() -> None:
    """2. «Вас больше не ждут на этом событии» was rude, and nobody knew whose doing it was."""
    head = seen(Occasion.UNINVITED).split("\n")[0].translate({0x2068: None, 0x2069: None})
    assert head == "Вас больше нет в списке участников. Список изменил организатор, Елена Смирнова."
