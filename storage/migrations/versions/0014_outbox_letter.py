"""How the sending of a letter ended is found by its card: whoever may have it is told of the event's end."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    where = sa.text("kind = 'letter'")
    op.create_index("ix_outbox_letter_card", "outbox", ["card_id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_outbox_letter_card", "outbox")
