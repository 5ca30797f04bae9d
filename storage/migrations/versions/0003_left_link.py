"""The link of a removed conference that still stands in the description of its event."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("left_link", sa.Text))


def downgrade() -> None:
    op.drop_column("events", "left_link")
