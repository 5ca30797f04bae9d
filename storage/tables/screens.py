"""What is edited in place in a chat: forms and cards."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Table, Text

from storage.tables.metadata import index_where, metadata, of_event
from storage.tables.types import Id, UtcDateTime

forms = Table(
    "forms",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, ForeignKey("people.id"), nullable=False),
    of_event(nullable=True),
    Column("body", Text, nullable=False),  # the whole Form as JSON
    Column("touched_at", UtcDateTime, nullable=False),
    Index(None, "owner", "touched_at"),
    sqlite_autoincrement=True,  # buttons name forms: the id of a removed form must not be given again
)

cards = Table(
    "cards",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader", Id, ForeignKey("people.id")),  # NULL: everybody
    Column("chat_id", BigInteger),
    of_event(nullable=True),
    Column("form_id", Id, ForeignKey("forms.id", ondelete="SET NULL"), index=True),
    Column("message_id", BigInteger),
    Column("letter", Text),
    Column("shows", Text, nullable=False),
    Column("details", JSON, nullable=False),  # of what it shows
    Column("inline_message_id", Text),  # instead of chat_id and message_id
    Index(None, "chat_id", "message_id"),
    index_where("ix_cards_of_nothing", "id", where="event_id IS NULL AND form_id IS NULL"),
)
