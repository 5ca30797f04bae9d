"""Letters that the bot before owed one by one all leave; that of now sends a reader the newest, which says it all.

They are told apart by their cards: what the bot of now has overtaken shows that a newer one stands further down.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

outbox = sa.table("outbox", *map(sa.column, ("card_id", "state", "kind")))
cards = sa.table("cards", *map(sa.column, ("id", "letter", "shows")))
letters = sa.table("letters", *map(sa.column, ("key", "event_id", "revision", "reader_id", "body")))
attendance = sa.table("attendance", *map(sa.column, ("event_id", "person_id", "told")))

# With the revision of the newest letter to the same reader.
WAITING = (
    sa.select(letters.c.key, letters.c.body, attendance.c.told)
    .distinct()
    .join_from(outbox, cards, cards.c.id == outbox.c.card_id)
    .join(letters, letters.c.key == cards.c.letter)
    .join(attendance, (attendance.c.event_id == letters.c.event_id) & (attendance.c.person_id == letters.c.reader_id))
    .where(outbox.c.state == "pending", outbox.c.kind.in_(["letter", "letter.ics"]))
    .where(cards.c.shows != "newer", attendance.c.told > letters.c.revision)
)


def upgrade() -> None:
    connection = op.get_bind()
    for key, body, told in connection.execute(WAITING).all():
        marked = json.dumps(json.loads(body) | {"goes_with": told}, ensure_ascii=False, separators=(",", ":"))
        connection.execute(letters.update().where(letters.c.key == key).values(body=marked))


def downgrade() -> None:
    """The bot before sends all that waits, and does not read the mark."""
