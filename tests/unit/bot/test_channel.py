"""Cards, letters and files as Telegram gets them: from memory, read back after a crash, and when messages are lost."""

# Over 200 lines: the two ways to draw and send stand side by side, since they must not differ.
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from aiogram import Bot
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from bot.ical.people import NO_MAILBOX
from bot.road.ports import Sender
from bot.settings.model import load
from bot.telegram.client import telegram_bot
from bot.telegram.rendering import Renderer
from bot.telegram.sender import TelegramSender
from demo.telegram import Chat, Message, Person, Telegram, TelegramServer
from domain import outbox
from domain.address import Reach, on_telegram
from domain.attendee import Partstat
from domain.card import Card, ShowsEvent, ShowsMonth
from domain.conference import MadeFor
from domain.details import Invitee
from domain.messages.inbox import Unreachable
from domain.messages.outbox import DrawCard, Say
from domain.outbox import Outgoing
from domain.person import Person as Known
from domain.road import DeliveryResult, End, OutboxRow
from domain.usecases.answer import Answer
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from domain.usecases.mark_unreachable import MarkUnreachable
from domain.usecases.shared.forms import refresh_form, show_form
from domain.usecases.start import Start
from handlers.views.keyboards import inert, keyboard
from storage.uow import SqlUnitOfWork, forbid_network
from tests.integration.usecases.house import DETAILS, ROOM, House
from tests.make import ALEXANDER, ANNA, ELENA, a_when, changed_person, telegram_of


@dataclass
class Branch:
    """A channel at work; `posted` is what the last unit of work owes."""

    house: House
    senders: dict[type, Sender]
    people: dict[int, Person]
    bot: Bot

    async def sends(self, row: OutboxRow) -> DeliveryResult:
        kind: type = type(row.outgoing.message)
        return await self.senders[kind](row, row.outgoing.message)

    async def delivers(self, rows: list[OutboxRow]) -> list[End]:
        """One after the other; how each ended is written down before the next one begins."""
        ends = []
        for row in rows:
            ends.append(await self.sends(row))
            async with self.house.units.write() as work:
                await work.relay.settle(ends[-1:])
        return [end.end for end in ends]

    async def puts_off(self, rows: list[OutboxRow]) -> list[OutboxRow]:
        """Telegram asked to be left alone, before it was told anything."""
        later = self.house.now + timedelta(seconds=30)
        async with self.house.units.write() as work:
            await work.relay.settle([DeliveryResult(r.id, End.AGAIN, "wait", later, is_attempt=False) for r in rows])
        return rows

    async def posted(self, act: Callable[[SqlUnitOfWork], Awaitable[object]]) -> list[OutboxRow]:
        async with self.house.units.write() as work:
            await act(work)
        return work.fresh

    async def invited(self) -> list[OutboxRow]:
        form = await self.house.form()
        return await self.posted(lambda w: self.house.send(w, form))

    async def answered(self) -> list[OutboxRow]:
        return await self.posted(lambda w: Answer(w, self.house.now)(1, ANNA, Partstat.ACCEPTED, 0))

    async def shared(self, sharer: Person, chat: Chat) -> Message:
        """What the sharer chose from the one line that the bot offers in inline mode."""
        async with asyncio.TaskGroup() as group:
            sharing = group.create_task(sharer.shares("", chat))
            while not (asked := [u.inline_query for u in await self.bot.get_updates(timeout=5) if u.inline_query]):
                pass
            content = InputTextMessageContent(message_text="…")
            line = InlineQueryResultArticle(
                id="1", title="…", input_message_content=content, reply_markup=keyboard([inert("…")])
            )
            await self.bot.answer_inline_query(asked[0].id, [line])
        return sharing.result()

    def got(self, person: Known) -> list[Message]:
        """What the bot wrote to the person, the newest last."""
        return [m for m in self.people[person.id].messages if m.sender.is_bot]

    def shown(self, person: Known) -> list[str]:
        """What can be told apart of it: words, styles and buttons; for a file its bytes."""
        return [_content(m) for m in self.got(person)]


