"""Every table of what people plan. Rows stay inside storage; repositories turn them into the domain's entities."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from storage.tables import metadata, of_event
from storage.types import Id, UtcDateTime

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
    Column("sip", Text),
)

# The account on which a person's own conferences are made.
skype_accounts = Table(
    "skype_accounts",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("user", Text, nullable=False),  # the name for signing in
    Column("secret", Text, nullable=False),  # the password, encrypted with PLANERKA_SECRET_KEYS
)

# Passwords that a Skype server has refused: they are not shown to it again, because repeats lock accounts.
refused_passwords = Table(
    "refused_passwords",
    metadata,
    Column("name", Text, primary_key=True),  # what the spellings of one account have in common
    Column("salt", Text, nullable=False),
    Column("fingerprints", JSON, nullable=False),
    Column("times", Integer, nullable=False),
    Column("refused_at", UtcDateTime, nullable=False),
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
    Column("conference", Text, nullable=False),  # none, wanted, lost (wanted again) or made; what follows belongs to it
    Column("conference_trouble", Text),
    Column("conference_again", Boolean),  # whether it is tried again without anybody asking
    Column("conference_id", Text),
    Column("conference_url", Text),
    Column("conference_organizer", Text),
    Column("conference_dial_in", Text),
    Column("conference_phones", JSON(none_as_null=True)),
    Column("conference_account", Id),  # a person's; NULL: the bot's
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

forms = Table(
    "forms",
    metadata,
    Column("id", Id, primary_key=True),
    Column("owner", Id, ForeignKey("people.id"), nullable=False),
    of_event(nullable=True),
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
    of_event(nullable=True),
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
    of_event(),
    Column("revision", Integer, nullable=False),
    Column("reader_id", Id, ForeignKey("people.id"), nullable=False),
    Column("body", Text, nullable=False),  # the Letter without its event, as JSON
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", Text, primary_key=True),
    of_event(),
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
