"""Who may do what: every use case that acts for somebody, by organizer, attendee and stranger.

Buttons are never trusted, so each use case has to refuse by itself. A new one has to be entered here.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from domain import usecases
from domain.account import ConferenceAccount
from domain.attendee import Partstat
from domain.card import Card, ShowsEvent
from domain.conference import Pending, Trouble
from domain.details import Role
from domain.errors import Why
from domain.form import Field, Unclear
from domain.person import Person
from domain.phrases import QuickEvent
from domain.policy import Policy
from domain.usecases.answer import Answer
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from domain.usecases.choose import Choose
from domain.usecases.compose import Compose
from domain.usecases.delete import Delete
from domain.usecases.discard import Discard
from domain.usecases.edit import Edit
from domain.usecases.fill import Fill
from domain.usecases.forget import Forget
from domain.usecases.invite import Invite
from domain.usecases.offer import Offer
from domain.usecases.send import Send
from domain.usecases.set_conference_address import SetConferenceAddress
from domain.usecases.set_time import SetTime
from domain.usecases.share import Join, Share
from domain.usecases.start import Start
from domain.usecases.take_text import TakeText
from domain.usecases.verify_password import VerifyPassword
from domain.usecases.view_events import ViewEvents
from storage.uow import SqlUnitOfWork
from tests.integration.usecases.house import IVAN, POLICY, STRANGER, House
from tests.make import ALEXANDER, ELENA, a_when, telegram_of

STANDING, CANCELLED = 1, 2
FORM, EDITING, ASKED, CHOOSING, UNCLEAR = 1, 2, 3, 4, 5
CARD = Card(1, ELENA.id, telegram_of(ELENA).chat_id, ShowsEvent(STANDING))
TOKEN = "token"
QUICK = QuickEvent("План", (a_when(),), ("smirnov",), conference=False, description="")
LISTED = Policy(organizers=frozenset({telegram_of(ELENA).key}))
COMPANY = Policy(conference_domain="example.org")
LOCAL = datetime(2028, 9, 1, 10)  # noqa: DTZ001  a local time of the person's

Act = Callable[[SqlUnitOfWork, Person, datetime], Awaitable[object]]


@dataclass(frozen=True)
class May:
    """Why it is refused to each; None: it is not."""

    act: Act
    organizer: Why | None = None
    attendee: Why | None = None
    stranger: Why | None = None


def organizers(act: Act) -> May:
    """What only the organizer may do to an event."""
    return May(act, None, Why.NOT_THE_ORGANIZER, Why.NOT_INVITED)


def invited(act: Act) -> May:
    return May(act, stranger=Why.NOT_INVITED)


def owners(act: Act) -> May:
    """What is done in Elena's form."""
    return May(act, None, Why.FORM_GONE, Why.FORM_GONE)


def listed(act: Act) -> May:
    return May(act, None, Why.NO_ACCESS, Why.NO_ACCESS)