def _content(message: Message) -> str:
    if message.file is not None:
        return message.file.data.decode()
    return f"{message.html}\n{message.as_json(chat={}).get('reply_markup')}"


@pytest.fixture
async def branch(house: House) -> AsyncIterator[Branch]:
    world = Telegram()
    world.bot(token="42:TEST", username="planerka_bot", name="Планёрка")
    known = [(p, telegram_of(p)) for p in (ELENA, ALEXANDER, ANNA)]
    people = {p.id: world.person(p.name, a.username, p.language, id=a.chat_id) for p, a in known}
    server = await TelegramServer.start(world)
    for person in people.values():
        await person.starts()
    bot = telegram_bot(load(bot_token="42:TEST", telegram_api=server.url), forbid_network)
    renderer = Renderer(house.units, house.clock)
    channel = TelegramSender(bot, house.units, renderer, house.clock, mailbox=NO_MAILBOX)
    yield Branch(house, channel.senders(), people, bot)
    await bot.session.close()
    await server.stop()


def read_back(rows: list[OutboxRow]) -> list[OutboxRow]:
    """As they are claimed after a crash: without what came along in memory."""
    return [replace(row, outgoing=replace(row.outgoing, loaded=None), attempts=2) for row in rows]


async def test_letters_are_the_same_from_memory_and_from_the_database(branch: Branch) -> None:
    """1. Words, buttons and file: a repeat after a crash is byte-identical."""
    rows = [row for row in await branch.invited() if row.outgoing.message.kind.startswith("letter")]
    await branch.delivers(rows)
    fresh = {p.id: branch.shown(p) for p in (ALEXANDER, ANNA)}
    await branch.delivers(read_back(rows))
    for person in (ALEXANDER, ANNA):
        assert len(fresh[person.id]) == 2
        assert branch.shown(person) == fresh[person.id] * 2


async def test_cards_are_the_same_from_memory_and_from_the_database(branch: Branch) -> None:
    """2. The organizer's, and those that came as letters: with the head and the other events of the day."""
    await branch.delivers(await branch.invited())
    rows = await branch.answered()
    await branch.delivers(rows)
    fresh = {p.id: branch.shown(p) for p in (ELENA, ALEXANDER, ANNA)}
    assert await branch.delivers(read_back(rows)) == [End.DONE] * 3  # Telegram would refuse no change: it is done
    assert {p.id: branch.shown(p) for p in (ELENA, ALEXANDER, ANNA)} == fresh
    assert "✓ Accept" in fresh[ANNA.id][0]


async def test_a_form_and_its_question_are_drawn_from_what_is_stored(branch: Branch) -> None:
    """3. Then the event in its place; and the question whether to cancel it."""
    form = await branch.house.form()
    (row,) = await branch.posted(lambda w: _redraw_form(w, form.id))
    await branch.delivers([row])
    await branch.delivers(_cards(await branch.posted(lambda w: branch.house.send(w, form))))
    (card,) = branch.got(ELENA)
    assert len(card.edits) == 1
    stored = (await branch.house.asks(lambda w: w.cards.of_event(1)))[0]
    await branch.delivers(await branch.posted(lambda w: Cancel(w, branch.house.now).ask(stored, ELENA, "Жаль")))
    assert "Жаль" in branch.shown(ELENA)[0]
    assert len(branch.got(ELENA)) == 1


async def test_a_repaint_leaves_a_picker_open(branch: Branch) -> None:
    """3a. The link came while Elena picked a day: the form was drawn over the month. After a crash, too."""
    house = branch.house
    form = await house.form(replace(DETAILS, conference=True))
    await branch.delivers(_cards(await branch.posted(lambda w: house.send(w, form))))
    editing = await house.editing(await house.event())
    (card, *_) = await house.asks(lambda w: w.cards.of_event(1))
    september = ShowsMonth(editing.id, 1, date(2028, 9, 1))
    await house.does(lambda w: w.cards.save(card.showing(september)))
    (row,) = await branch.posted(lambda w: _redraw_form(w, editing.id))
    await branch.delivers([row])
    (month,) = branch.shown(ELENA)
    assert "сентябрь 2028" in month
    made_for = MadeFor(DETAILS.summary, a_when().end)
    rows = await branch.posted(lambda w: AttachConference(w, house.now).made(1, ROOM, made_for))
    await branch.delivers(read_back(_cards(rows)))
    assert branch.shown(ELENA) == [month]
    await branch.delivers(await branch.posted(lambda w: _show_form(w, editing.id)))
    assert ROOM.join_url in branch.shown(ELENA)[0]


