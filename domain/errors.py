"""Refusals: a code and facts, which handlers.views.refusals puts into words."""

from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why a use case, or the parsing of a typed value, refuses. The comment beside each names its facts."""

    # typed values
    EMPTY = "empty"  # field
    TOO_LONG = "too_long"  # field, limit, length
    NOT_TEXT = "not_text"  # field
    TIME_NOT_UNDERSTOOD = "time_not_understood"  # word
    DATE_MISSING = "date_missing"
    HOUR_MISSING = "hour_missing"
    NO_SUCH_DATE = "no_such_date"  # text
    NO_SUCH_LOCAL_TIME = "no_such_local_time"  # text, zone
    WEEKDAY_DIFFERS = "weekday_differs"  # text, date
    ENDS_BEFORE_START = "ends_before_start"
    TOO_LONG_EVENT = "too_long_event"  # limit_hours
    TOO_FAR = "too_far"  # years
    UNKNOWN_USERNAME = "unknown_username"  # username
    UNKNOWN_ZONE = "unknown_zone"  # text
    UNKNOWN_COMMAND = "unknown_command"  # command
    # people
    ATTENDEE_TWICE = "attendee_twice"  # name
    ATTENDEE_IS_ORGANIZER = "attendee_is_organizer"
    ATTENDEE_IS_BOT = "attendee_is_bot"  # name
    NO_ONE_CHOSEN = "no_one_chosen"
    TOO_MANY_ATTENDEES = "too_many_attendees"  # limit
    # a form that cannot be sent yet, or no longer
    SUMMARY_MISSING = "summary_missing"
    TIME_MISSING = "time_missing"
    FORM_GONE = "form_gone"
    CONFERENCE_NOT_OFFERED = "conference_not_offered"
    # the state of an event
    EVENT_GONE = "event_gone"
    NOT_INVITED = "not_invited"
    NOT_THE_ORGANIZER = "not_the_organizer"
    ORGANIZER_DOES_NOT_ANSWER = "organizer_does_not_answer"
    EVENT_CANCELLED = "event_cancelled"
    EVENT_OVER = "event_over"
    NOT_CANCELLED = "not_cancelled"
    TIME_MOVED = "time_moved"
    NO_CONFERENCE = "no_conference"
    UNDO_TOO_LATE = "undo_too_late"
    INVITATION_GONE = "invitation_gone"
    # a person's own account for conferences
    CONFERENCE_ADDRESS_INVALID = "conference_address_invalid"
    CONFERENCE_ADDRESS_FOREIGN = "conference_address_foreign"  # domain
    CONFERENCE_ADDRESS_OF_BOT = "conference_address_of_bot"
    CONFERENCE_ADDRESS_MISSING = "conference_address_missing"
    PASSWORDS_WAIT = "passwords_wait"  # until
    PASSWORDS_NOT_TAKEN = "passwords_not_taken"
    # access and outdated buttons
    NO_ACCESS = "no_access"
    OUTDATED_BUTTON = "outdated_button"


class Refusal(Exception):
    """A rule was broken, and nothing was changed. `facts` are plain values to word it with; see Why."""

    def __init__(self, why: Why, **facts: Any) -> None:
        super().__init__(why.value)
        self.why = why
        self.facts = facts
