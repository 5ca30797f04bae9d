"""Every variable of the settings table: its default, an example that works, a value that does not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import __version__
from bot.settings.check import exposed, unknown
from bot.settings.model import EXAMPLES, Settings, SettingsError, load

ROOT = Path(__file__).parents[2]
SKYPE = {"SKYPE_DOMAIN": "example.org", "SKYPE_USER": "planerka@example.org", "SKYPE_PASSWORD": "hunter2"}
KEY, OLD_KEY = "bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3IG5ldyE=", "b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZCE="

# name, default, example, what the example is read as, a wrong value
TABLE: list[tuple[str, Any, str, Any, str | None]] = [
    ("BOT_TOKEN", None, "123456:ABC-DEF", SecretStr("123456:ABC-DEF"), "hunter2"),
    ("TELEGRAM_API", None, "http://127.0.0.1:8081", "http://127.0.0.1:8081", "127.0.0.1:8081"),
    ("TELEGRAM_PROXY", None, "socks5://u:hunter2@a:1080", SecretStr("socks5://u:hunter2@a:1080"), "http://u:hunter2@a"),
    (
        "DATABASE_URL",
        "sqlite+aiosqlite:///planerka.db",
        "sqlite+aiosqlite:////a.db",
        "sqlite+aiosqlite:////a.db",
        "x.db",
    ),
    ("ZONE", "Europe/Moscow", "Asia/Omsk", "Asia/Omsk", "Europe/Moskow"),
    ("LANGUAGE", "ru", "en", "en", "de"),
    ("ADMINS", (), "1001, 1002", (1001, 1002), "elena"),
    ("ACCESS", "open", "open", "open", "everybody"),
    ("SKYPE_DOMAIN", None, "example.org", "example.org", "https://example.org/"),
    ("SKYPE_URL", None, "https://lync.example.org/", "https://lync.example.org/", "lync.example.org"),
    ("SKYPE_USER", None, "planerka@example.org", "planerka@example.org", "ivan"),
    ("SKYPE_PASSWORD", None, "hunter2", SecretStr("hunter2"), None),
    ("SKYPE_TRUSTED", (), "example.org,corp.local", ("example.org", "corp.local"), "https://lync.corp.local/"),
    ("SKYPE_CA", None, "/etc/ssl/company.pem", "/etc/ssl/company.pem", None),
    ("SKYPE_ACCESS", None, "Invited", "Invited", "Locked"),
    ("SKYPE_LEADERS", None, "Disabled", "Disabled", "enabled"),
    ("SKYPE_LOBBY_BYPASS", None, "Disabled", "Disabled", "yes"),
    ("SKYPE_ANNOUNCEMENTS", None, "Enabled", "Enabled", "Unsupported"),
    ("SKYPE_KEEP_DAYS", 30, "7", 7, "0"),
    ("SECRET_KEYS", (), f"{KEY},{OLD_KEY}", (SecretStr(KEY), SecretStr(OLD_KEY)), None),
    ("SMTP_URL", None, "smtps://u:hunter2@example.org", SecretStr("smtps://u:hunter2@example.org"), "http://hunter2"),
    ("MAIL_FROM", None, "planerka@example.org", "planerka@example.org", "planerka"),
    ("LOG_LEVEL", "INFO", "DEBUG", "DEBUG", "LOUD"),
    ("LOG_FORMAT", "text", "json", "json", "xml"),
]


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PLANERKA_{name.upper()}", raising=False)


def test_01_the_table_is_whole() -> None:
    """1. No variable more, none less."""
    assert {name.lower() for name, *_ in TABLE} == set(Settings.model_fields)


@pytest.mark.parametrize(("name", "default", "example", "read", "wrong"), TABLE, ids=[row[0] for row in TABLE])
def test_02_a_variable(
    name: str, default: Any, example: str, read: Any, wrong: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2. Its default, its example from the environment, and one line with an example for a value that is wrong."""
    assert getattr(load(), name.lower()) == default
    for needed, value in (SKYPE | {name: example}).items():
        monkeypatch.setenv(f"PLANERKA_{needed}", value)
    assert getattr(load(), name.lower()) == read
    if wrong is not None:
        monkeypatch.setenv(f"PLANERKA_{name}", wrong)
        with pytest.raises(SettingsError) as caught:
            load()
        said = str(caught.value)
        assert said.startswith(f"PLANERKA_{name}: ")
        assert f". Example: PLANERKA_{name}={EXAMPLES[name.lower()]}" in said
        assert "hunter2" not in said
        assert "\n" not in said
        assert "Input should" not in said


