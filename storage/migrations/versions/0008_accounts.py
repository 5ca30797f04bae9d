"""People's own Skype accounts, refused passwords, how a conference is dialled into, and whether it is tried again."""

import sqlalchemy as sa
from alembic import op

from storage.types import Id, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


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
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("refused_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("refused_passwords")
    op.drop_table("skype_accounts")
    op.drop_column("events", "conference_again")
    op.drop_column("events", "conference_account")
    op.drop_column("events", "conference_phones")
    op.drop_column("people", "sip")
