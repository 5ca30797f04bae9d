"""Rows of the outbox are claimed for as long as a process runs, not leased; attempts are those that ended in an error.

What was leased when the bot before stopped may have left: it counts as interrupted, and no more as an attempt.
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PENDING = "state = 'pending'"
INDEXES = (
    ("ix_outbox_unclaimed", ["due_at", "id"], f"{PENDING} AND claimed_at IS NULL"),
    ("ix_outbox_claimed", ["id"], f"{PENDING} AND claimed_at IS NOT NULL"),
    ("ix_outbox_failed", ["due_at"], f"{PENDING} AND last_error IS NOT NULL"),
)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("claimed_at", UtcDateTime))
    op.add_column("outbox", sa.Column("interrupted_at", UtcDateTime))
    leased = f"{PENDING} AND lease_until IS NOT NULL"
    op.execute(f"UPDATE outbox SET interrupted_at = created_at WHERE {leased}")  # noqa: S608
    counted_now = f"({leased} OR state IN ('undeliverable', 'dead'))"
    op.execute(f"UPDATE outbox SET attempts = attempts - 1 WHERE attempts > 0 AND {counted_now}")  # noqa: S608
    op.drop_column("outbox", "lease_until")
    for name, columns, where in INDEXES:
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    for name, _, _ in INDEXES:
        op.drop_index(name, "outbox")
    op.add_column("outbox", sa.Column("lease_until", UtcDateTime))
    op.drop_column("outbox", "claimed_at")
    op.drop_column("outbox", "interrupted_at")
