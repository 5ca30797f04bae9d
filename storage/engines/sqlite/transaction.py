"""Transactions and savepoints that begin and end where they are written, not where the driver thinks fit."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engines.sqlite.driver import DirectConnection


@asynccontextmanager
async def transaction(engine: AsyncEngine, begin: str) -> AsyncIterator[DirectConnection]:
    """Commits when left without an exception, rolls back otherwise."""
    pooled = await engine.raw_connection()
    driver = cast(DirectConnection, pooled.driver_connection)
    try:
        await driver.execute(begin)
        yield driver
        _check_open(driver)
        await driver.commit()
    except BaseException:
        await driver.rollback()  # even if this wait is cancelled too, it happens before the next BEGIN
        raise
    finally:
        pooled.close()


@asynccontextmanager
async def savepoint(driver: DirectConnection) -> AsyncIterator[None]:
    """Takes back what was done in it, and no more, when it is left by an exception."""
    _check_open(driver)
    await driver.execute("SAVEPOINT unit")
    try:
        yield
    except BaseException:
        await driver.execute("ROLLBACK TO unit")
        raise
    finally:
        await driver.execute("RELEASE unit")


def _check_open(driver: DirectConnection) -> None:
    """Raises when SQLite has ended the transaction by itself, as it may when the disk is full (lang_transaction)."""
    if not driver.in_transaction:
        raise sqlite3.OperationalError("SQLite has taken back the whole transaction")
