"""In which language we speak: catalogs and the context in which sentences are made.

Message ids are English sentences, so English needs no catalog. The Russian one is committed as .po only and compiled in
memory. After new sentences, translate what is empty after these two:

    pybabel extract -k deferred --no-location -o messages.pot handlers bot demo
    pybabel update -i messages.pot -d locales --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --no-wrap
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_ROOT = Path(__file__).parent
_BABEL = {"ru": "ru", "en": "en_GB"}  # day before month and 24 hours, as times are typed here
LANGUAGES = tuple(_BABEL)
_spoken: ContextVar[str] = ContextVar("spoken")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything worded inside is in this language ("ru", "en"); one that we do not speak becomes English."""
    token = _spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _spoken.reset(token)


def language() -> str:
    """The language being spoken; raises LookupError outside `speaking`."""
    return _spoken.get()


def locale() -> Locale:
    """The same for Babel: names of days and months, the first day of the week."""
    return _locale(language())


def gettext(message: str) -> str:
    """The sentence in the language being spoken; raises LookupError outside `speaking`."""
    return _catalog(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form that goes with the number, `{count}` still to be filled in; raises LookupError outside `speaking`."""
    return _catalog(language()).ngettext(singular, plural, count)


def deferred(message: str) -> str:
    """The same message: a constant that the catalog has to hold, translated by `gettext` when it is said."""
    return message


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_BABEL[language])


@cache
def _catalog(language: str) -> NullTranslations:
    source = _ROOT / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as po:
        write_mo(compiled, read_po(po, locale=language, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
