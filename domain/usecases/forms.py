"""Finding the form that somebody fills in."""

from domain.form import Form
from domain.person import Person
from domain.ports import UnitOfWork


async def own_form(work: UnitOfWork, form_id: int, by: Person) -> Form:
    """Raises FORM_GONE for a form that is not there, not theirs, or sent already."""
    return (await work.forms.get(form_id)).owned_by(by.id)
