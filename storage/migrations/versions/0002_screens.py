"""What people see and type: forms, cards, letters, invitations, conversations."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forms",
        sa.Column("id", Id, nullable=False),
        sa.Column("owner", Id, nullable=False),
        sa.Column("event_id", Id),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_forms_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["owner"], ["people.id"], name=op.f("fk_forms_owner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forms")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_forms_event_id"), "forms", ["event_id"])
    op.create_table(
        "cards",
        sa.Column("id", Id, nullable=False),
        sa.Column("reader", Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("event_id", Id),
        sa.Column("form_id", Id),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("letter", sa.Text),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_cards_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name=op.f("fk_cards_form_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reader"], ["people.id"], name=op.f("fk_cards_reader")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_chat_id_message_id"), "cards", ["chat_id", "message_id"])
    op.create_index(op.f("ix_cards_event_id"), "cards", ["event_id"])
    op.create_index(op.f("ix_cards_form_id"), "cards", ["form_id"])
    op.create_table(
        "snapshots",
        sa.Column("event_id", Id, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_snapshots_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "revision", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "letters",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("reader_id", Id, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_letters_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reader_id"], ["people.id"], name=op.f("fk_letters_reader_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letters")),
    )
    op.create_index(op.f("ix_letters_event_id"), "letters", ["event_id"])
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("event_id", Id, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_invitations_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_event_id"), "invitations", ["event_id"])
    op.create_table(
        "conversations",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("subject", Id, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_conversations_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_conversations")),
    )


def downgrade() -> None:
    op.drop_table("conversations")
    op.drop_table("invitations")
    op.drop_table("letters")
    op.drop_table("snapshots")
    op.drop_table("cards")
    op.drop_table("forms")
