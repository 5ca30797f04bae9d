"""A wrong setting is named in one line with an example, before anything starts."""

import pytest

from bot import __version__
from tests.integration.cli.shell import Shell


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"ZONE": "Europe/Moskow"}, "PLANERKA_ZONE: there is no such time zone. Example: PLANERKA_ZONE=Europe/Moscow"),
        ({"BOT_TOKEN": "hunter2"}, "PLANERKA_BOT_TOKEN: it does not look like a bot token. Example: "),
        ({"SKYPE_DOMAIN": "example.org"}, "Skype needs PLANERKA_SKYPE_USER and PLANERKA_SKYPE_PASSWORD too. Example: "),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
async def test_the_wrong_one_is_named(shell: Shell, settings: dict[str, str], said: str, command: str) -> None:
    """Status 2, nothing was made, and the value of a secret is not repeated."""
    ended = await shell.types(command, **{"BOT_TOKEN": "42:TEST"} | settings)
    assert (ended.status, ended.line[: len(said)]) == (2, said)
    assert "hunter2" not in ended.line
    assert list(shell.folder.iterdir()) == []


async def test_the_file_counts_too_and_the_environment_goes_before_it(shell: Shell) -> None:
    """A wrong line in .env is named; the same variable in the environment goes before it."""
    (shell.folder / ".env").write_text("PLANERKA_LOG_LEVEL=LOUD\nPLANERKA_SKYPE_URL=\n")
    ended = await shell.types("migrate")
    assert ended.line.startswith("PLANERKA_LOG_LEVEL: it is one of DEBUG, INFO, WARNING, ERROR. Example: ")
    assert (await shell.types("migrate", LOG_LEVEL="INFO")).status == 0


async def test_all_wrong_ones_are_named_at_once(shell: Shell) -> None:
    """Only the first was, and the next one after the next start. A line each, those of .env with their place there;
    python-dotenv said its own line twice, and `check` called it well."""
    (shell.folder / ".env").write_text("\nhello\nPLANERKA_SKYPE_DOMAIN=example.org\n")
    ended = await shell.types("check", ADMINS="@elena", DATABASE_URL="planerka.db", ZONE="Moscow", BOT_TOKN="x")
    assert (ended.status, ended.out) == (2, "")
    assert [line.partition(". Example: ")[0] for line in ended.err.splitlines()] == [
        ".env, line 2: there is no = in it",
        "PLANERKA_DATABASE_URL: it is not an SQLAlchemy URL",
        "PLANERKA_ZONE: there is no such time zone",
        "PLANERKA_ADMINS: these are Telegram ids, numbers separated by commas; `check` tells those who wrote lately",
        "Skype needs PLANERKA_SKYPE_USER and PLANERKA_SKYPE_PASSWORD too",
        "PLANERKA_BOT_TOKN is not a setting of Planerka; did you mean PLANERKA_BOT_TOKEN?",
    ]


async def test_a_run_needs_a_token(shell: Shell) -> None:
    """Without one nothing is made, and it is said before aiogram is imported, which takes seconds."""
    ended = await shell.runs("-c", "import sys, bot.cli; print(bot.cli.main(['run']), 'aiogram' in sys.modules)")
    assert ended.out == "2 False\n"
    assert ended.err == "PLANERKA_BOT_TOKEN is not set. BotFather gives one: PLANERKA_BOT_TOKEN=123456:ABC-DEF\n"
    assert list(shell.folder.iterdir()) == []


async def test_the_version(shell: Shell) -> None:
    """For whoever reports something."""
    ended = await shell.types("--version")
    assert (ended.status, ended.out) == (0, f"Planerka {__version__}\n")
