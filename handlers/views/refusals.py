"""Puts refusals into words: what is wrong and what to do. Plain text, to be escaped where it is shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from domain.errors import Refusal, Why
from domain.person import Person
from handlers.views import moment, texts
from handlers.views.changes import label
from handlers.views.markup import shortened
from locales import deferred, ngettext
from locales import gettext as _

LINES = 10
FACT_LIMIT = 40  # UTF-16 units of typed text in a sentence, so that it fits into a toast


def sentence(refusal: Refusal, reader: Person, now: datetime) -> str:
    """In the current language, at most 200 characters."""
    facts = {name: _worded(name, fact, reader) for name, fact in refusal.facts.items()}
    return _(_SENTENCES[refusal.why]).format_map(facts | {"example": moment.example(reader, now)})


def sentences(refusals: Sequence[Refusal], reader: Person, now: datetime) -> str:
    """A line for each refusal, at most LINES. Several unknown usernames share one line."""
    usernames = dict.fromkeys(str(r.facts["username"]) for r in refusals if r.why is Why.UNKNOWN_USERNAME)
    is_shared = len(usernames) > 1
    rest = (r for r in refusals if r.why is not Why.UNKNOWN_USERNAME or not is_shared)
    said = [*dict.fromkeys(sentence(r, reader, now) for r in rest)][:LINES]
    return "\n".join([*said, texts.unknown_usernames(tuple(usernames))] if is_shared else said)


def _worded(name: str, fact: Any, reader: Person) -> str:
    """A fact, short and in the reader's language and zone."""
    if name == "field":
        return _NAMES[fact]() if fact in _NAMES else label(fact)
    if name == "length":
        return ngettext("{count} character", "{count} characters", fact).format(count=fact)
    if name == "until":
        return moment.time(fact, reader)
    if name == "zone":
        return moment.city(fact)
    if isinstance(fact, date):
        return moment.named(fact)
    return shortened(str(fact), FACT_LIMIT)


_NAMES = {
    "comment": lambda: _("Note to the attendees"),
    "password": lambda: _("Password"),
}  # of what is not a field of a form
_SENTENCES = {
    Why.EMPTY: deferred("{field}: the message is blank. Type at least one letter or digit."),
    Why.TOO_LONG: deferred("{field}: {length}, and the limit is {limit}. Please shorten it."),
    Why.NOT_TEXT: deferred("{field}: this has to be text. Please send it as an ordinary message."),
    Why.TIME_NOT_UNDERSTOOD: deferred("I don't understand “{word}”. Type the time like this: {example}."),
    Why.DATE_MISSING: deferred("I can't see which day. Type the date and time together, for example {example}."),
    Why.HOUR_MISSING: deferred("I can't see what time. Type the date and time together, for example {example}."),
    Why.NO_SUCH_DATE: deferred("There's no such date: {text}. Please check the day and the month."),
    Why.NO_SUCH_LOCAL_TIME: deferred(
        "There's no {text} that day in your time zone ({zone}): the clocks go forward. Please choose another time."
    ),
    Why.WEEKDAY_DIFFERS: deferred("The weekday doesn't match: {text} is {date}. Correct it or leave it out."),
    Why.ENDS_BEFORE_START: deferred("The end must be after the start, for example 10:00-12:30."),
    Why.TOO_LONG_EVENT: deferred("An event can last {limit_hours} hours at most. Choose an earlier end."),
    Why.TOO_FAR: deferred("That's more than {years} years away. Please check the year."),
    Why.UNKNOWN_USERNAME: deferred(
        "I don't know @{username} yet. Choose the person with the button, or send them a link later with “Share”."
    ),
    Why.UNKNOWN_COMMAND: deferred("There's no command {command}. All of them are in /help."),
    Why.UNKNOWN_ZONE: deferred("I don't know the time zone “{text}”. Choose one in /settings."),
    # people
    Why.ATTENDEE_TWICE: deferred("{name} is already on the list."),
    Why.ATTENDEE_IS_ORGANIZER: deferred("You're the organizer, so you're attending anyway. Choose somebody else."),
    Why.ATTENDEE_IS_BOT: deferred("{name} is a bot and can't attend. Choose a person."),
    Why.NO_ONE_CHOSEN: deferred("Nobody's chosen. Choose people with the button, or type their @usernames."),
    Why.TOO_MANY_ATTENDEES: deferred(
        "An event can have {limit} attendees at most. Remove somebody from the list first."
    ),
    # forms
    Why.SUMMARY_MISSING: deferred("The event has no title yet. Press “Title” and type one."),
    Why.TIME_MISSING: deferred("The event has no time yet. Press “Time” and type or pick one."),
    Why.FORM_GONE: deferred("This form is closed. Open the event in /calendar, or start a new one: /new."),
    Why.CONFERENCE_NOT_OFFERED: deferred(
        "Skype isn't set up for this bot. Ask your administrator, or type a link as the place."
    ),
    # events
    Why.EVENT_GONE: deferred("This event no longer exists. Your events are in /calendar."),
    Why.NOT_INVITED: deferred("You're not invited to this event. Ask the organizer for an invitation."),
    Why.NOT_THE_ORGANIZER: deferred("Only the organizer can do that."),
    Why.ORGANIZER_DOES_NOT_ANSWER: deferred("You're the organizer: there's no need to respond to your own invitation."),
    Why.EVENT_CANCELLED: deferred("This event is cancelled, so it can't be changed any more."),
    Why.NOT_CANCELLED: deferred("The event isn't cancelled, so it stays in your calendar. You can decline it."),
    Why.TIME_MOVED: deferred("The time of the event has changed. Check the new one and respond again."),
    Why.NO_CONFERENCE: deferred("This event has no conference. You can add one with “Edit”."),
    Why.UNDO_TOO_LATE: deferred("It's too late to restore this event: you can do that for a day."),
    Why.EVENT_OVER: deferred("This event is over: nobody else can be invited."),
    Why.INVITATION_GONE: deferred("This invitation link no longer works. Ask the organizer for a new one."),
    # a person's own account for conferences
    Why.CONFERENCE_ADDRESS_INVALID: deferred(
        "This isn't a SIP address. Type it like ann@example.org; if you sign in under a different name, add that "
        "after a space."
    ),
    Why.CONFERENCE_ADDRESS_FOREIGN: deferred("Only addresses at {domain} work here. Ask your administrator for yours."),
    Why.CONFERENCE_ADDRESS_OF_BOT: deferred("This is the bot's own account. Type your own address."),
    Why.CONFERENCE_ADDRESS_MISSING: deferred("Enter your SIP address first: /skype."),
    Why.PASSWORDS_WAIT: deferred(
        "The Skype server refused two passwords for this account. One more could lock it, so try again after {until}."
    ),
    Why.PASSWORDS_NOT_TAKEN: deferred("This bot doesn't take passwords: conferences are created with its own account."),
    # the bot itself
    Why.NO_ACCESS: deferred(
        "You can respond to invitations here, but not create events. Ask your administrator for access."
    ),
    Why.OUTDATED_BUTTON: deferred("This button is out of date. Open the event again in /calendar."),
}
