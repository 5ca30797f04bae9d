"""What all tables share: one MetaData, which names constraints and indexes, and the columns that several have."""

from sqlalchemy import Column, ForeignKey, Index, MetaData, text

from storage.tables.types import Id

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_event(nullable: bool = False) -> Column[int]:
    """The event that a row belongs to and goes with."""
    return Column("event_id", Id, ForeignKey("events.id", ondelete="CASCADE"), nullable=nullable, index=True)


def index_where(name: str, *columns: str, where: str) -> Index:
    """An index of the few rows for which `where` holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
