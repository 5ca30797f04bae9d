"""When an update is tried again is nobody's to look up: whoever handles it waits for it."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("inbox", "next_try_at")


def downgrade() -> None:
    op.add_column("inbox", sa.Column("next_try_at", UtcDateTime))
