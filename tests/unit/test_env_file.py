"""What is wrong with the text of .env is named with its line."""

import logging
from pathlib import Path

import pytest

from bot.settings.env_file import Unreadable, malformed
from bot.settings.model import SettingsError, load


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(env_file: Path, encoding: str) -> None:
    """As PowerShell's `>` writes it: python-dotenv raised a sentence about codecs, or read nothing at all."""
    env_file.write_text("PLANERKA_ZONE=Asia/Omsk\n", encoding=encoding)
    with pytest.raises(SettingsError, match=r"^\.env: it is UTF-16\. Save the file again in the encoding UTF-8$"):
        load()


def test_the_mark_of_notepad(env_file: Path) -> None:
    """UTF-8 with a mark in front is read."""
    env_file.write_text("PLANERKA_ZONE=Asia/Omsk\n", encoding="utf-8-sig")
    assert load().zone == "Asia/Omsk"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hunter2", "there is no = in it"),
        ("PLANERKA_ZONE Asia/Omsk", "there is no = in it"),
        ("PLANERKA_SKYPE_PASSWORD='hunter2", "is a quotation mark missing?"),
        ("= hunter2", "it cannot be read"),
    ],
)
def test_a_line_that_sets_nothing(
    env_file: Path, line: str, said: str, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its number counts empty lines and comments; the line itself, which may be a secret, is not repeated."""
    env_file.write_text(f"# ours\n\nPLANERKA_ZONE=Asia/Omsk\n\n{line}\n")
    with caplog.at_level(logging.WARNING), pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value).startswith(".env, line 5: ")
    assert said in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert caplog.messages == []  # python-dotenv's own, twice
    assert capsys.readouterr().err == ""


def test_what_is_well(env_file: Path) -> None:
    """Comments, quotes over two lines, `export`, nothing behind the sign, other people's variables; no file at all."""
    assert malformed(env_file) == []
    env_file.write_text("# a comment\nexport A=1\nB=\nC='two\nlines'\n\n")
    assert malformed(env_file) == []


def test_a_folder(env_file: Path) -> None:
    """A container makes one where a file that is mounted is missing."""
    env_file.mkdir()
    with pytest.raises(Unreadable, match="cannot be read: Is a directory"):
        malformed(env_file)


def test_all_that_is_wrong_at_once(monkeypatch: pytest.MonkeyPatch, env_file: Path) -> None:
    """What contradicts other settings too, and each setting once, however much is wrong with it."""
    monkeypatch.setenv("PLANERKA_SKYPE_TRUSTED", "https://a/,https://b/")
    monkeypatch.setenv("PLANERKA_SKYPE_KEEP_DAYS", "soon")
    with pytest.raises(SettingsError) as caught:
        load(needs_token=True, access="listed")
    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines] == [
        "PLANERKA_SKYPE_TRUSTED:",
        "PLANERKA_SKYPE_KEEP_DAYS:",
        "PLANERKA_ACCESS=listed",
        "PLANERKA_BOT_TOKEN",
    ]
    assert "it is a number of days from 1 to 3650" in lines[1]


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("language", "RU", "ru"),
        ("access", "Open", "open"),
        ("log_level", "debug", "DEBUG"),
        ("log_format", "JSON", "json"),
        ("skype_access", "sameenterprise", "SameEnterprise"),
        ("skype_announcements", " disabled ", "Disabled"),
    ],
)
def test_words_in_any_case(name: str, typed: str, meant: str, env_file: Path) -> None:
    """They are read as the one that is meant."""
    assert getattr(load(needs_token=False, **{name: typed}), name) == meant