def test_03_an_example_is_never_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """3. What the errors recommend is accepted, all of it at once."""
    for name, example in (EXAMPLES | {"skype_password": "hunter2"}).items():
        monkeypatch.setenv(f"PLANERKA_{name.upper()}", example.partition(" ")[0])
    assert load().admins == (1001, 1002)


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "postgresql+psycopg://x/y"])
def test_04_a_database_that_is_no_file(url: str) -> None:
    """4. Everything must survive a restart, so there is no database in memory; other engines come later."""
    with pytest.raises(SettingsError, match="PLANERKA_DATABASE_URL"):
        load(database_url=url)


def test_05_skype_needs_an_account() -> None:
    """5. A domain without its account is named with what is missing."""
    with pytest.raises(SettingsError, match="PLANERKA_SKYPE_USER and PLANERKA_SKYPE_PASSWORD"):
        load(skype_domain="example.org", skype_user="planerka@example.org")


@pytest.mark.parametrize(("access", "said"), [("listed", "PLANERKA_ADMINS=1001"), ("email", "in this version")])
def test_06_access_that_lets_nobody_in(access: str, said: str) -> None:
    """6. A list without anybody on it, and a way that is not built yet."""
    with pytest.raises(SettingsError, match=said):
        load(access=access)


def test_07_slips_of_the_pen(monkeypatch: pytest.MonkeyPatch) -> None:
    """7. Variables with our prefix that are none of ours, from both places; an empty line counts as not set."""
    Path(".env").write_text("PLANERKA_LANGAUGE=en\nPLANERKA_ZONE=\nOTHER=1\n")
    monkeypatch.setenv("PLANERKA_COLOUR", "blue")
    assert unknown() == [
        "PLANERKA_COLOUR is not a setting of Planerka",
        "PLANERKA_LANGAUGE is not a setting of Planerka; did you mean PLANERKA_LANGUAGE?",
    ]
    assert load().zone == "Europe/Moscow"


def test_08_a_file_that_is_no_text() -> None:
    """8. .env in an old encoding is said to be so, with the first line that shows it."""
    Path(".env").write_bytes("PLANERKA_ZONE=Asia/Omsk\nPLANERKA_MAIL_FROM=планёрка@example.org".encode("cp1251"))
    with pytest.raises(SettingsError, match=r"^\.env, line 2: it is not UTF-8\. Save "):
        load()


def test_09_a_secret_is_not_shown() -> None:
    """9. Nor is it when the settings are printed."""
    settings = load(
        bot_token="123456:hunter2",
        smtp_url="smtp://u:hunter2@example.org",
        skype_domain="example.org",
        skype_user="planerka@example.org",
        skype_password="hunter2",
    )
    assert "hunter2" not in f"{settings!r} {settings}"


@pytest.mark.parametrize("keys", ["hunter2", f"{KEY},hunter2", KEY[:-2], "ключ"])
def test_a_key_that_is_none(keys: str) -> None:
    """One line that says how a key is made. There is no example: it would be somebody's key one day."""
    with pytest.raises(SettingsError) as caught:
        load(secret_keys=keys)
    said = str(caught.value)
    assert said.startswith("PLANERKA_SECRET_KEYS: ")
    assert "Fernet.generate_key()" in said
    assert "hunter2" not in said
    assert KEY not in said
    assert "\n" not in said


def test_10_one_version() -> None:
    """10. The program says the version that it was packed as."""
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == __version__


def test_secrets_that_others_can_read() -> None:
    """.env as an editor makes it: the token is there for everybody on the machine."""
    file = Path(".env")
    file.touch(mode=0o600)
    assert exposed() == []
    file.chmod(0o644)
    assert exposed() == [".env holds secrets, and others on this machine can read it: chmod 600 .env"]


def test_half_of_skype(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account without a server was called fine, and there was no Skype."""
    monkeypatch.setenv("PLANERKA_SKYPE_USER", "planerka@example.org")
    with pytest.raises(SettingsError, match="Skype needs PLANERKA_SKYPE_DOMAIN or PLANERKA_SKYPE_URL too"):
        load()


@pytest.mark.parametrize("port", ["x", "0", "99999"])
def test_a_port_that_is_none(port: str) -> None:
    """It passed, and the bot ended at its start with a traceback."""
    with pytest.raises(SettingsError, match=r"^PLANERKA_SKYPE_URL: .*Example: "):
        load(skype_url=f"https://lync.example.org:{port}/", skype_user="planerka@example.org", skype_password="hunter2")
