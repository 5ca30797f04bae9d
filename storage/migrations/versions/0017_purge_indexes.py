"""What is deleted regularly, or counted, is found by an index: a scan of the whole table held up every chat."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_inbox_done_at", "inbox", "done_at", "done_at IS NOT NULL"),
    ("ix_outbox_done_at", "outbox", "done_at", "key IS NULL"),
    ("ix_outbox_done_at_keyed", "outbox", "done_at", "key IS NOT NULL"),
    ("ix_events_conference_account", "events", "conference_account", "conference_account IS NOT NULL"),
    ("ix_cards_of_nothing", "cards", "id", "event_id IS NULL AND form_id IS NULL"),
    ("ix_events_ends_at", "events", "ends_at", None),
    ("ix_invitations_expires_at", "invitations", "expires_at", None),
)


def upgrade() -> None:
    for name, table, column, where in INDEXES:
        condition = where and sa.text(where)
        op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)


def downgrade() -> None:
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table)
