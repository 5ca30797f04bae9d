"""The form that a person fills in, and the cards that show it."""

from domain import outbox
from domain.event import Event
from domain.form import Form
from domain.person import Person
from domain.ports import UnitOfWork


async def own_form(work: UnitOfWork, form_id: int, by: Person) -> Form:
    """Raises FORM_GONE for a form that is not there, not theirs, or sent already."""
    return (await work.forms.get(form_id)).owned_by(by.id)


async def refresh_form(work: UnitOfWork, form: Form) -> None:
    await work.outbox.post(*(outbox.card(c) for c in await work.cards.of_form(form.id)))


async def close_form(work: UnitOfWork, form: Form, event: Event | None) -> None:
    """Removes the form; the cards that showed it show the event from now on."""
    cards = await work.cards.of_form(form.id)
    if event is not None:
        cards = tuple(c.showing_event(event.id) for c in cards)
        for card in cards:
            await work.cards.save(card)
    await work.outbox.post(*(outbox.card(c, event) for c in cards))
    await work.forms.remove(form)
