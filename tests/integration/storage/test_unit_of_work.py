"""The storage is what the domain asks for."""

from domain.road import Units, Work
from storage.uow import Database, SqlUnitOfWork


def test_the_unit_of_work_is_what_the_domain_asks_for(db: Database) -> None:
    """Checked by mypy."""
    units: Units = db
    work: type[Work] = SqlUnitOfWork
    assert units is not None
    assert work is not None