def _cards(rows: list[OutboxRow]) -> list[OutboxRow]:
    return [row for row in rows if isinstance(row.outgoing.message, DrawCard)]


async def _show_form(work: SqlUnitOfWork, form_id: int) -> None:
    await show_form(work, await work.forms.get(form_id))


async def test_a_card_that_was_posted_in_inline_mode(branch: Branch) -> None:
    """3b. Edited by its inline id, in a chat of which the bot knows nothing; when it is gone, nothing is to be done."""
    event, elena = await branch.house.has(), branch.people[ELENA.id]
    team = elena.world.group("Команда", members=[elena, branch.people[ANNA.id]])
    posted = await branch.shared(elena, team)
    inline = Card(0, ELENA.id, None, ShowsEvent(event.id), inline_message_id=posted.inline_id)
    (card,) = await branch.house.does(lambda w: w.cards.add(inline))
    rows = await branch.posted(lambda w: w.outbox.post(outbox.card(card, event)))
    assert await branch.delivers(rows) == [End.DONE]
    assert event.summary in posted.text
    assert branch.got(ELENA) == []
    for inline_id in ("gone", posted.inline_id):
        gone = replace(card, inline_message_id=inline_id)
        assert await branch.delivers([replace(rows[0], outgoing=outbox.card(gone, event))]) == [End.DONE]
    assert branch.got(ELENA) == []


async def _redraw_form(work: SqlUnitOfWork, form_id: int) -> None:
    await refresh_form(work, await work.forms.get(form_id))


async def test_a_card_that_the_person_deleted_comes_again(branch: Branch) -> None:
    """4. As a new message, which is edited from then on."""
    await branch.delivers(await branch.invited())
    letter = branch.got(ANNA)[0]
    await branch.people[ANNA.id].deletes(letter)
    await branch.delivers(await branch.answered())
    assert len(branch.got(ANNA)) == 2  # the file, and the card anew
    renewed = branch.got(ANNA)[-1]
    await branch.delivers(await branch.posted(lambda w: Answer(w, branch.house.now)(1, ANNA, Partstat.DECLINED, 0)))
    assert branch.got(ANNA)[-1] is renewed
    assert "✓ Decline" in branch.shown(ANNA)[-1]


async def test_a_letter_that_never_arrived_is_not_edited_into_being(branch: Branch) -> None:
    """5. Somebody blocked the bot: what others answer meanwhile brings no message, the letter comes with the Start."""
    branch.people[ALEXANDER.id].blocks()
    ends = await branch.delivers(await branch.invited())
    assert ends.count(End.UNDELIVERABLE) == 2  # the letter and its file
    await branch.posted(
        lambda w: MarkUnreachable(w, branch.house.now)(on_telegram(1002), Reach.BLOCKED, branch.house.now)
    )
    branch.people[ALEXANDER.id].unblocks()
    await branch.delivers(await branch.answered())
    assert branch.got(ALEXANDER) == []
    back = changed_person(ALEXANDER, reach=Reach.BLOCKED)
    await branch.delivers(await branch.posted(lambda w: Start(w, branch.house.now)(back, telegram_of(back))))
    assert [m.file is not None for m in branch.got(ALEXANDER)] == [False, True]
    await branch.delivers(await branch.posted(lambda w: Answer(w, branch.house.now)(1, ANNA, Partstat.DECLINED, 0)))
    assert len(branch.got(ALEXANDER)) == 2


