"""Delivers rows of the outbox to the conference server: makes, updates, checks and deletes rooms."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.conferences.accounts import Accounts
from bot.conferences.results import conference_failed, conference_lost, conference_made, put_off
from bot.road.ports import Sender
from domain.conference import Conference, Failure, Pending, Trouble
from domain.conference_server import ConferenceError, Conferences
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

log = logging.getLogger(__name__)  # administrators look for its lines as docs/skype.md has them

KEPT_FOR = timedelta(days=30)  # the room outlives its event: people come back for files and chat
CREATE_PAUSES = (2, 5)  # seconds; then the organizer is told, and a timer goes on trying
LONGEST_CREATE_PAUSE = timedelta(seconds=10)  # a server that asks for a longer one is tried again by the timer
DAY = 86400
CLEANUP_PAUSES = (5, 30, 300, 1800, 7200, *(DAY,) * 7)  # seconds; nobody waits for these
CHECK_PAUSES = (60, 180, 600)  # seconds; the event begins half an hour after the first check

OnRoom = Callable[[Conferences, Event, Conference], Awaitable[object]]


@dataclass
class ConferenceSender:
    """Works on each room with the account that it is on; a room is kept for `kept_for` after its event."""

    accounts: Accounts
    units: Units
    clock: Callable[[], datetime]
    kept_for: timedelta = KEPT_FOR

    def senders(self) -> dict[type, Sender]:
        """By class of message."""
        return {
            CreateConference: self._create,
            UpdateConference: self._for_room(self._update),
            CheckConference: self._for_room(self._check),
            DeleteConference: self._cleanup(self._delete),
            ClearConference: self._cleanup(self._clear),
        }

    async def _create(self, row: OutboxRow, message: CreateConference) -> DeliveryResult:
        event = await self._event(message.event)
        account = await self.accounts.account_for(event.organizer)
        if not isinstance(event.conference, Pending):  # an earlier attempt may have left a room behind
            return await self._cleanup(self._clear)(row, ClearConference(event=event.id, account=account))
        try:
            conferences = await self.accounts.conferences(account)
            leaders, attendees = _participants(event, account)
            room = await conferences.create(
                _key(event),
                event.summary,
                event.shown_description,
                self._expiry(event),
                leaders=leaders,
                attendees=attendees,
            )
        except ConferenceError as error:
            log.warning("Skype did not make the conference of event %s: %s", event.id, error)
            return self._not_made(row, message, error, account)
        return DeliveryResult(row.id, End.DONE, arrived=conference_made(row.id, event, replace(room, account=account)))

    def _not_made(
        self, row: OutboxRow, message: CreateConference, error: ConferenceError, account: int | None
    ) -> DeliveryResult:
        """Tried again at once while the organizer is watching; later by a timer, so that nothing waits behind it."""
        wait = error.wait or timedelta()
        if error.again and not message.attempt and wait <= LONGEST_CREATE_PAUSE and row.attempts < len(CREATE_PAUSES):
            pause = timedelta(seconds=CREATE_PAUSES[row.attempts])
            return DeliveryResult(row.id, End.AGAIN, str(error), self.clock() + max(pause, wait))
        failure = Failure(error.trouble, error.again, wait, message.attempt, account)
        arrived = conference_failed(row.id, message.event, failure)
        return DeliveryResult(row.id, End.UNDELIVERABLE, str(error), arrived=arrived)

    async def _update(self, conferences: Conferences, event: Event, room: Conference) -> None:
        leaders, attendees = _participants(event, room.account)
        await conferences.update(
            room.id, event.summary, None, self._expiry(event), leaders=leaders, attendees=attendees
        )

    async def _check(self, conferences: Conferences, event: Event, room: Conference) -> None:
        await conferences.confirm(room.id, _key(event))

    async def _delete(self, message: DeleteConference) -> None:
        """Spares the room of an event that wants one again: the next attempt finds it by its key and takes it."""
        event, account = await self._event(message.event), message.account
        room = event.conference
        if isinstance(room, Pending) and account == await self.accounts.account_for(event.organizer):
            return
        if isinstance(room, Conference) and (room.id, room.account) == (message.conference, account):
            return
        await (await self.accounts.conferences(account)).delete(message.conference)

    async def _clear(self, message: ClearConference) -> None:
        """Spares the account on which the event has its room, or wants one."""
        event = await self._event(message.event)
        now, room = await self.accounts.account_for(event.organizer), event.conference
        if room is None or message.account != (room.account if isinstance(room, Conference) else now):
            await (await self.accounts.conferences(message.account)).delete_marked(_key(event))

    def _for_room(self, work: OnRoom) -> Sender:
        """Runs `work` on the event's room, if it has one; a room that is gone is reported to the domain."""

        async def deliver(row: OutboxRow, message: UpdateConference | CheckConference) -> DeliveryResult:
            event = await self._event(message.event)
            if not isinstance(room := event.conference, Conference):
                return DeliveryResult(row.id, End.DONE)
            try:
                _check_owner(event, room)
                await work(await self.accounts.conferences(room.account), event, room)
            except ConferenceError as error:
                if error.trouble is Trouble.GONE:
                    log.warning("Skype has lost the conference of event %s: %s", event.id, error)
                    lost = conference_lost(row.id, event.id, room)
                    return DeliveryResult(row.id, End.UNDELIVERABLE, str(error), arrived=lost)
                return self._refused(row, message, error)
            return DeliveryResult(row.id, End.DONE)

        return deliver

    def _cleanup(self, work: Callable[[Any], Awaitable[None]]) -> Sender:
        async def deliver(row: OutboxRow, message: DeleteConference | ClearConference) -> DeliveryResult:
            try:
                await work(message)
            except ConferenceError as error:
                return self._refused(row, message, error)
            return DeliveryResult(row.id, End.DONE)

        return deliver

    def _refused(self, row: OutboxRow, message: RoomWork, error: ConferenceError) -> DeliveryResult:
        """Postponed, so that no room that is to be made waits behind it; clean-up goes on once a day for a week."""
        log.warning("Skype refused %s (event %s): %s", message.kind, message.event, error)
        pauses = CHECK_PAUSES if isinstance(message, CheckConference) else CLEANUP_PAUSES
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
    """The key by which the event's room is found again."""
    return f"planerka:{event.uid.partition('@')[0]}"


def _participants(event: Event, account: int | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The conference addresses of leaders and of attendees, as far as they are known.

    On the organizer's own account (`account` is a person) the room is theirs anyway.
    """
    leader, attendees = event.organizer.conference_address, [a.person.conference_address for a in event.attendees]
    return (leader,) if leader and account is None else (), tuple(dict.fromkeys(filter(None, attendees)))


def _check_owner(event: Event, room: Conference) -> None:
    """Raises NO_ACCOUNT for a room on an account that the organizer has exchanged for another: the new account cannot
    see it, which does not mean that it is lost."""
    if room.account is not None and room.organizer_address != event.organizer.conference_address:
        detail = f"the room is not on the account that person {room.account} has connected"
        raise ConferenceError(Trouble.NO_ACCOUNT, detail, again=False)
