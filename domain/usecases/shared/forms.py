"""Reads the form that a person fills in, and updates the cards that show it."""

from domain import outbox
from domain.card import Shows, ShowsDiscarded, ShowsEvent, ShowsForm
from domain.event import Event
from domain.form import Form
from domain.person import Person
from domain.ports import UnitOfWork


async def own_form(work: UnitOfWork, form_id: int, by: Person) -> Form:
    """Raises FORM_GONE for a form that does not exist, belongs to another person, or was sent already."""
    return (await work.forms.get(form_id)).owned_by(by.id)


async def refresh_form(work: UnitOfWork, form: Form) -> None:
    """Posts an edit of its cards, which keep showing what they show: the form or a picker."""
    await work.outbox.post(*(outbox.card(c) for c in await work.cards.of_form(form.id)))


async def show_form(work: UnitOfWork, form: Form) -> None:
    """Makes its cards show the form instead of any picker or question."""
    await _show(work, form, ShowsForm(form.id, form.event_id))


async def close_form(work: UnitOfWork, form: Form, event: Event | None) -> None:
    """Deletes the form, and makes its cards show the event or, if None, that the form was discarded."""
    await _show(work, form, ShowsEvent(event.id) if event else ShowsDiscarded(), event)
    await work.forms.remove(form)


async def _show(work: UnitOfWork, form: Form, shows: Shows, event: Event | None = None) -> None:
    cards = await work.cards.of_form(form.id)
    for card in cards:
        if card.shows != shows:
            await work.cards.save(card.showing(shows))
    await work.outbox.post(*(outbox.card(c.showing(shows), event) for c in cards))
