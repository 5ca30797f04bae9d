"""The tables at the two ends of the road: inbox, outbox and timers."""

from sqlalchemy import JSON, CheckConstraint, Column, Integer, Table, Text

from storage.tables.metadata import index_where, metadata
from storage.tables.types import Id, UtcDateTime

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("lane", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", JSON(none_as_null=True)),  # emptied once it is done: what people wrote is not needed any more
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    CheckConstraint("state IN ('new', 'done', 'poison', 'dead')", name="state"),
    index_where("ix_inbox_new", "id", where="state = 'new'"),
    index_where("ix_inbox_done_at", "done_at", where="done_at IS NOT NULL"),
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
    Column("card_id", Id),  # the card that it draws, if any
    Column("state", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),  # since then the running process has it in memory, and perhaps sends it
    Column("interrupted_at", UtcDateTime),  # a process ended while it had it, perhaps after sending it
    Column("attempts", Integer, nullable=False),  # those that ended in an error
    Column("last_error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    CheckConstraint("state IN ('pending', 'done', 'undeliverable', 'dead')", name="state"),
    index_where("ix_outbox_pending", "lane", "id", where="state = 'pending'"),
    index_where("ix_outbox_unclaimed", "due_at", "id", where="state = 'pending' AND claimed_at IS NULL"),
    index_where("ix_outbox_claimed", "id", where="state = 'pending' AND claimed_at IS NOT NULL"),
    index_where("ix_outbox_failed", "due_at", where="state = 'pending' AND last_error IS NOT NULL"),
    index_where("ix_outbox_done_at", "done_at", where="key IS NULL"),
    index_where("ix_outbox_done_at_keyed", "done_at", where="key IS NOT NULL"),
    index_where("ix_outbox_pending_card", "card_id", where="state = 'pending'"),
    index_where("ix_outbox_letter_card", "card_id", where="kind = 'letter'"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("body", JSON, nullable=False),
)
