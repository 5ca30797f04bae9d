"""Every table. Rows stay inside storage; repositories turn them into the domain's entities and back."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

from storage.types import Id, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_event(nullable: bool = False) -> Column[int]:
    return Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), nullable=nullable, index=True)


def _index_where(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("username", Text),
    Column("username_folded", Text, unique=True),  # lower case: Telegram's usernames have no other
    Column("language", Text, nullable=False),
    Column("language_chosen", Boolean, nullable=False),
    Column("zone", Text, nullable=False),
    Column("reach", Text, nullable=False),
    Column("started_at", UtcDateTime),
)

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("summary", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("word", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("left_link", Text),
    Column("conference", Text, nullable=False),  # none, wanted or made; what follows belongs to it
    Column("conference_trouble", Text),
    Column("conference_id", Text),
    Column("conference_url", Text),
    Column("conference_organizer", Text),
    Column("conference_dial_in", Text),
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
    Column("starts_at", UtcDateTime, nullable=False),  # the event's, so that the index alone finds somebody's week
    Index(None, "person_id", "starts_at", "event_id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("lane", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", JSON(none_as_null=True)),  # emptied once it is done: nothing needs what people wrote any more
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    CheckConstraint("state IN ('new', 'done', 'poison', 'dead')", name="state"),
    _index_where("ix_inbox_new", "id", where="state = 'new'"),
    sqlite_autoincrement=True,  # ids are order: a purged one must not come back
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, unique=True),
    Column("lane", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("last_error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    CheckConstraint("state IN ('pending', 'done', 'undeliverable', 'dead')", name="state"),
    _index_where("ix_outbox_pending", "lane", "id", where="state = 'pending'"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("body", JSON, nullable=False),
)

forms = Table(
    "forms",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, ForeignKey("people.id"), nullable=False),
    _of_event(nullable=True),
    Column("body", Text, nullable=False),  # the whole Form as JSON
    Column("touched_at", UtcDateTime, nullable=False),
    Index(None, "owner", "touched_at"),
    sqlite_autoincrement=True,  # buttons name forms: a removed id must not come back as somebody else's
)

cards = Table(
    "cards",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader", Id, ForeignKey("people.id"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    _of_event(nullable=True),
    Column("form_id", Id, ForeignKey("forms.id", ondelete="SET NULL"), index=True),
    Column("message_id", BigInteger),
    Column("letter", Text),
    Column("cancelling", Boolean, nullable=False),
    Column("word", Text, nullable=False),
    Column("superseded", Boolean, nullable=False),
    Index(None, "chat_id", "message_id"),
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
    _of_event(),
    Column("revision", Integer, nullable=False),
    Column("reader_id", Id, ForeignKey("people.id"), nullable=False),
    Column("body", Text, nullable=False),  # the Letter without its event, as JSON
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _of_event(),
    Column("expires_at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("what", Text, nullable=False),
    Column("subject", Id, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
