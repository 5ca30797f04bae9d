"""Tries the Skype for Business server step by step for `python -m bot check`."""

import secrets
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from bot.conferences.skype.account import Account
from bot.conferences.skype.advice import ADVICE
from bot.conferences.skype.application import open_application
from bot.conferences.skype.config import Options, SkypeConfig, skype_config
from bot.conferences.skype.http import Wire
from bot.conferences.skype.meetings import Resource, RoomSpec
from bot.conferences.skype.options import DEFAULTS, PROPERTIES, allowed_by, granted
from bot.conferences.skype.refused_passwords import IgnoringRefusals, InMemory, RefusedPasswords, StoredRefusals
from bot.conferences.skype.rooms import Rooms
from bot.conferences.skype.rooms_by_key import RoomsByKey
from bot.conferences.skype.windows import WINDOWS
from bot.settings.check import Verdict
from bot.settings.model import Settings
from domain.conference import Phone
from domain.conference_server import ConferenceError
from domain.road import Units

ROOM_LIFE = timedelta(hours=1)  # of the room that is made and deleted again, should deleting it fail


class _Trial:
    """Collects the steps, as a context manager: an error inside makes the current step a failed one, and the last."""

    def __init__(self) -> None:
        self.steps: list[Verdict] = []
        self.under_way = "discovery"

    def done(self, words: str, then: str = "") -> None:
        self.steps.append(Verdict(f"Skype {self.under_way}", True, words))
        self.under_way = then

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: TracebackType | None) -> bool:
        if not isinstance(error, ConferenceError):
            return False
        self.steps.append(Verdict(f"Skype {self.under_way}", False, f"{ADVICE[error.trouble]} ({error.detail})"))
        return True


async def check_skype(settings: Settings, units: Units | None, clock: Callable[[], datetime]) -> AsyncIterator[Verdict]:
    """Step by step. A refused password that is accepted now is forgotten in `units`, and a running bot uses it again;
    None: there is no database where one could be remembered."""
    config = skype_config(settings)
    if config is None:
        yield Verdict("Skype", True, "Not configured: the switch for conferences is absent.")
        return
    refused = IgnoringRefusals(StoredRefusals(units, clock)) if units else None
    for step in await run_steps(config, clock() + ROOM_LIFE, refused):
        yield step


async def run_steps(
    config: SkypeConfig, expires_at: datetime, refused: RefusedPasswords | None = None
) -> list[Verdict]:
    """Discovery, sign-in, application, eligible values, create, delete, up to the first that fails.

    The room that is made is deleted at once; `expires_at` is for the case that this fails. A password that is
    accepted after all is dropped from `refused`.
    """
    trial = _Trial()
    wire = Wire(config.ca_file, config.timeout, guard=lambda: None)
    try:
        with trial:
            account = Account(wire, config, clock=time.monotonic, refused=refused or InMemory())
            await _try_sign_in(trial, account)
            await _try_rooms(trial, account, config, expires_at)
    finally:
        await wire.close()
    return trial.steps


async def _try_sign_in(trial: _Trial, account: Account) -> None:
    user, trail = await account.find()
    trial.done(f"{' → '.join(str(root.host) for root in trail.roots)} names {user.host} as the server.", "sign-in")
    place = await account.applications()
    user, _ = await account.find()
    way = "the account by Windows authentication" if account.sign_in.grant == WINDOWS else "the password of the account"
    offered = ", ".join(grant.rpartition(":")[2] for grant in account.sign_in.offered)
    trial.done(
        f"{user.host} accepts {way} (it offers {offered}); rooms are made on {place.host}.",
        "application",
    )


async def _try_rooms(trial: _Trial, account: Account, config: SkypeConfig, expires_at: datetime) -> None:
    rooms = Rooms(account, await open_application(account), RoomsByKey())
    try:
        said = f" as {rooms.application.organizer}" if rooms.application.organizer else ""
        trial.done(f"The account may schedule rooms{said}.", "eligible values")
        trial.done(_settled(config.options, *await rooms.settings()), "create")
        key = f"check-{secrets.token_hex(8)}"
        room = await rooms.add(key, RoomSpec("Planerka check", "", expires_at), config.options)
        trial.done(f"Made a room; its join link is on {room.join_url.split('/')[2]}.", "delete")
        await rooms.remove(room.id)
        trial.done("Deleted it again.")
    finally:
        await rooms.close()


def _settled(options: Options, eligible: Resource, phones: tuple[Phone, ...]) -> str:
    """The options that rooms will have, and those that the server allows. Raises Misconfigured (OPTION)."""
    asked = granted(options, eligible)
    unasked = [name for option in DEFAULTS if (name := PROPERTIES[option][0]) not in asked]
    wanted = [f"{name} {value}" for name, value in asked.items()] + [f"{name} as the server has it" for name in unasked]
    allowed = ", ".join(f"{name} {' or '.join(words)}" for name, words in allowed_by(eligible).items() if words)
    numbers = ", ".join(phone.number for phone in phones) or "no numbers"
    said = f"Rooms will have {', '.join(wanted)}; to dial in: {numbers}."
    return f"{said} The server allows {allowed}." if allowed else said
