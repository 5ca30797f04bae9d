"""docs/ru.md says what people read on screen, and its examples work."""

import re
from datetime import UTC, datetime

from babel.messages.pofile import read_po

from domain.phrases import read_event
from tests.unit.papers import ROOT, page

GUIDE = page("docs/ru.md")
NOW = datetime(2028, 8, 21, 6, tzinfo=UTC)
TYPED = {"скайп", "было → стало"}  # quoted, and no words of ours


def test_its_examples_are_whole_events() -> None:
    """1. Each line as it stands, in one reading."""
    [examples] = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    for line in examples.splitlines():
        event = read_event(line, NOW, "Europe/Moscow")
        assert event is not None, line
        assert len(event.readings) == 1, line


def test_what_it_quotes_is_on_screen() -> None:
    """2. Word for word: in the Russian catalog."""
    with (ROOT / "locales/ru/LC_MESSAGES/messages.po").open("rb") as po:
        said = {message.string for message in read_po(po, locale="ru") if isinstance(message.string, str)}
    quoted = set(re.findall(r"«([^»]+)»", GUIDE))
    assert len(quoted) > 12
    assert quoted - said - TYPED == set()


def test_a_chat_has_no_letters() -> None:
    """3. «Письмо» is e-mail."""
    assert not re.search("пис(?:ь?м|ем)", GUIDE.lower())
