"""What the next text of a person answers. Stored in the database, so that it survives a restart."""

from datetime import timedelta

from domain.form import Form
from domain.person import Person
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.shared.forms import show_form

FORM = "form"  # the open field of the form
ADDRESS = "account.address"  # the conference address; some people type a password too
PASSWORD = "account.password"  # of the person's account for conferences
TRIED = "account.tried"  # nothing, but people often type a password a second time
COMMENT = "comment"  # for the attendees, on the card that asks whether to cancel

FORM_TTL = timedelta(hours=24)  # overnight; after that, one tap on the form asks again
COMMENT_TTL = timedelta(minutes=10)  # later texts are meant for something else
PASSWORD_TTL = timedelta(minutes=10)
QUESTION_IN_SIGHT = timedelta(hours=1)  # the question of a form touched earlier has scrolled out of sight


async def await_field(work: UnitOfWork, me: Person, form: Form) -> None:
    """The next text fills the open field of the form; if none is open, the form no longer awaits a text."""
    if form.asking:
        await work.conversations.set(me.id, Awaiting(FORM, form.id), FORM_TTL)
    else:
        await stop_awaiting(work, me, FORM, form.id)


async def stop_awaiting(work: UnitOfWork, me: Person, what: str, subject: int) -> None:
    """Texts are handled as usual again, unless something else has asked for one since."""
    if await work.conversations.get(me.id) == Awaiting(what, subject):
        await work.conversations.clear(me.id)


async def open_form(work: UnitOfWork, me: Person) -> int | None:
    """The id of the form that the next text fills: the one that asked last, or one whose question is still in sight."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is not None and awaiting.what == FORM:
        return awaiting.subject
    form = await work.forms.asking(me.id, QUESTION_IN_SIGHT)
    return form.id if form else None


async def is_account_answer(work: UnitOfWork, me: Person, what: str, typed: str | None) -> bool:
    """Whether `typed` (None: not a text) answers `what`: ADDRESS, PASSWORD or TRIED. A whole event does not."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is None or awaiting.what != what:
        return False
    first, *rest = (typed or "").split() or [""]
    return what == PASSWORD or (first != "" and (not rest or "@" in first or "\\" in first))


async def may_hold_password(work: UnitOfWork, me: Person, typed: str) -> bool:
    """Whether a message with this text ("" without one) has to be deleted if it cannot be used."""
    command, *words = typed.split() or [""]
    if command.partition("@")[0] == "/skype" and words:
        return True
    return any([await is_account_answer(work, me, what, typed) for what in (PASSWORD, ADDRESS, TRIED)])


async def show(work: UnitOfWork, me: Person, form: Form) -> None:
    """Makes all cards of the form show it, and awaits a text for its open field."""
    await await_field(work, me, form)
    await show_form(work, form)
