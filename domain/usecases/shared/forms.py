"""The form that a person fills in, and the cards that show it."""

from domain import outbox
from domain.card import Shows, ShowsDiscarded, ShowsEvent, ShowsForm
from domain.event import Event
from domain.form import Form
from domain.person import Person
from domain.ports import UnitOfWork


async def own_form(work: UnitOfWork, form_id: int, by: Person) -> Form:
    """Raises FORM_GONE for a form that is not there, not theirs, or sent already."""
    return (await work.forms.get(form_id)).owned_by(by.id)


async def refresh_form(work: UnitOfWork, form: Form) -> None:
    """Redraws its cards, which go on showing what they show, be it the form or one of its pickers."""
    await work.outbox.post(*(outbox.card(c) for c in await work.cards.of_form(form.id)))


async def show_form(work: UnitOfWork, form: Form) -> None:
    """Its cards show the form, whatever was picked or asked on one of them."""
    await _show(work, form, ShowsForm(form.id, form.event_id))


async def close_form(work: UnitOfWork, form: Form, event: Event | None) -> None:
    """Removes the form; its cards show the event from now on, or that the form was discarded."""
    await _show(work, form, ShowsEvent(event.id) if event else ShowsDiscarded(), event)
    await work.forms.remove(form)


async def _show(work: UnitOfWork, form: Form, shows: Shows, event: Event | None = None) -> None:
    cards = await work.cards.of_form(form.id)
    for card in cards:
        if card.shows != shows:
            await work.cards.save(card.showing(shows))
    await work.outbox.post(*(outbox.card(c.showing(shows), event) for c in cards))
