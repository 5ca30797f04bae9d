"""Which language is spoken, and where."""

import asyncio

import pytest

import locales


def test_nothing_is_said_outside_a_language() -> None:
    """1. A sentence in a chance language is worse than an error that a test sees."""
    with pytest.raises(LookupError):
        locales.gettext("Send")
    with pytest.raises(LookupError):
        locales.locale()


def test_the_language_holds_inside_and_ends_with_it() -> None:
    """2. Also when one is spoken within another."""
    with locales.speaking("ru"):
        with locales.speaking("en"):
            assert locales.gettext("Send") == "Send"
        assert locales.gettext("Send") == "Отправить"
        assert locales.language() == "ru"


def test_english_numbers() -> None:
    """3. English needs no catalog."""
    with locales.speaking("en"):
        assert locales.ngettext("{count} person", "{count} people", 1) == "{count} person"
        assert locales.ngettext("{count} person", "{count} people", 21) == "{count} people"


def test_a_language_that_we_do_not_speak_becomes_english() -> None:
    """4."""
    with locales.speaking("de"):
        assert locales.language() == "en"
        assert locales.gettext("Send") == "Send"


async def test_people_are_spoken_to_side_by_side() -> None:
    """5. Each task has a language of its own."""
    both = asyncio.Barrier(2)

    async def say(language: str) -> str:
        with locales.speaking(language):
            await both.wait()
            return locales.gettext("Send")

    assert list(await asyncio.gather(say("ru"), say("en"))) == ["Отправить", "Send"]


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("EN", "en"),
        ("en_GB", "en"),
        ("ru-RU", "ru"),
        ("RU", "ru"),
        ("de", "en"),
        ("zh-hans", "en"),
        ("be", None),
        ("kk", None),
        ("uz-Latn", None),
        ("", None),
        (None, None),
    ],
)
def test_a_tag_of_telegram_is_a_language_that_we_speak(tag: str | None, language: str | None) -> None:
    """6. English for one that we do not; readers of Russian get the installation's, and en-US was Russian once."""
    assert locales.spoken(tag) == language
