"""The card that a row of the outbox draws has a column: what forgets cards need not read JSON."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

outbox = sa.table("outbox", sa.column("id"), sa.column("state"), sa.column("body", sa.JSON), sa.column("card_id"))


def upgrade() -> None:
    op.add_column("outbox", sa.Column("card_id", Id))
    connection = op.get_bind()
    pending = sa.select(outbox.c.id, outbox.c.body).where(outbox.c.state == "pending")
    for row, body in connection.execute(pending).all():
        if "card" in body:
            connection.execute(outbox.update().where(outbox.c.id == row).values(card_id=body["card"]))
    where = sa.text("state = 'pending'")
    op.create_index("ix_outbox_pending_card", "outbox", ["card_id"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index("ix_outbox_pending_card", "outbox")
    op.drop_column("outbox", "card_id")
