"""The form in which an event is filled in, or the question about its open field."""

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.details import Invitee
from domain.form import Field, Form
from domain.person import Person
from handlers.views import View, attendees, invitees, moment, prompts
from handlers.views.changes import label
from handlers.views.conference import address
from handlers.views.event_text import field, fitted, lines, paragraphs
from handlers.views.form_keyboard import below_form, below_send_confirmation
from handlers.views.markup import bold, esc, folded, labelled, shortened
from locales import gettext as _


def form(form: Form, people: Mapping[int, Person], reader: Person, now: datetime) -> View:
    """`people` are the invitees of the form, by person id."""
    if form.unclear:
        return prompts.unclear(form, form.unclear)
    if form.readings:
        return prompts.choice(form, reader, now)
    match form.asking:
        case None | Field.CONFERENCE:  # the conference is switched, never typed
            return View(fitted(_filled(form, people, reader)), below_form(form))
        case Field.WHEN:
            return prompts.time(form, reader, now)
        case Field.INVITEES:
            return invitees.page(form, people, 0)
        case asked:
            return prompts.text(form, asked)


def send_confirmation(form: Form) -> View:
    """The question after «Отправить» if the form has no invitees."""
    text = paragraphs(
        bold(_("Nobody's been invited yet.")), esc(_("Save the event anyway? It'll be in your calendar only."))
    )
    return View(text, below_send_confirmation(form))


def _filled(form: Form, people: Mapping[int, Person], reader: Person) -> Callable[[int, int], str]:
    details = form.details
    when = moment.tagged(details.when, reader) if details.when else _("not set")

    def compose(names: int, description: int) -> str:
        return paragraphs(
            bold(_("New event") if form.is_new else _("Edit event")),
            lines(
                field(label(Field.SUMMARY), details.summary or _("not set")),
                labelled(label(Field.WHEN), when),
                _invited(details.invitees, people, names),
            ),
            lines(
                _conference(form),
                field(label(Field.PLACE), details.place or _("not set")),
                _described(details.description, description),
            ),
            esc(_left_behind(form)),
            esc(_next(form)),
        )

    return compose


def _invited(invitees: tuple[Invitee, ...], people: Mapping[int, Person], limit: int) -> str:
    names = [attendees.invited(people[i.person_id], i.role) for i in invitees[:limit]]
    rest = [_("and {count} more").format(count=len(invitees) - limit)] if len(invitees) > limit else []
    return labelled(label(Field.INVITEES), ", ".join(names + rest) or _("nobody yet"))


def _described(description: str, limit: int) -> str:
    if not description:
        return field(label(Field.DESCRIPTION), _("not set"))
    return labelled(label(Field.DESCRIPTION), folded(shortened(description, limit)))


def _conference(form: Form) -> str:
    had = form.base is not None and form.base.conference
    if form.details.conference and form.link:
        return labelled(label(Field.CONFERENCE), address(form.link))
    if form.details.conference:
        state = (
            _("the conference is being created") if had else _("the conference will be created when you press “Send”")
        )
    else:
        state = _("the conference will be removed when you press “Send”") if had else _("no conference")
    return field(label(Field.CONFERENCE), state) if form.conference_offered or had else ""


def _left_behind(form: Form) -> str:
    if form.link_left_behind is None:
        return ""
    return _("The link is still in the description. Edit the description, or remove the link with the button below.")


def _next(form: Form) -> str:
    if not form.details.summary or form.details.when is None:
        return _("A title and a time are required; the rest is optional.")
    if form.is_new:
        return _("Nothing is sent until you press “Send”.")
    return _("Your changes take effect when you press “Send”.")
