"""The unit of work: everything of one update, timer or result, committed together or not at all."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cached_property
from typing import Self

from domain.road import OutboxRow
from storage.connection import Connection, Engine
from storage.engines.sqlite.engine import SqliteEngine
from storage.repositories.accounts import SqlAccounts, SqlRefusedPasswords
from storage.repositories.announcements import SqlAnnouncements
from storage.repositories.cards import SqlCards
from storage.repositories.conversations import SqlConversations
from storage.repositories.events import SqlEvents
from storage.repositories.forms import SqlForms
from storage.repositories.invitations import SqlInvitations
from storage.repositories.letters import SqlLetters
from storage.repositories.people import SqlPeople
from storage.repositories.purge import SqlPurge
from storage.road.inbox import SqlInbox
from storage.road.inspection import SqlInspection
from storage.road.outbox import SqlOutbox
from storage.road.relay import SqlRelay
from storage.road.timers import SqlDueTimers, SqlTimers

Clock = Callable[[], datetime]

in_unit_of_work: ContextVar[bool] = ContextVar("in_unit_of_work", default=False)


def forbid_network() -> None:
    """The guard of every network client: raises RuntimeError inside a unit of work, where all other writers wait."""
    if in_unit_of_work.get():
        raise RuntimeError("no network inside a unit of work: post to the outbox")


class SqlUnitOfWork:
    """domain.road.Work: the repositories, and the two ends of the road."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.fresh: list[OutboxRow] = []
        self._connection = connection
        self._clock = clock

    @cached_property
    def people(self) -> SqlPeople:
        return SqlPeople(self._connection)

    @cached_property
    def events(self) -> SqlEvents:
        return SqlEvents(self._connection)

    @cached_property
    def forms(self) -> SqlForms:
        return SqlForms(self._connection, self._clock)

    @cached_property
    def cards(self) -> SqlCards:
        return SqlCards(self._connection)

    @cached_property
    def letters(self) -> SqlLetters:
        return SqlLetters(self._connection)

    @cached_property
    def announcements(self) -> SqlAnnouncements:
        return SqlAnnouncements(self._connection)

    @cached_property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self._connection)

    @cached_property
    def conversations(self) -> SqlConversations:
        return SqlConversations(self._connection, self._clock)

    @cached_property
    def accounts(self) -> SqlAccounts:
        return SqlAccounts(self._connection)

    @cached_property
    def refused_passwords(self) -> SqlRefusedPasswords:
        return SqlRefusedPasswords(self._connection)

    @cached_property
    def inbox(self) -> SqlInbox:
        return SqlInbox(self._connection, self._clock)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self._connection, self._clock, self.fresh)

    @cached_property
    def timers(self) -> SqlTimers:
        return SqlTimers(self._connection)

    @cached_property
    def due_timers(self) -> SqlDueTimers:
        return SqlDueTimers(self._connection, self._clock, self.inbox)

    @cached_property
    def purge(self) -> SqlPurge:
        return SqlPurge(self._connection)

    @property
    def inspection(self) -> SqlInspection:
        return SqlInspection(self._connection)

    @cached_property
    def relay(self) -> SqlRelay:
        return SqlRelay(self._connection, self._clock, self.inbox)


class Database:
    """domain.road.Units: one engine, whose database `migrate` has brought up to date before."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self._clock = clock

    @classmethod
    async def open(cls, url: str, clock: Clock) -> Self:
        """Raises ValueError for a URL that is not one of a SQLite file, and connects at the first use."""
        return cls(SqliteEngine(url), clock)

    async def close(self) -> None:
        """Must be called: a connection left open keeps its thread."""
        await self.engine.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlUnitOfWork]:
        """On the disk when left without an exception. Writers queue: no network, and RuntimeError inside another."""
        if in_unit_of_work.get():
            raise RuntimeError("a unit of work is open already: it would wait for itself")
        async with self.engine.write() as connection:
            token = in_unit_of_work.set(True)
            try:
                yield SqlUnitOfWork(connection, self._clock)
            finally:
                in_unit_of_work.reset(token)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        """One consistent view; writing raises."""
        async with self.engine.read() as connection:
            yield SqlUnitOfWork(connection, self._clock)

    async def erase_deleted(self) -> bool:
        return await self.engine.erase_deleted()
