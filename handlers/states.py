"""What the next text of a person is taken for; kept in the database, so that it survives a restart."""

from domain.form import Form
from domain.person import Person
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.showing import refresh_form

FORM = "form"  # the field that is open in the form
WORD = "word"  # the word to the attendees, on the card that asks whether to cancel


async def follow(work: UnitOfWork, me: Person, form: Form) -> None:
    """The next text fills the field that is open in this form; none: the form waits for no text any more."""
    if form.asking:
        await work.conversations.set(me.id, Awaiting(FORM, form.id))
    else:
        await leave(work, me, FORM, form.id)


async def leave(work: UnitOfWork, me: Person, what: str, subject: int) -> None:
    """Texts are taken as usual again, unless something else has asked for one meanwhile."""
    if await work.conversations.get(me.id) == Awaiting(what, subject):
        await work.conversations.set(me.id, None)


async def show(work: UnitOfWork, me: Person, form: Form) -> None:
    """The form as it is now, in all its copies."""
    await follow(work, me, form)
    await refresh_form(work, form)
