"""An application: the session within which UCWA lets an account work.

UCWA 2.0 reference, "applications" and "application".
"""

import asyncio
import logging
import re
import secrets
from dataclasses import dataclass

from bot.conferences.skype.account import Account
from bot.conferences.skype.answers import Answer, embedded, links_of
from bot.conferences.skype.errors import EndpointTaken, Nonsense, Refusal
from bot.conferences.skype.http import Request
from bot.conferences.skype.urls import CheckedUrl, checked
from domain.conference import Trouble
from domain.conference_server import ConferenceError

log = logging.getLogger(__name__)

CLOSE_TIMEOUT = 5.0
"""Seconds; an application left open ends by itself after minutes."""


@dataclass(frozen=True)
class Application:
    """Addresses within an open application. They are valid as long as it is open, and never stored."""

    itself: CheckedUrl
    meetings: CheckedUrl
    eligible_values: CheckedUrl | None
    phones: CheckedUrl | None
    organizer: str | None
    """The SIP address (user@domain) of the account, where the server tells it."""


async def open_application(account: Account) -> Application:
    """Signs in if needed, and opens an application.

    Raises Refusal (NOT_ALLOWED) for an account that may not schedule rooms.
    """
    url = await account.applications()
    try:
        answer = await _open(account, url)
    except EndpointTaken:
        answer = await _open(account, url)
    return _opened(answer, url, account)


async def close_application(account: Account, opened: Application) -> None:
    """Errors are only logged: an application that stays open ends by itself."""
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT):
            await account.ask(Request("DELETE", opened.itself))
    except (ConferenceError, TimeoutError) as error:
        log.info("An application stays open on the server: %s", error)


async def _open(account: Account, url: CheckedUrl) -> Answer:
    # A fresh id each time: the server may refuse the id of an application that a crash has left open.
    body = {"UserAgent": "Planerka", "EndpointId": secrets.token_hex(16), "Culture": "en-US"}
    return await account.ask(Request("POST", url, body=body))


def _opened(answer: Answer, url: CheckedUrl, account: Account) -> Application:
    resource = answer.resource()
    if not (found := embedded(resource, "onlineMeetings")):
        raise Nonsense(f"{answer.asked} opened an application without online meetings")
    links = links_of(found[0])

    def place(name: str) -> CheckedUrl | None:
        return checked(links[name], url, account.trust) if name in links else None

    if (meetings := place("myOnlineMeetings")) is None:
        raise Refusal(Trouble.NOT_ALLOWED, f"{answer.asked}: the account may not schedule rooms", again=False)
    return Application(
        checked(answer.links().get("self"), url, account.trust),
        meetings,
        place("onlineMeetingEligibleValues"),
        place("phoneDialInInformation"),
        _organizer(embedded(resource, "me")),
    )


def _organizer(me: list[dict[str, object]]) -> str | None:
    found = re.fullmatch(r"sip:([^\s@:;<>\ud800-\udfff]{1,200}@[\w.-]{1,200})", str(me[0].get("uri", "")) if me else "")
    return found[1] if found else None
