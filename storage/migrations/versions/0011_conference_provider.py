"""Conferences have a provider, and what the tables and the JSON in them call Skype's gets the domain's names."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# In text columns, as pydantic writes JSON: without spaces. Inside a text of its own a quote would stand behind a
# backslash, so each of these can only be the name of a field.
FIELDS = (
    ("forms", "body", '"skype_offered":', '"conference_offered":'),
    ("snapshots", "body", '"sip":', '"conference_address":'),
    ("letters", "body", '"sip":', '"conference_address":'),
)
# Every conference in a letter's event is Skype's: there was no other provider.
ROOM, ROOM_OF_SKYPE = '"join_url":', '"provider":"skype","join_url":'
# What the values of these columns begin with.
WORDS = (
    ("inbox", "lane", "skype:", "conference:"),
    ("outbox", "lane", "skype:", "conference:"),
    ("outbox", "kind", "skype.prove", "password.try"),
    ("outbox", "kind", "skype.forget", "account.forget"),
    ("conversations", "what", "skype.", "account."),
)


def upgrade() -> None:
    op.add_column("events", sa.Column("conference_provider", sa.Text))
    op.execute("UPDATE events SET conference_provider = 'skype' WHERE conference = 'made'")
    _replace("snapshots", "body", ROOM, ROOM_OF_SKYPE)
    op.alter_column("people", "sip", new_column_name="conference_address")
    op.rename_table("skype_accounts", "conference_accounts")
    for table, column, old, new in FIELDS:
        _replace(table, column, old, new)
    for table, column, old, new in WORDS:
        _replace_beginning(table, column, old, new)
    _move_timers("skype:", "conference:")


def downgrade() -> None:
    _move_timers("conference:", "skype:")
    for table, column, old, new in reversed(WORDS):
        _replace_beginning(table, column, new, old)
    for table, column, old, new in reversed(FIELDS):
        _replace(table, column, new, old)
    op.rename_table("conference_accounts", "skype_accounts")
    op.alter_column("people", "conference_address", new_column_name="sip")
    _replace("snapshots", "body", ROOM_OF_SKYPE, ROOM)
    op.drop_column("events", "conference_provider")


def _replace(table: str, column: str, old: str, new: str) -> None:
    stored = sa.table(table, sa.column(column))
    has_it = stored.c[column].contains(old, autoescape=True)
    op.execute(stored.update().where(has_it).values({column: sa.func.replace(stored.c[column], old, new)}))


def _replace_beginning(table: str, column: str, old: str, new: str) -> None:
    stored = sa.table(table, sa.column(column))
    begins = stored.c[column].startswith(old, autoescape=True)
    rest = sa.func.substr(stored.c[column], len(old) + 1)
    op.execute(stored.update().where(begins).values({column: sa.literal(new).concat(rest)}))


def _move_timers(old: str, new: str) -> None:
    """A timer names in its body the lane in which it is handled."""
    timers = sa.table("timers", sa.column("key", sa.Text), sa.column("body", sa.JSON))
    connection = op.get_bind()
    for key, body in connection.execute(sa.select(timers.c.key, timers.c.body)).all():
        if body.get("lane", "").startswith(old):
            moved = body | {"lane": body["lane"].replace(old, new, 1)}
            connection.execute(timers.update().where(timers.c.key == key).values(body=moved))
