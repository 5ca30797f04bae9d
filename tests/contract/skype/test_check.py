"""Trying a server step by step, as `python -m bot check` does."""

from dataclasses import replace
from datetime import datetime

from pydantic import SecretStr

from bot.conferences.skype.check import run_steps
from bot.conferences.skype.config import SkypeConfig
from demo.skype.server import SkypeServer

STEPS = ["discovery", "sign-in", "application", "eligible values", "create", "delete"]


async def test_01_everything_works(server: SkypeServer, config: SkypeConfig, expiry: datetime) -> None:
    """1. Six steps, all well, and nothing is left on the server."""
    steps = await run_steps(config, expiry)
    assert [(step.what, step.ok) for step in steps] == [(f"Skype {name}", True) for name in STEPS]
    assert server.rooms == {}
    assert server.world.applications == {}


async def test_02_the_failing_step_is_the_last(config: SkypeConfig, expiry: datetime) -> None:
    """2. A wrong password: discovery was well, sign-in was not, and the words say which setting to look at."""
    steps = await run_steps(replace(config, password=SecretStr("wrong")), expiry)
    assert [(step.what, step.ok) for step in steps] == [("Skype discovery", True), ("Skype sign-in", False)]
    assert "PLANERKA_SKYPE_PASSWORD" in steps[-1].words


async def test_03_a_server_that_is_not_there(server: SkypeServer, config: SkypeConfig, expiry: datetime) -> None:
    """3. Nothing listens: the first step fails."""
    await server.stop()
    assert [(step.what, step.ok) for step in await run_steps(config, expiry)] == [("Skype discovery", False)]


async def test_04_a_setting_that_cannot_work(config: SkypeConfig, expiry: datetime) -> None:
    """4. Unreadable CA bundle, bad root: told as a failed step, not as an exception."""
    for wrong in (replace(config, ca_file="/nowhere/ca.pem"), replace(config, root_url="http://[")):
        [step] = await run_steps(wrong, expiry)
        assert (step.what, step.ok) == ("Skype discovery", False)
        assert "PLANERKA_SKYPE_CA" in step.words


async def test_05_a_wish_that_is_not_allowed(server: SkypeServer, config: SkypeConfig, expiry: datetime) -> None:
    """5. Nobody set Everyone, and the policy forbids it: it is said that rooms get what the server has."""
    server.switches.eligible["accessLevels"] = ["SameEnterprise", "Invited"]
    steps = {step.what: step.words for step in await run_steps(config, expiry)}
    assert "accessLevel as the server has it; to dial in" in steps["Skype eligible values"]
