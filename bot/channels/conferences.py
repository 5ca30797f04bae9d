"""Skype for Business as the other end of what is owed: rooms made, kept up to date and deleted."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.accounts import Accounts
from bot.delivery import Sender
from bot.reactions import conference_failed, conference_made
from domain.conference import Conference, OnlineMeetingsError, Wanted
from domain.event import Event
from domain.road import Arrived, End, Fresh, Settled, Units

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)  # the room outlives its event: people come back for files and chat
CREATE_PAUSES = (2, 5)  # seconds; then the organizer is told, and decides when to try again
TIDY_PAUSES = (5, 30, 300, 1800, 7200)  # nobody waits for these


@dataclass
class ConferenceChannel:
    """Works on the rooms of whoever's account a conference is on."""

    accounts: Accounts
    units: Units
    clock: Callable[[], datetime]

    def senders(self) -> dict[str, Sender]:
        """By kind of what is owed."""
        return {
            "conference.create": self._create,
            "conference.update": self._tidying(self._update),
            "conference.delete": self._tidying(self._delete),
            "conference.clear": self._tidying(self._clear),
        }

    async def _create(self, row: Fresh) -> Settled:
        event = await self._event(row)
        if not isinstance(event.conference, Wanted):  # an attempt before this one may have made a room all the same
            return await self._tidying(self._clear)(row) if row.attempts > 1 else Settled(row.id, End.DONE)
        try:
            account = await self.accounts.whose(event.organizer)
            meetings = await self.accounts.meetings(account)
            room = await meetings.create(_key(event), event.summary, event.description, _expiry(event))
        except OnlineMeetingsError as error:
            log.warning("Skype did not make the conference of event %s: %s", event.id, error)
            if error.again and row.attempts <= len(CREATE_PAUSES):
                return self._again(row, CREATE_PAUSES[row.attempts - 1], error)
            return _given_up(row, error, conference_failed(row.id, event.id, error.trouble))
        return Settled(row.id, End.DONE, arrived=conference_made(row.id, event, replace(room, account=account)))

    async def _update(self, row: Fresh) -> None:
        event = await self._event(row)
        if isinstance(event.conference, Conference):
            meetings = await self.accounts.meetings(event.conference.account)
            await meetings.update(event.conference.id, event.summary, None, _expiry(event))

    async def _delete(self, row: Fresh) -> None:
        meetings = await self.accounts.meetings(row.owed.body.get("account"))
        await meetings.delete(row.owed.body["conference"])

    async def _clear(self, row: Fresh) -> None:
        event = await self._event(row)
        if event.conference is None:
            meetings = await self.accounts.meetings(await self.accounts.whose(event.organizer))
            await meetings.delete_marked(_key(event))

    def _tidying(self, work: Callable[[Fresh], Awaitable[None]]) -> Sender:
        async def deliver(row: Fresh) -> Settled:
            try:
                await work(row)
            except OnlineMeetingsError as error:
                log.warning("Skype refused %s (event %s): %s", row.owed.kind, row.owed.body["event"], error)
                if error.again and row.attempts <= len(TIDY_PAUSES):
                    return self._again(row, TIDY_PAUSES[row.attempts - 1], error)
                return _given_up(row, error, None)
            return Settled(row.id, End.DONE)

        return deliver

    def _again(self, row: Fresh, pause: int, error: OnlineMeetingsError) -> Settled:
        return Settled(row.id, End.AGAIN, str(error), self.clock() + timedelta(seconds=pause))

    async def _event(self, row: Fresh) -> Event:
        async with self.units.read() as work:
            return await work.events.get(row.owed.body["event"])


def _given_up(row: Fresh, error: OnlineMeetingsError, told: Arrived | None) -> Settled:
    return Settled(row.id, End.UNDELIVERABLE, str(error), arrived=told)


def _key(event: Event) -> str:
    """What marks the room as this event's, however often it is asked for."""
    return f"planerka:{event.uid.partition('@')[0]}"


def _expiry(event: Event) -> datetime:
    return event.when.end + KEPT_FOR
