"""Letters that wait are an announcement, and no longer a form that outlives its sending."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Id, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

timers = sa.table("timers", sa.column("key"), sa.column("due_at", UtcDateTime), sa.column("body", sa.JSON))
inbox = sa.table(
    "inbox",
    sa.column("key"),
    sa.column("state"),
    sa.column("received_at", UtcDateTime),
    sa.column("body", sa.JSON),
)
events = sa.table("events", sa.column("id"))
forms = sa.table("forms", sa.column("id"), sa.column("body"))
cards = sa.table("cards", sa.column("form_id"))

WAITING = sa.select(timers.c.body, timers.c.due_at).where(timers.c.key.like("announce:%"))
FIRED = sa.select(inbox.c.body, inbox.c.received_at).where(inbox.c.state == "new", inbox.c.key.like("timer:announce:%"))
SENT = sa.select(forms.c.id).where(forms.c.body.like('%"is_sent":true%'))  # inside of a text the quotes are escaped


def upgrade() -> None:
    announcements = op.create_table(
        "announcements",
        sa.Column("event_id", Id, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("due_at", UtcDateTime, nullable=False),
    )
    for event_id, due_at in _waiting().items():
        op.execute(sa.insert(announcements).values(event_id=event_id, due_at=due_at))
    op.execute(sa.update(cards).where(cards.c.form_id.in_(SENT)).values(form_id=None))
    op.execute(sa.delete(forms).where(forms.c.id.in_(SENT)))


def downgrade() -> None:
    """The bot before invites those who wait, and shows what changed in the cards only: it keeps that in a form."""
    for key, body in op.get_bind().execute(sa.select(timers.c.key, timers.c.body)).all():
        if key.startswith("announce:"):
            op.execute(sa.update(timers).where(timers.c.key == key).values(body=body | {"form": None}))
    op.drop_table("announcements")


def _waiting() -> dict[int, datetime]:
    """By event, also where the timer has come and was not handled yet."""
    connection = op.get_bind()
    stored = set(connection.execute(sa.select(events.c.id)).scalars())
    rows = [row for query in (FIRED, WAITING) for row in connection.execute(query).all()]
    return {body["event"]: due_at for body, due_at in rows if body["event"] in stored}
