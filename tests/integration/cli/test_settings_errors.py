"""A wrong setting is named in one line with an example, before anything starts."""

import pytest

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
    ended = await shell.types(command, **settings)
    assert (ended.status, ended.line[: len(said)]) == (2, said)
    assert "hunter2" not in ended.line
    assert list(shell.folder.iterdir()) == []


async def test_the_file_counts_too_and_the_environment_goes_before_it(shell: Shell) -> None:
    """A wrong line in .env is named; the same variable in the environment goes before it."""
    (shell.folder / ".env").write_text("PLANERKA_LOG_LEVEL=LOUD\nPLANERKA_SKYPE_URL=\n")
    ended = await shell.types("migrate")
    assert ended.line.startswith("PLANERKA_LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'. Example: ")
    assert (await shell.types("migrate", LOG_LEVEL="INFO")).status == 0


@pytest.mark.usefixtures("warm")
async def test_a_run_needs_a_token(shell: Shell) -> None:
    """Without one nothing is made."""
    ended = await shell.types("run")
    assert ended.status == 2
    assert ended.err.splitlines()[-1].startswith("PLANERKA_BOT_TOKEN is not set.")
    assert list(shell.folder.iterdir()) == []
