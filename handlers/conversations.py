"""What the next text of a person answers. Stored in the database, so that it survives a restart."""

from datetime import timedelta

from domain.form import Form
from domain.person import Person
from domain.phrases import is_whole_event
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.shared.forms import show_form

FORM = "form"  # the open field of the form
ADDRESS = "account.address"  # the conference address; some people type a password too
PASSWORD = "account.password"  # of the person's account for conferences
TRIED = "account.tried"  # nothing, but people often type a password a second time
COMMENT = "comment"  # for the attendees, on the card that asks whether to cancel

FORM_TTL = timedelta(minutes=30)  # later texts are meant for something else; one tap on the form asks again
COMMENT_TTL = timedelta(minutes=10)
PASSWORD_TTL = timedelta(minutes=10)


async def await_field(work: UnitOfWork, me: Person, form: Form) -> None:
    """The next text fills the open field of the form, and of no other; without one, the form awaits no text."""
    if form.asking:
        await end_asking(work, me, but=form.id)
        await work.conversations.set(me.id, Awaiting(FORM, form.id), FORM_TTL)
    else:
        await stop_awaiting(work, me, FORM, form.id)


async def end_asking(work: UnitOfWork, me: Person, but: int | None = None) -> None:
    """Nothing is asked any more, except by the form `but`. Cards do not go on showing a question that takes no answer.

    A form whose time or text is asked about by buttons goes on showing them: there, what was typed waits.
    """
    awaiting = await work.conversations.get(me.id)
    if awaiting is not None and (awaiting.what != FORM or awaiting.subject != but):
        await work.conversations.clear(me.id)
    for form in await work.forms.asking(me.id, FORM_TTL):
        if form.id != but:
            quiet = form.quiet()
            await work.forms.save(quiet)
            if not quiet.chooses:
                await show_form(work, quiet)


async def stop_awaiting(work: UnitOfWork, me: Person, what: str, subject: int) -> None:
    """Texts are handled as usual again, unless something else has asked for one since."""
    if await work.conversations.get(me.id) == Awaiting(what, subject):
        await work.conversations.clear(me.id)


async def open_form(work: UnitOfWork, me: Person) -> int | None:
    """The id of the form that the next text fills. Another question, such as for a comment, only interrupts it."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is not None and awaiting.what == FORM:
        return awaiting.subject
    return next((form.id for form in await work.forms.asking(me.id, FORM_TTL)), None)


async def asking_form(work: UnitOfWork, me: Person) -> Form | None:
    """The form whose open field the person is typing for; None while something else is asked."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is not None and awaiting.what != FORM:
        return None
    subject = await open_form(work, me)
    return next((form for form in await work.forms.asking(me.id, FORM_TTL) if form.id == subject), None)


async def is_account_answer(work: UnitOfWork, me: Person, what: str, typed: str | None) -> bool:
    """Whether `typed` (None: no words) is taken for an answer to `what`: ADDRESS, PASSWORD or TRIED.

    Everything is but a whole event: whatever else is written there may be a password, also one with blanks in it.
    """
    awaiting = await work.conversations.get(me.id)
    return awaiting is not None and awaiting.what == what and not is_whole_event(typed or "")


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
