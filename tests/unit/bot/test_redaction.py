"""What of a typed text an error repeats, so that its traceback must not be logged."""

import traceback

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.telegram.redaction import repeats_text

SECRET = "hunter22"
TYPED = f"/skype planerka@example.org {SECRET}"
LONG = f"/skype {'x' * 60}{SECRET}"


def fails(error: Exception) -> None:
    """Raises the error while one about the password is handled."""
    try:
        raise KeyError(SECRET)
    finally:
        raise error


def caught(error: Exception) -> Exception:
    """The error as it is logged, with a traceback."""
    with pytest.raises(type(error)) as info:
        fails(error)
    return info.value


def test_the_whole_text() -> None:
    """1. As it is, or as repr and JSON write it."""
    typed = "пароль «с»\tтабуляцией"
    assert repeats_text(ValueError(typed), typed)
    assert repeats_text(ValueError(repr(typed)), typed)
    assert repeats_text(ValueError('{"text": "\\u043f\\u0430\\u0440\\u043e\\u043b\\u044c"}'), typed)


@pytest.mark.parametrize(
    "error",
    [KeyError(SECRET), RuntimeError("a bug", SECRET), ExceptionGroup("several", [ValueError(1), KeyError(SECRET)])],
)
def test_one_word_of_it(error: Exception) -> None:
    """2. The password alone was logged, and stored as the reason, when an error named no more of the command."""
    assert repeats_text(error, TYPED)


def test_an_error_behind_it() -> None:
    """3. The traceback shows what it was raised from, or while which it was raised."""
    assert repeats_text(caught(RuntimeError("a bug")), TYPED)


def test_a_note() -> None:
    """4. PEP 678."""
    error = RuntimeError("a bug")
    error.add_note(f"tried with {SECRET}")
    assert repeats_text(error, TYPED)


def test_a_text_that_was_cut() -> None:
    """5. pydantic shows only the two ends of a long value: neither is a whole word."""
    with pytest.raises(ValidationError) as info:
        TypeAdapter(int).validate_python(LONG)
    assert SECRET in str(info.value)
    assert not any(word in str(info.value) for word in LONG.split()[1:])
    assert repeats_text(info.value, LONG)


def test_words_of_the_code_are_not_typed() -> None:
    """6. Otherwise hardly any error would be logged whose update says "call", "file" or "line"."""
    error = caught(RuntimeError("a bug"))
    assert "raise error" in "".join(traceback.format_exception(error))
    assert not repeats_text(error, "call about the file, raise the line")


def test_an_error_that_was_raised_from_itself() -> None:
    """7. Its chain is a circle."""
    error = RuntimeError("a bug")
    error.__cause__ = error
    assert not repeats_text(error, TYPED)


@pytest.mark.parametrize("text", ["", "a", "bug", "you"])
def test_short_words_occur_by_chance(text: str) -> None:
    """8. They hide nothing."""
    assert not repeats_text(RuntimeError("a bug, you see"), text)
