"""docs/ru.md says what people read on screen, and its examples work."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from domain.phrases import read_event
from tests.unit.locales.test_catalogs import catalog, forms
from tests.unit.papers import ROOT, page

GUIDE = page("docs/ru.md")
NOW = datetime(2028, 8, 21, 6, tzinfo=UTC)
TYPED = {"скайп", "было → стало", "Старт"}  # quoted, and no words of ours; «Старт» is Telegram's


def test_its_examples_are_whole_events() -> None:
    """1. Each line as it stands, in one reading."""
    [examples] = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    for line in examples.splitlines():
        event = read_event(line, NOW, "Europe/Moscow")
        assert event is not None, line
        assert len(event.readings) == 1, line


def test_what_it_quotes_is_on_screen() -> None:
    """2. Word for word: in the Russian catalog."""
    said = {message.string for message in catalog() if isinstance(message.string, str)}
    quoted = set(re.findall(r"«([^»]+)»", GUIDE))
    assert len(quoted) > 12
    assert quoted - said - TYPED == set()


def _without(text: str, *allowed: str) -> str:
    for words in allowed:
        text = text.replace(words, "")
    return text.lower()


def _catalog() -> Iterator[tuple[str, str]]:
    """Every sentence with its translation."""
    return ((" ".join(forms(message.id)), " ".join(forms(message.string))) for message in catalog() if message.id)


def _played() -> Iterator[str]:
    """What the story and the pages of the demo say, and the bot in them."""
    yield (ROOT / "tests/golden/story.txt").read_text()
    for name in ("english", "russian", "english_inspector", "russian_inspector"):
        words = (ROOT / f"demo/browser/static/{name}.js").read_text()
        yield re.sub(r'^ +"?letter[\w."]*: ', "", words, flags=re.MULTILINE)  # the names of kinds are no words


LETTER_OF_MAIL = re.compile(r"\bпис(?:ь?м|ем)|\bletters?\b|\be-?mails?\b")
OF_THE_ALPHABET = ("at least one letter or digit", "Latin letters", "a letter first")


def test_a_chat_has_no_letters() -> None:
    """3. «Письмо» is e-mail: not in the guide, the catalog, the story or the demo."""
    said = [GUIDE, *(text for pair in _catalog() for text in pair), *_played()]
    assert len(said) > 500
    for text in said:
        assert (found := LETTER_OF_MAIL.search(_without(text, *OF_THE_ALPHABET))) is None, (found, text[:200])


def test_words_that_were_replaced_do_not_come_back() -> None:
    """4. As people of a team would not say them."""
    gone = ("под вопросом", "слово организатора", "не запущен", "нажмёт start", "что впереди", "получилось знаков")
    for text in (GUIDE, *(russian for _, russian in _catalog()), *_played()):
        assert [words for words in gone if words in text.lower()] == []


def test_english_is_spoken() -> None:
    """5. Contracted, as in a chat; "cannot" and "is not" are for papers."""
    stiff = re.compile(r"\b(?:cannot|(?:is|are|was|were|do|does|did|has|have|could|would|will) not)\b")
    for english, _ in _catalog():
        assert stiff.search(english) is None, english
