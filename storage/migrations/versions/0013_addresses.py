"""Where people are reached: a person is no longer a Telegram account, and a letter is owed to an address."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOVE = """
    INSERT INTO addresses (person_id, channel, value, reach, username, username_folded, started_at)
    SELECT id, 'telegram', CAST(telegram_id AS TEXT), reach, username, username_folded, started_at
    FROM people WHERE telegram_id > 0
"""

# Telegram's ids are positive: a negative one stands for somebody without Telegram, whom the version before cannot know.
MOVE_BACK = """
    UPDATE people SET telegram_id = -id, reach = 'new';
    UPDATE people SET telegram_id = CAST(found.value AS BIGINT), reach = found.reach,
        username = found.username, username_folded = found.username_folded, started_at = found.started_at
    FROM (
        SELECT * FROM addresses AS one WHERE channel = 'telegram'
        AND NOT EXISTS (
            SELECT 1 FROM addresses WHERE person_id = one.person_id AND channel = 'telegram' AND value < one.value
        )
    ) AS found WHERE found.person_id = people.id
"""

# The fields of a person in JSON.
ACCOUNT = (
    "id",
    "telegram_id",
    "name",
    "username",
    "language",
    "language_chosen",
    "zone",
    "reach",
    "started_at",
    "conference_address",
)

IS_LETTER = "kind IN ('letter', 'letter.ics') AND key IS NOT NULL"
NAME_ADDRESS = f"UPDATE outbox SET key = key || ':' || lane WHERE {IS_LETTER}"  # noqa: S608

# Of the copies of a letter at several addresses only the first keeps the key, which is to be unique.
PLAIN_KEY = "substr(key, 1, length(key) - length(lane) - 1)"
NAME_NO_ADDRESS = f"""
    UPDATE outbox SET key = CASE WHEN id IN (
        SELECT min(id) FROM outbox WHERE {IS_LETTER} GROUP BY {PLAIN_KEY}
    ) THEN {PLAIN_KEY} END WHERE {IS_LETTER}
"""  # noqa: S608


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("reach", sa.Text, nullable=False),
        sa.Column("username", sa.Text),
        sa.Column("username_folded", sa.Text),
        sa.Column("started_at", UtcDateTime),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_addresses_person_id")),
        sa.PrimaryKeyConstraint("person_id", "channel", "value", name=op.f("pk_addresses")),
        sa.UniqueConstraint("channel", "value", name=op.f("uq_addresses_channel_value")),
        sa.UniqueConstraint("username_folded", name=op.f("uq_addresses_username_folded")),
    )
    op.execute(MOVE)
    with op.batch_alter_table("people") as people:
        people.drop_constraint(op.f("uq_people_telegram_id"), type_="unique")
        people.drop_constraint(op.f("uq_people_username_folded"), type_="unique")
        for name in ("telegram_id", "username", "username_folded", "reach", "started_at"):
            people.drop_column(name)
    op.execute(NAME_ADDRESS)
    _rewrite_people('"telegram_id":', _as_person)


def downgrade() -> None:
    _rewrite_people('"addresses":', _as_account)
    op.execute(NAME_NO_ADDRESS)
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("telegram_id", sa.BigInteger))
        people.add_column(sa.Column("username", sa.Text))
        people.add_column(sa.Column("username_folded", sa.Text))
        people.add_column(sa.Column("reach", sa.Text))
        people.add_column(sa.Column("started_at", UtcDateTime))
    for statement in MOVE_BACK.split(";"):
        op.execute(statement)
    with op.batch_alter_table("people") as people:
        people.alter_column("telegram_id", existing_type=sa.BigInteger, nullable=False)
        people.alter_column("reach", existing_type=sa.Text, nullable=False)
        people.create_unique_constraint(op.f("uq_people_telegram_id"), ["telegram_id"])
        people.create_unique_constraint(op.f("uq_people_username_folded"), ["username_folded"])
    op.drop_table("addresses")


def _rewrite_people(marker: str, rewritten: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """In the JSON of letters, and of the events that they speak of; one at a time, since all would fill the memory."""
    connection = op.get_bind()
    for name, keys in (("letters", ("key",)), ("snapshots", ("event_id", "revision"))):
        table = sa.table(name, *map(sa.column, keys), sa.column("body"))
        found = sa.select(*(table.c[key] for key in keys)).where(table.c.body.contains(marker, autoescape=True))
        for row in connection.execute(found).all():
            this = sa.and_(*(table.c[key] == value for key, value in zip(keys, row, strict=True)))
            values = json.loads(
                connection.execute(sa.select(table.c.body).where(this)).scalar_one(), object_hook=rewritten
            )
            body = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
            connection.execute(table.update().where(this).values(body=body))


def _as_person(values: dict[str, Any]) -> dict[str, Any]:
    if "telegram_id" not in values:
        return values
    address = {"channel": "telegram", "value": str(values.pop("telegram_id"))}
    address |= {name: values.pop(name) for name in ("reach", "username", "started_at") if name in values}
    return values | {"addresses": [] if address["value"].startswith("-") else [address]}


def _as_account(values: dict[str, Any]) -> dict[str, Any]:
    if "addresses" not in values:
        return values
    nowhere = {"value": -values["id"], "reach": "new"}
    first: dict[str, Any] = next((a for a in values["addresses"] if a["channel"] == "telegram"), nowhere)
    account = values | first | {"telegram_id": int(first["value"])}
    return {name: account[name] for name in ACCOUNT if name in account}
