"""A card has one name for what it shows, pickers and questions included; it can be an inline message, and everybody's.

What the organizer says when cancelling is a comment.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT = ("id", "reader", "chat_id", "event_id", "form_id", "message_id", "letter")
BEFORE, AFTER = ("cancelling", "word", "superseded"), ("shows", "details", "inline_message_id")
cards = sa.table(
    "cards", *map(sa.column, (*KEPT, *BEFORE, "shows", "inline_message_id")), sa.column("details", sa.JSON)
)

# Where several hold, the first one is what was drawn.
SHOWS = sa.case(
    (cards.c.form_id.is_not(None), "form"),
    (cards.c.event_id.is_(None), "discarded"),
    (cards.c.superseded, "newer"),
    (cards.c.cancelling, "cancel"),
    else_="event",
)


def upgrade() -> None:
    own = (
        sa.Column("shows", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("inline_message_id", sa.Text),
    )
    connection = op.get_bind()
    asking = connection.execute(sa.select(cards.c.id, cards.c.word).where(SHOWS == "cancel")).all()
    _remake(True, own, AFTER, sa.select(*_kept(), SHOWS, sa.literal({}, sa.JSON), sa.null()))
    for card, word in asking:
        connection.execute(cards.update().where(cards.c.id == card).values(details={"comment": word}))
    _rename("word", "comment")


def downgrade() -> None:
    """What the bot before cannot draw goes: inline messages, and those that everybody reads."""
    own = (
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.Column("superseded", sa.Boolean, nullable=False),
    )
    word = sa.func.coalesce(cards.c.details["comment"].as_string(), "")
    before = sa.select(*_kept(), cards.c.shows == "cancel", word, cards.c.shows == "newer")
    _remake(False, own, BEFORE, before.where(cards.c.reader.is_not(None), cards.c.chat_id.is_not(None)))
    _rename("comment", "word")


def _kept() -> tuple[sa.ColumnElement[Any], ...]:
    return tuple(cards.c[name] for name in KEPT)


def _rename(old: str, new: str) -> None:
    """What the organizer says when cancelling. In JSON only the name of a field stands between bare quotes."""
    op.alter_column("events", old, new_column_name=new)
    conversations = sa.table("conversations", sa.column("what"))
    op.execute(conversations.update().where(conversations.c.what == old).values(what=new))
    snapshots = sa.table("snapshots", sa.column("body"))
    op.execute(snapshots.update().values(body=sa.func.replace(snapshots.c.body, f'"{old}":', f'"{new}":')))


def _remake(is_optional: bool, own: tuple[sa.Column[Any], ...], names: tuple[str, ...], rows: sa.Select[Any]) -> None:
    """The table made anew: SQLite cannot let go of NOT NULL, and Alembic's batch shuffles the constraints."""
    new = op.create_table(
        "new_cards",
        sa.Column("id", Id, nullable=False),
        sa.Column("reader", Id, nullable=is_optional),
        sa.Column("chat_id", sa.BigInteger, nullable=is_optional),
        sa.Column("event_id", Id),
        sa.Column("form_id", Id),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("letter", sa.Text),
        *own,
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_cards_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["form_id"], ["forms.id"], name=op.f("fk_cards_form_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["reader"], ["people.id"], name=op.f("fk_cards_reader")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    op.execute(new.insert().from_select((*KEPT, *names), rows))
    op.drop_table("cards")
    op.rename_table("new_cards", "cards")
    op.create_index(op.f("ix_cards_chat_id_message_id"), "cards", ["chat_id", "message_id"])
    op.create_index(op.f("ix_cards_event_id"), "cards", ["event_id"])
    op.create_index(op.f("ix_cards_form_id"), "cards", ["form_id"])
