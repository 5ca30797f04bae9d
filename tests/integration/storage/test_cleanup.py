"""The database forgets what has served, and nothing that is still of use."""

from datetime import timedelta

from sqlalchemy import Table, func, select

from bot.road.cleanup import Cleanup
from domain.announcement import Announcement
from domain.card import Card, ShowsEvent, ShowsForm
from domain.details import Details
from domain.form import Field, Form
from domain.letters import Letter, Occasion
from domain.outbox import card as card_owed
from domain.ports import Awaiting
from domain.road import DeliveryResult, End
from storage.repositories.purge import BATCH
from storage.tables.events import announcements, attendance, events, invitations, letters, snapshots
from storage.tables.people import conversations
from storage.tables.screens import cards, forms
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.road import owed, post, settle, update
from tests.make import ALEXANDER, ANNA, ELENA, an_event, telegram_of


async def keys(db: Database) -> tuple[bool, bool]:
    """Whether the update 1 and the letter "k" are still known (and makes them known again)."""
    async with db.write() as work:
        is_new = await work.inbox.put([update(1)])
    return not is_new, not await post(db, owed("letter", key="k"))


async def test_what_has_served_is_forgotten(db: Database, clock: Clock) -> None:
    """An update is known for two days, a letter for three months; what still waits is never forgotten."""
    async with db.write() as work:
        (done, _waiting) = await work.inbox.put([update(1), update(2)])
        assert await work.inbox.take(done.id)
    letter, card, _owed = await post(db, owed("letter", key="k"), owed("card"), owed("waits", "tg:1002"))
    await settle(db, DeliveryResult(letter.id, End.DONE), DeliveryResult(card.id, End.DONE))
    tidying = Cleanup(db, clock)
    clock.now += timedelta(days=1, hours=23)
    await tidying.clean_up()
    assert await keys(db) == (True, True)
    clock.now += timedelta(hours=2)
    await tidying.clean_up()
    assert await keys(db) == (False, True)
    clock.now += timedelta(days=89)
    await tidying.clean_up()
    assert (await keys(db))[1] is False
    async with db.read() as work:
        assert [row.arrived for row in await work.inbox.leftover()] == [update(2), update(1)]


async def counts(db: Database, *tables: Table) -> list[int]:
    async with db.engine.reader.begin() as connection:
        return [(await connection.execute(select(func.count()).select_from(table))).scalar_one() for table in tables]


async def test_a_form_that_nobody_touches_is_forgotten_after_a_month(db: Database, clock: Clock) -> None:
    """With its question and its card: forms that were begun and left, and those of a second «Редактировать», stayed."""
    async with db.write() as work:
        await work.people.add(ELENA)
        begun = [await work.forms.add(Form(0, ELENA.id, Details(), asking=Field.SUMMARY)) for _ in range(BATCH + 2)]
        form = begun[-1]
        (*_, card) = await work.cards.add(
            *(Card(0, ELENA.id, telegram_of(ELENA).chat_id, ShowsForm(f.id, None)) for f in begun)
        )
        clock.now += timedelta(days=20)
        await work.forms.save(form)
        await work.conversations.set(ELENA.id, Awaiting("form", form.id), timedelta(days=15))
    clock.now += timedelta(days=11)
    await Cleanup(db, clock).clean_up()
    assert await counts(db, forms, cards, conversations) == [1, 1, 1]
    clock.now += timedelta(days=20)
    (owed_edit,) = await post(db, card_owed(card))
    await Cleanup(db, clock).clean_up()
    assert await counts(db, forms, cards, conversations) == [0, 1, 0], "its edit would find no card"
    await settle(db, DeliveryResult(owed_edit.id, End.DONE))
    await Cleanup(db, clock).clean_up()
    assert await counts(db, cards) == [0]


async def test_an_event_is_forgotten_a_year_after_its_end(db: Database, clock: Clock) -> None:
    """With its letters, snapshots, cards, answers and links: nothing of it ever went."""
    event, hanging = an_event(), (attendance, cards, snapshots, letters, invitations, announcements)
    async with db.write() as work:
        for person in (ELENA, ALEXANDER, ANNA):
            await work.people.add(person)
        await work.events.add(event)
        await work.letters.add(Letter(Occasion.INVITED, event, ALEXANDER, clock.now))
        await work.cards.add(Card(0, ELENA.id, telegram_of(ELENA).chat_id, ShowsEvent(event.id)))
        await work.invitations.add("hash", event.id, clock.now + timedelta(days=1000))
        await work.announcements.add(Announcement(event.id, clock.now))
        await work.forms.add(Form(0, ELENA.id, event.details, event.id))
    clock.now = event.when.end + timedelta(days=365)
    await Cleanup(db, clock).clean_up()
    assert await counts(db, events, *hanging) == [1, 3, 1, 1, 1, 1, 1]
    clock.now += timedelta(days=2)
    await Cleanup(db, clock).clean_up()
    assert await counts(db, events, forms, *hanging) == [0] * 8


async def test_an_invitation_is_forgotten_when_it_has_expired(db: Database, clock: Clock) -> None:
    """Its hash led nowhere and stayed."""
    async with db.write() as work:
        for person in (ELENA, ALEXANDER, ANNA):
            await work.people.add(person)
        await work.events.add(an_event())
        for n in range(BATCH + 1):
            await work.invitations.add(f"hash {n}", 1, clock.now + timedelta(days=1))
    await Cleanup(db, clock).clean_up()
    assert await counts(db, invitations) == [BATCH + 1]
    clock.now += timedelta(days=1, seconds=1)
    await Cleanup(db, clock).clean_up()
    assert await counts(db, invitations) == [0]
