"""When somebody last pressed Start, by which an older failure to reach them is known as one."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("started_at", UtcDateTime))


def downgrade() -> None:
    op.drop_column("people", "started_at")
