"""Puts refusals into words: what is wrong and what to do. Plain text, to be escaped where it is shown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

import locales
from domain.errors import Refusal, Why
from domain.person import Person
from handlers.views import moment, texts
from handlers.views.changes import label
from handlers.views.markup import shortened
from locales import deferred
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
    if name == "until":
        return moment.time(fact, reader)
    if name == "zone":
        return moment.city(fact)
    if isinstance(fact, date):
        return format_date(fact, "EEE, d MMMM y", locale=locales.locale())
    return shortened(str(fact), FACT_LIMIT)


_NAMES = {
    "comment": lambda: _("A word to the attendees"),
    "password": lambda: _("Password"),
}  # of what is not a field of a form
_SENTENCES = {
    Why.EMPTY: deferred("{field}: there is nothing to read in this message. Type at least one letter or digit."),
    Why.TOO_LONG: deferred(
        "{field}: that makes {length} characters, and {limit} is the limit. Please make it shorter."
    ),
    Why.NOT_TEXT: deferred("{field}: this has to be typed. Please send it as a text message."),
    Why.TIME_NOT_UNDERSTOOD: deferred("I do not understand “{word}”. Type the time like {example}."),
    Why.DATE_MISSING: deferred("Which day? Type date and time together, like {example}."),
    Why.HOUR_MISSING: deferred("What time does it start? Type date and time together, like {example}."),
    Why.NO_SUCH_DATE: deferred("There is no such date: {text}. Please check day and month."),
    Why.NO_SUCH_LOCAL_TIME: deferred(
        "There is no {text} in your time zone ({zone}): the clocks go forward over it. Please choose another time."
    ),
    Why.WEEKDAY_DIFFERS: deferred("The weekday does not match: {text} is {date}. Correct it or leave it out."),
    Why.ENDS_BEFORE_START: deferred("The end has to be after the start, for example 10:00-12:30."),
    Why.TOO_LONG_EVENT: deferred("An event lasts {limit_hours} hours at most. Choose an earlier end."),
    Why.TOO_FAR: deferred("This is more than {years} years away. Please check the year."),
    Why.UNKNOWN_USERNAME: deferred(
        "I do not know @{username} yet. Choose the person with the button, or send them a link with “Share” later."
    ),
    Why.UNKNOWN_COMMAND: deferred("There is no command {command}. All of them are in /help."),
    Why.UNKNOWN_ZONE: deferred("I do not know the time zone “{text}”. Choose one in /settings."),
    # people
    Why.ATTENDEE_TWICE: deferred("{name} is on the list already."),
    Why.ATTENDEE_IS_ORGANIZER: deferred("You are the organizer, so you are there anyway. Choose somebody else."),
    Why.ATTENDEE_IS_BOT: deferred("{name} is a bot and cannot attend. Choose a person."),
    Why.NO_ONE_CHOSEN: deferred("Nobody is chosen. Choose people with the button, or type their @usernames."),
    Why.TOO_MANY_ATTENDEES: deferred("An event has {limit} attendees at most. Take somebody off the list first."),
    # forms
    Why.SUMMARY_MISSING: deferred("The event has no title yet. Press “Title” and type one."),
    Why.TIME_MISSING: deferred("The event has no time yet. Press “Time” and type or pick one."),
    Why.FORM_GONE: deferred("This form is closed. Open the event in /calendar, or start a new one with /new."),
    Why.CONFERENCE_NOT_OFFERED: deferred(
        "Skype is not set up for this bot. Ask your administrator, or type a link as the place."
    ),
    # events
    Why.EVENT_GONE: deferred("This event is no longer there. Your events are in /calendar."),
    Why.NOT_INVITED: deferred("You are not invited to this event. Ask its organizer for an invitation."),
    Why.NOT_THE_ORGANIZER: deferred("Only the organizer can do this."),
    Why.ORGANIZER_DOES_NOT_ANSWER: deferred("You are the organizer: you need not answer your own invitation."),
    Why.EVENT_CANCELLED: deferred("This event is cancelled, so nothing can be changed in it any more."),
    Why.NOT_CANCELLED: deferred("The event is not cancelled, so it stays in your calendar. You can decline it."),
    Why.TIME_MOVED: deferred("The time of the event has changed. Look at the new time and answer again."),
    Why.NO_CONFERENCE: deferred("There is no conference to be made for this event. You can add one with “Edit”."),
    Why.UNDO_TOO_LATE: deferred("It is too late to restore this event: that is possible for a day."),
    Why.EVENT_OVER: deferred("This event is over: nobody can be invited any more."),
    Why.INVITATION_GONE: deferred("This invitation link no longer works. Ask the organizer for a new one."),
    # a person's own account for conferences
    Why.CONFERENCE_ADDRESS_INVALID: deferred(
        "This is no SIP address. Type it like ann@example.org; another name for signing in may follow after a space."
    ),
    Why.CONFERENCE_ADDRESS_FOREIGN: deferred(
        "Only addresses of {domain} can be used here. Ask your administrator which one is yours."
    ),
    Why.CONFERENCE_ADDRESS_OF_BOT: deferred("This is the account of the bot itself. Type your own address."),
    Why.CONFERENCE_ADDRESS_MISSING: deferred("First name your SIP address: /skype."),
    Why.PASSWORDS_WAIT: deferred(
        "The Skype server refused two passwords for this account. One more could lock it: try again after {until}."
    ),
    Why.PASSWORDS_NOT_TAKEN: deferred("This bot takes no passwords, so conferences are made on its own account."),
    # the bot itself
    Why.NO_ACCESS: deferred("Here you can answer invitations, but not make events. Ask your administrator for access."),
    Why.OUTDATED_BUTTON: deferred("This button is out of date. Open the event anew in /calendar."),
}