async def test_a_letter_that_met_a_closed_door_comes_when_it_is_open(branch: Branch) -> None:
    """5c. Telegram refused it before they came back, and answered late: the letter was lost until another Start."""
    house, alexander = branch.house, branch.people[ALEXANDER.id]
    alexander.blocks()
    tried_at = house.now
    await branch.delivers(await branch.invited())
    alexander.unblocks()
    house.clock.now += timedelta(seconds=5)
    await branch.delivers(await branch.posted(lambda w: Start(w, house.now)(ALEXANDER, telegram_of(ALEXANDER))))
    assert branch.got(ALEXANDER) == []
    await branch.delivers(
        await branch.posted(
            lambda w: MarkUnreachable(w, house.now)(telegram_of(ALEXANDER).key, Reach.BLOCKED, tried_at)
        )
    )
    assert [m.file is not None for m in branch.got(ALEXANDER)] == [False, True]
    assert (await house.person(ALEXANDER)).is_reachable


async def test_an_invitation_to_what_is_cancelled_stays_here(branch: Branch) -> None:
    """5a. It had to wait, and came after all, with a link and a file; the end of what they never knew is not told."""
    waiting = await branch.puts_off([r for r in await branch.invited() if r.outgoing.message.kind.startswith("letter")])
    card = (await branch.house.asks(lambda w: w.cards.of_event(1)))[0]
    ending = await branch.posted(lambda w: Cancel(w, branch.house.now)(card, ELENA))
    assert await branch.delivers(waiting) == [End.DONE] * 4
    assert branch.got(ANNA) == []
    assert [row for row in ending if row.outgoing.message.kind.startswith("letter")] == []


async def test_an_invitation_of_somebody_taken_off_stays_here(branch: Branch) -> None:
    """5b. It had to wait, and let them into the conference for a moment; the others get one to the event as it is."""
    waiting = [row for row in await branch.invited() if row.outgoing.message.kind.startswith("letter")]
    await branch.puts_off([row for row in waiting if row.outgoing.lane == telegram_of(ANNA).lane])
    form = await branch.house.editing(await branch.house.event(), invitees=(Invitee(ALEXANDER.id),))
    edited = await branch.posted(lambda w: branch.house.send(w, form))
    await branch.delivers(waiting)
    assert (branch.got(ANNA), branch.got(ALEXANDER)) == ([], [])
    await branch.delivers(edited)
    assert (len(branch.got(ANNA)), len(branch.got(ALEXANDER))) == (0, 2)


async def test_a_letter_that_was_on_its_way_when_it_was_overtaken(branch: Branch) -> None:
    """5d. It arrives all the same, and points to the newer one; its file does not."""
    text, *files = [row for row in await branch.invited() if row.outgoing.lane == f"tg:{telegram_of(ANNA).chat_id}"]
    sent = await branch.senders[type(text.outgoing.message)](text, text.outgoing.message)
    form = await branch.house.editing(await branch.house.event(), place="Зал")
    edited = await branch.posted(lambda w: branch.house.send(w, form))
    async with branch.house.units.write() as work:
        await work.relay.settle([sent])
    await branch.delivers([*files, *edited])
    first, second, file = branch.got(ANNA)
    assert "further down" in first.html
    assert "invites you to an event" in second.html
    assert file.file is not None
    async with branch.house.units.read() as work:
        (row, *_) = [row for row in await work.inspection.outbox(20) if row.id == files[0].id]
    assert (row.state, row.error) == ("done", "overtaken")


async def test_the_domain_is_told_who_cannot_be_reached(branch: Branch) -> None:
    """6. Once for each row, by the chat; people in groups are not meant."""
    branch.people[ALEXANDER.id].blocks()
    rows = [r for r in await branch.invited() if r.outgoing.lane == telegram_of(ALEXANDER).lane]
    told = []
    for row in rows:
        told.append((await branch.sends(row)).arrived)
        await branch.delivers([row])
    lost = Unreachable(telegram_id=telegram_of(ALEXANDER).chat_id, reach=Reach.BLOCKED, tried_at=branch.house.now)
    assert [t.message for t in told if t] == [lost] * 2
    group = replace(rows[0], outgoing=Outgoing("tg:-100", Say(chat=-100, text="x")))
    assert (await branch.sends(group)).arrived is None