RIGHTS: dict[str, May] = {
    "Answer": May(
        lambda w, by, now: Answer(w, now)(STANDING, by, Partstat.ACCEPTED, 0),
        Why.ORGANIZER_DOES_NOT_ANSWER,
        None,
        Why.NOT_INVITED,
    ),
    "Cancel": organizers(lambda w, by, now: Cancel(w, now)(CARD, by)),
    "Cancel.ask": organizers(lambda w, by, now: Cancel(w, now).ask(CARD, by, "Жаль")),
    "Cancel.keep": organizers(lambda w, by, now: Cancel(w, now).keep(CARD, by)),
    "SetConferenceAddress": May(lambda w, by, _: SetConferenceAddress(w, COMPANY)(by, "ann@example.org")),
    "Choose.language": May(lambda w, by, _: Choose(w).language(by, "en")),
    "Choose.zone": May(lambda w, by, _: Choose(w).zone(by, "Asia/Omsk")),
    "Compose": listed(lambda w, by, now: Compose(w, now, LISTED)(by)),
    "Compose.from_message": listed(lambda w, by, now: Compose(w, now, LISTED).from_message(by, QUICK)),
    "AttachConference.retry": organizers(lambda w, by, now: AttachConference(w, now).retry(STANDING, by)),
    "Delete": invited(lambda w, by, now: Delete(w, now)(CANCELLED, by)),
    "Delete.undo": invited(lambda w, by, now: Delete(w, now).undo(CANCELLED, by)),
    "Discard": owners(lambda w, by, _: Discard(w)(EDITING, by)),
    "Edit": organizers(lambda w, by, _: Edit(w, POLICY)(STANDING, by)),
    "Fill.ask": owners(lambda w, by, _: Fill(w).ask(FORM, by, Field.PLACE)),
    "Fill.clear": owners(lambda w, by, _: Fill(w).clear(FORM, by, Field.PLACE)),
    "Fill.conference": owners(lambda w, by, _: Fill(w).conference(FORM, by, wanted=True)),
    "Fill.text": owners(lambda w, by, _: Fill(w).text(ASKED, by, "Зал")),
    "Fill.unlink": owners(lambda w, by, _: Fill(w).unlink(FORM, by)),
    "Forget": May(lambda w, by, now: Forget(w, now)(by)),
    "Invite.drop": owners(lambda w, by, _: Invite(w).drop(FORM, by, ALEXANDER.id)),
    "Invite.people": owners(lambda w, by, _: Invite(w).people(FORM, by, [IVAN])),
    "Invite.role": owners(lambda w, by, _: Invite(w).role(FORM, by, ALEXANDER.id, Role.OPTIONAL)),
    "Invite.named": owners(lambda w, by, _: Invite(w).named(FORM, by, ["ivan"])),
    "Join": May(lambda w, by, now: Join(w, now)(TOKEN, by)),
    "Offer": May(lambda w, by, now: Offer(w, now, lambda _event: "another")("", by)),
    "VerifyPassword": May(
        lambda w, by, now: VerifyPassword(w, now)(by, "sealed"),
        None,
        Why.CONFERENCE_ADDRESS_MISSING,
        Why.CONFERENCE_ADDRESS_MISSING,
    ),
    "VerifyPassword.ask": May(
        lambda w, by, now: VerifyPassword(w, now).ask(by),
        None,
        Why.CONFERENCE_ADDRESS_MISSING,
        Why.CONFERENCE_ADDRESS_MISSING,
    ),
    "SetTime.length": owners(lambda w, by, now: SetTime(w, now).length(FORM, by, 30)),
    "SetTime.read": owners(lambda w, by, now: SetTime(w, now).read(FORM, by, (a_when(),))),
    "SetTime.reading": owners(lambda w, by, now: SetTime(w, now).reading(CHOOSING, by, a_when().start, a_when().end)),
    "SetTime.picked": owners(lambda w, by, now: SetTime(w, now).picked(FORM, by, LOCAL)),
    "SetTime.text": owners(lambda w, by, now: SetTime(w, now).text(FORM, by, "1.9.2028 10:00")),
    "Send": owners(lambda w, by, now: Send(w, now, lambda: "new@planerka")(FORM, by)),
    "Share": organizers(lambda w, by, now: Share(w, now, lambda _event: "another")(STANDING, by)),
    "Start": May(lambda w, by, now: Start(w, now)(by, telegram_of(by))),
    "TakeText": owners(lambda w, by, now: TakeText(w, now)(ASKED, by, "Зал")),
    "TakeText.as_event": owners(lambda w, by, now: TakeText(w, now).as_event(UNCLEAR, by)),
    "TakeText.as_value": owners(lambda w, by, now: TakeText(w, now).as_value(UNCLEAR, by)),
    "ViewEvents.upcoming": May(lambda w, by, now: ViewEvents(w, now).upcoming(by, 0)),
    "ViewEvents.event": invited(lambda w, by, now: ViewEvents(w, now).event(STANDING, by)),
}


@pytest.fixture
async def full_house(house: House) -> House:
    await house.has(conference=Pending(Trouble.LIMIT))
    await house.does(lambda w: Share(w, house.now, lambda _event: TOKEN)(STANDING, ELENA))
    cancelled = (await house.has(uid="2@planerka")).cancelled("")
    await house.does(lambda w: w.events.save(cancelled))
    await house.does(lambda w: w.accounts.save(ConferenceAccount(ELENA.id, "elena@example.org")))
    await house.form()
    await house.editing(await house.event(STANDING))
    await house.form(asking=Field.PLACE)
    await house.form(asking=Field.WHEN, readings=(a_when(), replace(a_when(), zone="UTC")))
    await house.form(asking=Field.PLACE, unclear=Unclear(Field.PLACE, "План 1.9.2028 10:00"))
    return house


@pytest.mark.parametrize("name", RIGHTS)
async def test_everybody_may_do_what_is_theirs(full_house: House, name: str) -> None:
    """1. And is refused the rest, with the reason that gives away the least."""
    house, may = full_house, RIGHTS[name]
    for person, why in ((ELENA, may.organizer), (ALEXANDER, may.attendee), (STRANGER, may.stranger)):
        refused = await house.refuses(lambda w, by=person: may.act(w, by, house.now))  # type: ignore[misc]
        assert refused is why, person.name


def test_every_use_case_that_acts_for_somebody_is_listed() -> None:
    """2. It takes `by`: the person who pressed or typed."""
    assert set(RIGHTS) == set(_acting())


def _acting() -> list[str]:
    modules = [importlib.import_module(m.name) for m in pkgutil.iter_modules(usecases.__path__, "domain.usecases.")]
    return [
        kind.__name__ if name == "__call__" else f"{kind.__name__}.{name}"
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
        for name, method in vars(kind).items()
        if inspect.iscoroutinefunction(method) and "by" in inspect.signature(method).parameters
        if not name.startswith("_") or name == "__call__"
    ]
