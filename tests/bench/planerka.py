"""Planerka's side of the benchmark: `FIRST LAST` stores an event, sent already, for every person.

Each event has an organizer and one attendee with chats of their own, so an answer repaints two cards in two lanes.
"""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

from domain.address import Address, Reach, on_telegram
from domain.attendee import Attendee
from domain.card import Card, ShowsEvent
from domain.details import Role
from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.when import When
from handlers.views.card import card as drawn
from locales import speaking
from storage.migrations import migrate
from storage.uow import Database

from .taps import DATE, person_as_user

START = datetime(2027, 8, 28, 7, tzinfo=UTC)
WHEN = When(START, START.replace(hour=9, minute=30), "Europe/Moscow")
MESSAGE_ID = 1
ORGANIZERS = 1_000_000  # an organizer's id is that of the attendee and this


async def prepare(url: str, telegram_ids: range) -> dict[int, dict[str, Any]]:
    """Fills the database; gives what each attendee's chat shows."""
    await migrate(url)
    database = await Database.open(url, lambda: START)
    async with database.write() as work:
        shown = {id: await send(work, id) for id in telegram_ids}
    await database.close()
    return shown


async def send(work: UnitOfWork, attendee_id: int) -> dict[str, Any]:
    """One event, as if its organizer had sent it; gives the card in the attendee's chat."""
    organizer, attendee = await person(work, ORGANIZERS + attendee_id), await person(work, attendee_id)
    people = (Attendee(organizer, Role.CHAIR), Attendee(attendee))
    event = await work.events.add(Event(0, f"{attendee_id}@bench", "Собрание акционеров", WHEN, people))
    event = event.told(attendee.id)
    await work.events.save_attendee(event, attendee.id)
    cards = (
        Card(0, p.id, p.addresses[0].chat_id, ShowsEvent(event.id), message_id=MESSAGE_ID)
        for p in (organizer, attendee)
    )
    await work.cards.add(*cards)
    with speaking(attendee.language):
        view = drawn(event, attendee, datetime.fromtimestamp(DATE, UTC))
    keyboard = view.keyboard.model_dump(mode="json", exclude_none=True) if view.keyboard else {}
    return {"message_id": MESSAGE_ID, "text": view.text, "markup": keyboard}


async def person(work: UnitOfWork, telegram_id: int) -> Person:
    """Somebody who has pressed Start and whom Telegram shows as `person_as_user` does."""
    user = person_as_user(telegram_id)
    address = Address(*on_telegram(telegram_id), Reach.STARTED, user["username"])
    return await work.people.add(Person(0, user["first_name"], user["language_code"], addresses=(address,)))


def main(first: str, last: str) -> None:
    """Prints the cards by person."""
    people = range(int(first), int(last) + 1)
    print(json.dumps(asyncio.run(prepare(os.environ["PLANERKA_DATABASE_URL"], people))))


if __name__ == "__main__":
    main(*sys.argv[1:])
