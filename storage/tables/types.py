"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Dialect, Integer, TypeDecorator
from sqlalchemy import DateTime as PlainDateTime  # noqa: TID251  UtcDateTime is made of it

# SQLite numbers rows by itself only when the key is spelled INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: takes aware datetimes of any zone, gives them back in UTC. Raises ValueError for a naive one.

    SQLite has no zone in its datetimes, so it is UTC there by convention. Values bound by this type can be compared.
    """

    impl = PlainDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)
