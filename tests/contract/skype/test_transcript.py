"""What the page for administrators shows of `check` is what it prints."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.conferences.skype.check import run_steps
from bot.conferences.skype.config import Options, SkypeConfig
from demo.skype.server import SkypeServer

PAGE = (Path(__file__).parents[3] / "docs/skype.md").read_text()
GOOD, BAD = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


def told(transcript: str) -> list[str]:
    """Its lines, with one host for all."""
    return re.sub(r"\b\w+\.example\.org\b", "127.0.0.1", re.sub(r"\n {6}", " ", transcript)).splitlines()


async def test_01_all_is_well(server: SkypeServer, config: SkypeConfig, expiry: datetime) -> None:
    """1. Line by line."""
    steps = await run_steps(config, expiry)
    assert [re.sub(r":\d{4,5}\b", "", str(s)) for s in steps] == told(GOOD)


async def test_02_a_setting_that_the_server_does_not_allow(
    server: SkypeServer, config: SkypeConfig, expiry: datetime
) -> None:
    """2. Up to the step that fails, with its advice and the words in brackets."""
    server.switches.eligible["accessLevels"] = ["SameEnterprise", "Invited"]
    steps = await run_steps(replace(config, options=Options(access="Everyone")), expiry)
    assert [str(step) for step in steps] == told(BAD)


@pytest.mark.parametrize("step", ["discovery", "sign-in", "application", "eligible values", "create", "delete"])
def test_03_each_step_is_explained(step: str) -> None:
    """3. In the table below the transcript."""
    assert f"\n| {step} | " in PAGE
