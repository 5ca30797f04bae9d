"""The catalogs hold every sentence that the code says, translated, with the same gaps to fill."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

import locales

ROOT = Path(__file__).parents[3]
SPEAKING = ("handlers", "bot", "demo")
KEYWORDS = DEFAULT_KEYWORDS | {"deferred": None}
CALLS = {"_", "gettext", "ngettext", "deferred"}


def catalog() -> Catalog:
    with (ROOT / "locales/ru/LC_MESSAGES/messages.po").open("rb") as po:
        return read_po(po, locale="ru", abort_invalid=True)


def extracted() -> set[str]:
    """What Babel finds: the first form of each message."""
    found = (row for package in SPEAKING for row in extract_from_dir(str(ROOT / package), keywords=KEYWORDS))
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def said() -> Iterator[tuple[str, str | None]]:
    """Where the code asks for a sentence, and the sentence; None where it is not a constant."""
    for file in (file for package in SPEAKING for file in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                first = node.args[0]
                constant = isinstance(first, ast.Constant) and isinstance(first.value, str)
                yield f"{file.name}:{node.lineno}", str(ast.literal_eval(first)) if constant else None


def gaps(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(message: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message or ())


def test_the_catalog_holds_exactly_what_the_code_says() -> None:
    """1. Nothing missing, nothing left over, nothing fuzzy or obsolete."""
    russian = catalog()
    assert {forms(message.id)[0] for message in russian if message.id} == extracted()
    assert not russian.obsolete
    assert [message.id for message in russian if message.id and message.fuzzy] == []


def test_babel_finds_every_sentence() -> None:
    """2. It overlooks one inside an f-string without a word, so the code is read a second time."""
    found = extracted()
    lost = [(place, text) for place, text in said() if text is not None and text not in found]
    assert lost == []


def test_a_sentence_is_a_constant() -> None:
    """3. Only the table of refusals is translated by a name, and its sentences are deferred."""
    assert [place.split(":")[0] for place, text in said() if text is None] == ["refusals.py"]


def test_every_sentence_is_translated() -> None:
    """4. In all three forms where there is a number."""
    for message in catalog():
        if message.id:
            assert all(form.strip() for form in forms(message.string)), message.id
            assert len(forms(message.string)) == (3 if message.pluralizable else 1), message.id


def test_a_translation_has_the_same_gaps() -> None:
    """5. A gap that differs would end in an exception or in lost facts."""
    for message in catalog():
        wanted = gaps(forms(message.id)[-1])
        assert [gaps(form) for form in forms(message.string)] == [wanted] * len(forms(message.string)), message.id


def test_a_translation_ends_like_its_sentence() -> None:
    """6. The same last mark: a full stop is not lost, a label does not become a sentence."""
    for message in catalog():
        if message.id:
            ends = {form[-1] if form[-1] in ".?!:" else "" for form in (*forms(message.id), *forms(message.string))}
            assert len(ends) == 1, message.id


def test_a_translation_speaks_russian_to_russians() -> None:
    """7. Quotation marks are «…», and no sentence stays English."""
    for message in catalog():
        if message.id:
            text = "".join(forms(message.string))
            assert not set(text) & set("“”\"'"), text
            assert any("а" <= c <= "я" for c in text.lower()), text


@pytest.mark.parametrize(
    ("count", "people", "coming"),
    [
        (1, "1 человек", "1 придёт"),
        (2, "2 человека", "2 придут"),
        (5, "5 человек", "5 придут"),
        (11, "11 человек", "11 придут"),
        (21, "21 человек", "21 придёт"),
        (22, "22 человека", "22 придут"),
        (25, "25 человек", "25 придут"),
        (111, "111 человек", "111 придут"),
    ],
)
def test_russian_numbers_take_their_forms(count: int, people: str, coming: str) -> None:
    """8."""
    with locales.speaking("ru"):
        assert locales.ngettext("{count} person", "{count} people", count).format(count=count) == people
        assert locales.ngettext("{count} accepted", "{count} accepted", count).format(count=count) == coming


@pytest.mark.parametrize("count", [1, 2, 5, 11, 21, 22, 25, 111])
def test_no_form_of_a_number_is_missing(count: int) -> None:
    """9. Every message with a number, for every kind of number."""
    with locales.speaking("ru"):
        for message in catalog():
            if message.pluralizable:
                singular, plural = forms(message.id)
                assert str(count) in locales.ngettext(singular, plural, count).format(count=count)
