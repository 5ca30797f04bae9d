"""What the next text of a person is taken for; kept in the database, so that it survives a restart."""

from datetime import timedelta

from domain.form import Form
from domain.person import Person
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.shared.forms import show_form

FORM = "form"  # the field that is open in the form
ADDRESS = "account.address"  # the conference address; people type passwords there, too
PASSWORD = "account.password"  # that of the person's account for conferences
TRIED = "account.tried"  # nothing; but after a password people type it once more
COMMENT = "comment"  # the comment to the attendees, on the card that asks whether to cancel

FORM_TTL = timedelta(hours=24)  # overnight; later the form still stands there, and one tap asks again
COMMENT_TTL = timedelta(minutes=10)  # what is typed later is meant for something else
PASSWORD_TTL = timedelta(minutes=10)
QUESTION_IN_SIGHT = timedelta(hours=1)  # the question of a form touched before that is out of sight


async def await_field(work: UnitOfWork, me: Person, form: Form) -> None:
    """The next text fills the field that is open in this form; none: the form waits for no text any more."""
    if form.asking:
        await work.conversations.set(me.id, Awaiting(FORM, form.id), FORM_TTL)
    else:
        await stop_awaiting(work, me, FORM, form.id)


async def stop_awaiting(work: UnitOfWork, me: Person, what: str, subject: int) -> None:
    """Texts are taken as usual again, unless something else has asked for one meanwhile."""
    if await work.conversations.get(me.id) == Awaiting(what, subject):
        await work.conversations.clear(me.id)


async def open_form(work: UnitOfWork, me: Person) -> int | None:
    """The form that the next text fills: what was asked for last, or another one whose question is still in sight."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is not None and awaiting.what == FORM:
        return awaiting.subject
    form = await work.forms.asking(me.id, QUESTION_IN_SIGHT)
    return form.id if form else None


async def is_account_answer(work: UnitOfWork, me: Person, what: str, typed: str | None) -> bool:
    """Whether this (None: no text at all) answers the question for the address or for the password, or comes after."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is None or awaiting.what != what:
        return False
    first, *rest = (typed or "").split() or [""]
    return what == PASSWORD or (first != "" and (not rest or "@" in first or "\\" in first))  # or a whole event


async def may_hold_password(work: UnitOfWork, me: Person, typed: str) -> bool:
    """Whether what was typed ("": no text) is not to stay in the chat, nor anywhere else, when it cannot be used."""
    command, *words = typed.split() or [""]
    if command.partition("@")[0] == "/skype" and words:
        return True
    return any([await is_account_answer(work, me, what, typed) for what in (PASSWORD, ADDRESS, TRIED)])


async def show(work: UnitOfWork, me: Person, form: Form) -> None:
    """The form as it is now, in all its copies, whatever was picked or asked on one of them."""
    await await_field(work, me, form)
    await show_form(work, form)
