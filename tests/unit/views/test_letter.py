"""What a letter says beside the event."""

from dataclasses import replace
from typing import Any

import locales
from domain.details import Change, changes
from domain.event import Event
from domain.letters import Occasion
from handlers.views.letter import letter
from tests.screen import screen
from tests.unit.views.samples import LINK, NOW, STORIES

STORY = STORIES["ru"]


def seen(occasion: Occasion) -> str:
    event = STORY.linked().cancelled("") if occasion is Occasion.CANCELLED else STORY.linked()
    with locales.speaking("ru"):
        return screen(letter(STORY.letter(occasion, event), replace(event, revision=9), NOW))


def test_whoever_took_the_file_hears_what_becomes_of_it() -> None:
    """1. The event stood in other calendars for ever: only its own file had been heard of there."""
    assert "Если вы добавляли событие в другой календарь, удалите его там сами." in seen(Occasion.UNINVITED)
    assert "в другой календарь, откройте там и новый файл или удалите событие сами." in seen(Occasion.CANCELLED)
    assert "в другой календарь" not in seen(Occasion.INVITED)


def test_whoever_was_taken_off_the_list_is_told_so_politely() -> None:
    """2. «Вас больше не ждут на этом событии» was rude, and nobody knew whose doing it was."""
    head = seen(Occasion.UNINVITED).split("\n")[0].translate({0x2068: None, 0x2069: None})
    assert head == "Вас больше нет в списке участников. Список изменил организатор, Елена Смирнова."


def test_a_change_of_the_conference_does_not_spell_out_its_link() -> None:
    """3. «Описание: https://… → не указано» stood below «Skype для бизнеса: конференцию убрали»."""
    before = STORY.linked(description=LINK)
    assert told(before, conference=False, description="") == [CONFERENCE_GONE]
    before = STORY.linked(description=f"Повестка\n{LINK}")
    changed = told(before, conference=False, description="Отчёт")
    assert changed == [CONFERENCE_GONE, "**Описание**: Повестка → Отчёт"]


def test_a_link_of_the_organizers_own_is_spelled_out() -> None:
    """4. Where the conference stays, a link in the description is as good a text as any."""
    before = STORY.linked(description="")
    assert told(before, description="https://wiki.example.org") == [
        "**Описание**: не указано → https://wiki.example.org"
    ]


def test_another_room_than_the_one_that_was_known() -> None:
    """5. What else there was to say about it came too late; once it is gone again, there is no link to speak of."""
    event = STORY.linked()
    sent = STORY.letter(Occasion.CHANGED, event, changes=(Change("conference", True, True),))
    with locales.speaking("ru"):
        head = screen(letter(sent, event, NOW)).split("\n\n")[0]
    assert head == "**Событие изменилось**\nУ конференции новая ссылка"


CONFERENCE_GONE = "**Skype для бизнеса**: конференцию убрали"


def told(before: Event, **details: Any) -> list[str]:
    """The lines of the letter below «Событие изменилось»."""
    after = before.edited(replace(before.details, **details), tuple(STORY.people.values()))
    sent = STORY.letter(Occasion.CHANGED, after, changes=changes(before.details, after.details))
    with locales.speaking("ru"):
        return screen(letter(sent, after, NOW)).split("\n\n")[0].split("\n")[1:]
