"""An application: the session within which UCWA lets an account work. Ours live for one piece of work.

UCWA 2.0 reference, "applications" and "application".
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot.skype.account import Account
from bot.skype.answers import Answer, links_of
from bot.skype.errors import Nonsense, Refusal
from bot.skype.http import Request
from bot.skype.urls import CheckedUrl, checked
from domain.conference import OnlineMeetingsError, Trouble

log = logging.getLogger(__name__)

CLOSING = 5.0
"""Seconds that closing may take; an application left open ends by itself after minutes."""


@dataclass(frozen=True)
class Application:
    """Addresses within an open application. They die with it and are never stored."""

    itself: CheckedUrl
    meetings: CheckedUrl
    eligible_values: CheckedUrl | None


@asynccontextmanager
async def application(account: Account) -> AsyncIterator[Application]:
    """Signs in if needed, opens an application and closes it at the end, whatever happened inside."""
    await account.sign_in()
    url = await account.applications()
    # A fresh id each time: one that is still running after a crash may make the server refuse its own id.
    body = {"UserAgent": "Planerka", "EndpointId": secrets.token_hex(16), "Culture": "en-US"}
    opened = _opened(await account.ask(Request("POST", url, body=body)), url, account)
    try:
        yield opened
    finally:
        await _close(account, opened)


def _opened(answer: Answer, url: CheckedUrl, account: Account) -> Application:
    itself = answer.links().get("self")
    links = links_of(_online_meetings(answer))
    if "myOnlineMeetings" not in links:
        raise Refusal(Trouble.NOT_ALLOWED, f"{answer.asked}: the account may not schedule rooms", again=False)
    eligible = links.get("onlineMeetingEligibleValues")
    return Application(
        checked(itself, url, account.trust),
        checked(links["myOnlineMeetings"], url, account.trust),
        checked(eligible, url, account.trust) if eligible else None,
    )


def _online_meetings(answer: Answer) -> dict[str, Any]:
    embedded = answer.resource().get("_embedded")
    found = embedded.get("onlineMeetings") if isinstance(embedded, dict) else None
    if not isinstance(found, dict):
        raise Nonsense(f"{answer.asked} opened an application without online meetings")
    return found


async def _close(account: Account, opened: Application) -> None:
    try:
        async with asyncio.timeout(CLOSING):
            await account.ask(Request("DELETE", opened.itself))
    except (OnlineMeetingsError, TimeoutError) as error:
        log.info("An application stays open on the server: %s", error)
