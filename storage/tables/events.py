"""Events with their people, and what was written about them."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from storage.tables.metadata import index_where, metadata, of_event
from storage.tables.types import Id, UtcDateTime

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("summary", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False, index=True),
    Column("zone", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("left_link", Text),
    Column("conference", Text, nullable=False),  # none, wanted, lost (wanted again) or made; what follows belongs to it
    Column("conference_trouble", Text),
    Column("conference_again", Boolean),  # whether it is retried without being asked to
    Column("conference_id", Text),
    Column("conference_url", Text),
    Column("conference_organizer", Text),
    Column("conference_dial_in", Text),
    Column("conference_phones", JSON(none_as_null=True)),
    Column("conference_account", Id),  # a person's; NULL: the bot's
    Column("conference_provider", Text),
    index_where("ix_events_conference_account", "conference_account", where="conference_account IS NOT NULL"),
)

attendance = Table(
    "attendance",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("position", Integer, nullable=False),  # 0 is the organizer
    Column("role", Text, nullable=False),
    Column("partstat", Text, nullable=False),
    Column("told", Integer, nullable=False),
    Column("deleted_at", UtcDateTime),
    Column("starts_at", UtcDateTime, nullable=False),  # the event's, so that one index finds the week of a person
    Index(None, "person_id", "starts_at", "event_id"),
)

# One event as of one revision, shared by all letters about it.
snapshots = Table(
    "snapshots",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("key", Text, primary_key=True),
    of_event(),
    Column("revision", Integer, nullable=False),
    Column("reader_id", Id, ForeignKey("people.id"), nullable=False),
    Column("body", Text, nullable=False),  # the Letter without its event, as JSON
)

# Letters about an event that wait. A timer wakes them; what they say is worked out when they leave.
announcements = Table(
    "announcements",
    metadata,
    Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    of_event(),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)
