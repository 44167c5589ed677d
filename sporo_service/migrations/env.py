"""Runs a migration on the connection that it is handed, inside that connection's transaction."""

from alembic import context

from sporo_service.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
