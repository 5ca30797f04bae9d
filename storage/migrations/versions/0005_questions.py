"""When a form was last touched, and how long what was asked takes the next text."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LONG_AGO = "2000-01-01 00:00:00.000000"  # SQLite adds no column without a value for the rows that are there


def upgrade() -> None:
    op.add_column("forms", sa.Column("touched_at", UtcDateTime, nullable=False, server_default=_LONG_AGO))
    op.execute("UPDATE forms SET touched_at = strftime('%Y-%m-%d %H:%M:%f000', 'now')")
    op.create_index(op.f("ix_forms_owner_touched_at"), "forms", ["owner", "touched_at"])
    op.add_column("conversations", sa.Column("until", UtcDateTime, nullable=False, server_default=_LONG_AGO))
    op.execute("UPDATE conversations SET until = strftime('%Y-%m-%d %H:%M:%f000', 'now', '+30 days')")


def downgrade() -> None:
    op.drop_column("conversations", "until")
    op.drop_index(op.f("ix_forms_owner_touched_at"), "forms")
    op.drop_column("forms", "touched_at")
