"""People's own Skype accounts, refused passwords, how a conference is dialled into, and whether it is tried again."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Rooms that are there already are looked for before the start of their events, like those that are still to come.
CHECK_ROOMS = """
    INSERT INTO timers (key, due_at, body)
    SELECT 'check:' || id, strftime('%Y-%m-%d %H:%M:%S.000000', starts_at, '-30 minutes'),
        json_object('what', 'check', 'event', id, 'lane', 'skype:' || id)
    FROM events WHERE conference = 'made' AND starts_at > strftime('%Y-%m-%d %H:%M:%S', 'now', '+30 minutes')
"""


def upgrade() -> None:
    op.add_column("people", sa.Column("sip", sa.Text))
    op.add_column("events", sa.Column("conference_phones", sa.JSON))
    op.add_column("events", sa.Column("conference_account", Id))
    op.add_column("events", sa.Column("conference_again", sa.Boolean))
    op.create_table(
        "skype_accounts",
        sa.Column("person_id", Id, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
    )
    op.create_table(
        "refused_passwords",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("fingerprints", sa.JSON, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("refused_at", UtcDateTime, nullable=False),
    )
    op.execute(CHECK_ROOMS)


def downgrade() -> None:
    op.execute("DELETE FROM timers WHERE key LIKE 'check:%' OR key LIKE 'conference:%'")
    op.drop_table("refused_passwords")
    op.drop_table("skype_accounts")
    op.drop_column("events", "conference_again")
    op.drop_column("events", "conference_account")
    op.drop_column("events", "conference_phones")
    op.drop_column("people", "sip")
