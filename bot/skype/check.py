"""Trying a Skype for Business server step by step, for `python -m bot check`."""

import secrets
import time
from dataclasses import dataclass
from datetime import datetime

from bot.skype.account import Account
from bot.skype.advice import ADVICE
from bot.skype.application import application
from bot.skype.config import SkypeConfig
from bot.skype.http import Wire
from bot.skype.meetings import granted, marked, posted
from bot.skype.rooms import Rooms
from domain.conference import OnlineMeetingsError


@dataclass(frozen=True)
class Step:
    """One step that was tried, and how it went in plain words."""

    name: str
    ok: bool
    words: str


class _Trial:
    """The steps so far. The one that is under way is written down as failed until it is `done`."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.under_way = "discovery"

    def done(self, words: str, then: str) -> None:
        self.steps.append(Step(self.under_way, True, words))
        self.under_way = then

    def failed(self, error: OnlineMeetingsError) -> None:
        self.steps.append(Step(self.under_way, False, f"{ADVICE[error.trouble]} ({error.detail})"))


async def check(config: SkypeConfig, expires_at: datetime) -> list[Step]:
    """Discovery, sign-in, application, eligible values, create, delete, up to the first that fails.

    The room that is made is deleted at once; `expires_at` is for the case that this fails.
    """
    trial = _Trial()
    wire = Wire(config.ca_file, config.timeout, guard=lambda: None)
    try:
        account = Account(wire, config, time.monotonic)
        trial.done(f"The account is at home on {(await account.find()).host}.", then="sign-in")
        await account.sign_in()
        trial.done("The password is right.", then="application")
        async with application(account) as opened:
            trial.done("The account may schedule rooms.", then="eligible values")
            await _try_rooms(trial, Rooms(account, opened), expires_at)
    except OnlineMeetingsError as error:
        trial.failed(error)
    finally:
        await wire.close()
    return trial.steps


async def _try_rooms(trial: _Trial, rooms: Rooms, expires_at: datetime) -> None:
    wishes = granted(await rooms.eligible_values())
    said = ", ".join(f"{name} {value}" for name, value in wishes.items())
    trial.done(f"Rooms will have {said or 'the values that the server sets'}.", then="create")
    room = await rooms.add(posted("Planerka check", marked("", f"check-{secrets.token_hex(8)}"), expires_at))
    trial.done(f"Made a room with a join link on {room.join_url.split('/')[2]}.", then="delete")
    await rooms.remove(room.id)
    trial.done("Deleted it again.", then="")
