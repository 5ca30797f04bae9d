"""Skype for Business as the other end of what is owed: rooms made, kept up to date, looked for and deleted."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.conferences.accounts import Accounts
from bot.conferences.results import conference_failed, conference_lost, conference_made, put_off
from bot.road.ports import Sender
from domain.conference import Conference, Failure, OnlineMeetings, OnlineMeetingsError, Pending, Trouble
from domain.event import Event
from domain.messages.outbox import (
    CheckConference,
    ClearConference,
    CreateConference,
    DeleteConference,
    RoomWork,
    UpdateConference,
)
from domain.road import DeliveryResult, End, OutboxRow, Units

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)  # the room outlives its event: people come back for files and chat
CREATE_PAUSES = (2, 5)  # seconds; then the organizer is told, and a timer goes on trying
PATIENCE = timedelta(seconds=10)  # whoever asks to be left alone for longer is not waited for before that either
DAY = 86400
TIDY_PAUSES = (5, 30, 300, 1800, 7200, *(DAY,) * 7)  # nobody waits for these
CHECK_PAUSES = (60, 180, 600)  # the event begins half an hour after the first one; then nothing is concluded

Kept = Callable[[OnlineMeetings, Event, Conference], Awaitable[object]]


@dataclass
class ConferenceSender:
    """Works on the rooms of whoever's account a conference is on; a room is kept for `kept_for` after its event."""

    accounts: Accounts
    units: Units
    clock: Callable[[], datetime]
    kept_for: timedelta = KEPT_FOR

    def senders(self) -> dict[type, Sender]:
        """By class of message."""
        return {
            CreateConference: self._create,
            UpdateConference: self._keeping(self._update),
            CheckConference: self._keeping(self._check),
            DeleteConference: self._tidying(self._delete),
            ClearConference: self._tidying(self._clear),
        }

    async def _create(self, row: OutboxRow, message: CreateConference) -> DeliveryResult:
        event = await self._event(message.event)
        account = await self.accounts.whose(event.organizer)
        if not isinstance(event.conference, Pending):  # made by an attempt before this one, or kept
            return await self._tidying(self._clear)(row, ClearConference(event=event.id, account=account))
        try:
            meetings = await self.accounts.meetings(account)
            leaders, attendees = _named(event, account)
            room = await meetings.create(
                _key(event),
                event.summary,
                event.shown_description,
                self._expiry(event),
                leaders=leaders,
                attendees=attendees,
            )
        except OnlineMeetingsError as error:
            log.warning("Skype did not make the conference of event %s: %s", event.id, error)
            return self._not_made(row, message, error, account)
        return DeliveryResult(row.id, End.DONE, arrived=conference_made(row.id, event, replace(room, account=account)))

    def _not_made(
        self, row: OutboxRow, message: CreateConference, error: OnlineMeetingsError, account: int | None
    ) -> DeliveryResult:
        """Tried again at once while the organizer looks at it; later by a timer, so that nothing waits behind it."""
        wait = error.wait or timedelta()
        if error.again and not message.attempt and wait <= PATIENCE and row.attempts <= len(CREATE_PAUSES):
            pause = timedelta(seconds=CREATE_PAUSES[row.attempts - 1])
            return DeliveryResult(row.id, End.AGAIN, str(error), self.clock() + max(pause, wait))
        failure = Failure(error.trouble, error.again, wait, message.attempt, account)
        arrived = conference_failed(row.id, message.event, failure)
        return DeliveryResult(row.id, End.UNDELIVERABLE, str(error), arrived=arrived)

    async def _update(self, meetings: OnlineMeetings, event: Event, room: Conference) -> None:
        leaders, attendees = _named(event, room.account)
        await meetings.update(room.id, event.summary, None, self._expiry(event), leaders=leaders, attendees=attendees)

    async def _check(self, meetings: OnlineMeetings, event: Event, room: Conference) -> None:
        await meetings.confirm(room.id, _key(event))

    async def _delete(self, message: DeleteConference) -> None:
        """Not the room of an event that wants one again: the next attempt finds it by its mark, and takes it."""
        event, account = await self._event(message.event), message.account
        room = event.conference
        if isinstance(room, Pending) and account == await self.accounts.whose(event.organizer):
            return
        if isinstance(room, Conference) and (room.id, room.account) == (message.conference, account):
            return
        await (await self.accounts.meetings(account)).delete(message.conference)

    async def _clear(self, message: ClearConference) -> None:
        """Not on the account where the event has its room, or wants one."""
        event = await self._event(message.event)
        now, room = await self.accounts.whose(event.organizer), event.conference
        if room is None or message.account != (room.account if isinstance(room, Conference) else now):
            await (await self.accounts.meetings(message.account)).delete_marked(_key(event))

    def _keeping(self, work: Kept) -> Sender:
        """For the room that the event has, if it has one; the domain hears of it when that is gone."""

        async def deliver(row: OutboxRow, message: UpdateConference | CheckConference) -> DeliveryResult:
            event = await self._event(message.event)
            if not isinstance(room := event.conference, Conference):
                return DeliveryResult(row.id, End.DONE)
            try:
                _check_owner(event, room)
                await work(await self.accounts.meetings(room.account), event, room)
            except OnlineMeetingsError as error:
                if error.trouble is Trouble.GONE:
                    log.warning("Skype has lost the conference of event %s: %s", event.id, error)
                    lost = conference_lost(row.id, event.id, room)
                    return DeliveryResult(row.id, End.UNDELIVERABLE, str(error), arrived=lost)
                return self._refused(row, message, error)
            return DeliveryResult(row.id, End.DONE)

        return deliver

    def _tidying(self, work: Callable[[Any], Awaitable[None]]) -> Sender:
        async def deliver(row: OutboxRow, message: DeleteConference | ClearConference) -> DeliveryResult:
            try:
                await work(message)
            except OnlineMeetingsError as error:
                return self._refused(row, message, error)
            return DeliveryResult(row.id, End.DONE)

        return deliver

    def _refused(self, row: OutboxRow, message: RoomWork, error: OnlineMeetingsError) -> DeliveryResult:
        """Put off: a room that is to be made never waits behind this one. What does not pass is tidied day by day."""
        log.warning("Skype refused %s (event %s): %s", message.kind, message.event, error)
        pauses = CHECK_PAUSES if isinstance(message, CheckConference) else TIDY_PAUSES
        left = [pause for pause in pauses[message.tried :] if error.again or pause == DAY]
        if not left:
            return DeliveryResult(row.id, End.UNDELIVERABLE, str(error))
        until = self.clock() + max(timedelta(seconds=left[0]), error.wait or timedelta())
        later = put_off(row.id, replace(message, tried=len(pauses) - len(left) + 1), until)
        return DeliveryResult(row.id, End.UNDELIVERABLE, str(error), arrived=later)

    async def _event(self, event_id: int) -> Event:
        async with self.units.read() as work:
            return await work.events.get(event_id)

    def _expiry(self, event: Event) -> datetime:
        return event.when.end + self.kept_for


def _key(event: Event) -> str:
    """What marks the room as this event's, however often it is asked for."""
    return f"planerka:{event.uid.partition('@')[0]}"


def _named(event: Event, account: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """SIP addresses of leaders and of attendees, as far as they are known.

    On an account of the organizer's own (`account` is a person) the room is theirs anyway.
    """
    leader, attendees = event.organizer.sip, [a.person.sip for a in event.attendees]
    return (leader,) if leader and account is None else (), tuple(dict.fromkeys(filter(None, attendees)))


def _check_owner(event: Event, room: Conference) -> None:
    """Raises NO_ACCOUNT for a room on an account that the organizer has exchanged for another: there nobody finds it,
    and it is not lost for that."""
    if room.account is not None and room.organizer_uri.lower() != f"sip:{event.organizer.sip}":
        detail = f"the room is not on the account that person {room.account} has connected"
        raise OnlineMeetingsError(Trouble.NO_ACCOUNT, detail, again=False)
