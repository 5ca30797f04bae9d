"""People, where they are reached, what the bot waits for from each, and their own accounts for conferences."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from storage.tables.metadata import metadata
from storage.tables.types import Id, UtcDateTime

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("language_chosen", Boolean, nullable=False),
    Column("zone", Text, nullable=False),
    Column("conference_address", Text),
)

addresses = Table(
    "addresses",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("reach", Text, nullable=False),
    Column("username", Text),
    Column("username_folded", Text, unique=True),  # lower case: Telegram's usernames have no other
    Column("started_at", UtcDateTime),
    UniqueConstraint("channel", "value"),  # an address is one person's
)

# The account on which a person's own conferences are made.
conference_accounts = Table(
    "conference_accounts",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("user", Text, nullable=False),  # the name for signing in
    Column("secret", Text, nullable=False),  # the password, encrypted with PLANERKA_SECRET_KEYS
)

# Passwords that the conference server has refused: they are not sent to it again, because repeats lock accounts.
refused_passwords = Table(
    "refused_passwords",
    metadata,
    Column("name", Text, primary_key=True),  # what the spellings of one account have in common
    Column("salt", Text, nullable=False),
    Column("fingerprints", JSON, nullable=False),
    Column("times", Integer, nullable=False),
    Column("refused_at", UtcDateTime, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
    Column("what", Text, nullable=False),
    Column("subject", Id, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)
