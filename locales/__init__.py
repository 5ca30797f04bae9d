"""Translations: the gettext catalogs, and the current language.

Message ids are English sentences, so English needs no catalog. The Russian one is committed as .po only and compiled in
memory. After adding sentences, run `make messages` and fill in the empty translations. The only gap that a plural may
have is {count}.
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
_BABEL = {"ru": "ru", "en": "en_GB"}  # day before month and a 24-hour clock, as times are typed
LANGUAGES = tuple(_BABEL)
_READ_RUSSIAN = {
    **dict.fromkeys(("be", "kk", "ky"), "Russian is an official language beside theirs, and that of most offices"),
    **dict.fromkeys(("tg", "uz", "tk", "az", "hy"), "Russian is taught at school and usual between colleagues"),
    **dict.fromkeys(("uk", "mo", "gag"), "nearly all readers grew up with Russian beside their own language"),
    **dict.fromkeys(("ab", "os", "tt", "ba", "cv", "ce", "av", "sah", "udm"), "Russian is the common language there"),
}  # ISO 639 codes of languages that are not spoken here, and why Russian helps their readers more than English
_language: ContextVar[str] = ContextVar("language")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Sets the current language ("ru" or "en") inside the block; an unsupported one becomes "en"."""
    token = _language.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        _language.reset(token)


def spoken(tag: str | None) -> str | None:
    """The language for a person whose client has this IETF tag ("en-US", "EN", "ru"): English for one that is not here.

    None for no tag, and for readers of Russian: the language of the installation then, which is likely to be theirs.
    """
    code = (tag or "").replace("_", "-").partition("-")[0].lower()
    if not code or code in _READ_RUSSIAN:
        return None
    return code if code in LANGUAGES else "en"


def language() -> str:
    """The current language; raises LookupError outside `speaking`."""
    return _language.get()


def locale() -> Locale:
    """The current locale for Babel. Raises LookupError outside `speaking`."""
    return _locale(language())


def gettext(message: str) -> str:
    """The sentence in the current language. Raises LookupError outside `speaking`."""
    return _catalog(language()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count`, with `{count}` still to be filled in. Raises LookupError outside `speaking`."""
    return _catalog(language()).ngettext(singular, plural, count)


def deferred(message: str) -> str:
    """Marks a constant for extraction, and returns it unchanged; `gettext` translates it where it is used."""
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
