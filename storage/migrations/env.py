"""Run by Alembic for each command, on the connection that storage.migrations opened."""

from alembic import context

from storage.tables import road as road_rows  # noqa: F401  they put their tables into the metadata
from storage.tables.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
