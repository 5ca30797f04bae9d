"""Trying the conference server, for `python -m bot check`."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from bot.conferences.skype import check as skype
from bot.conferences.skype.config import skype_config
from bot.conferences.skype.refused_passwords import IgnoringRefusals, StoredRefusals
from bot.settings.check import Verdict
from bot.settings.model import Settings
from domain.road import Units

ROOM_LIFE = timedelta(hours=1)  # of the room that is made and deleted again, should deleting it fail


async def check(settings: Settings, units: Units | None, clock: Callable[[], datetime]) -> AsyncIterator[Verdict]:
    """Step by step. A refused password that is accepted now is forgotten in `units`, and a running bot uses it again;
    None: there is no database where one could be remembered."""
    config = skype_config(settings)
    if config is None:
        yield Verdict("Skype", True, "Not configured: the switch for conferences is absent.")
        return
    refused = IgnoringRefusals(StoredRefusals(units, clock)) if units else None
    for step in await skype.check(config, clock() + ROOM_LIFE, refused):
        yield Verdict(f"Skype {step.name}", step.ok, step.words)
