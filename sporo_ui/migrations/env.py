"""Alembic's entry: brings the ledger's tables up to date on the connection that it is handed."""

from alembic import context

from sporo_ui.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
context.run_migrations()
