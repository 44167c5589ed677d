"""The one database of the service: our tables and DBOS's, so that one transaction can span both."""

import sqlite3
import time
from pathlib import Path

import sqlalchemy as sa
from dbos import DBOS

from sporo_service.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 30_000
POOL_SIZE = 20
KNOWS_SUBSECONDS = (3, 42, 0)
"""The first SQLite that has the time of `unixepoch('subsec')`; Debian 12 and Ubuntu 22.04 have older ones."""


def open_database(settings: Settings) -> sa.Engine:
    """An engine on the database, its tables brought up to date."""
    engine = _engine(settings.database)
    _bring_up_to_date(engine)
    return engine


def newest_revision() -> str:
    """The revision that the code is written for: migrations are named by their revision."""
    return max(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def one_at_a_time(tx: sa.Connection) -> None:
    """Lets no other transaction that asks the same run beside this one; SQLite's writers never do."""
    if tx.dialect.name == "postgresql":
        tx.execute(sa.text("SELECT pg_advisory_xact_lock(7708)"))


def _engine(url: str) -> sa.Engine:
    # The values of a failed statement would otherwise stand in its error, and so in a log.
    over_a_network = not url.startswith("sqlite")
    engine = sa.create_engine(url, hide_parameters=True, pool_pre_ping=over_a_network, pool_size=POOL_SIZE)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # As DBOS does on an engine of its own: writers wait for each other and never deadlock on an upgrade.
    connection.isolation_level = "IMMEDIATE"
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys=ON")
    if sqlite3.sqlite_version_info < KNOWS_SUBSECONDS:
        # DBOS asks for the time with its milliseconds; an older SQLite answers NULL and no job could begin.
        connection.create_function("unixepoch", 1, lambda _precision: round(time.time(), 3))


def _bring_up_to_date(engine: sa.Engine) -> None:
    if _revision(engine) != newest_revision():
        _use_write_ahead_log(engine)
        _migrate(engine)
    DBOS.migrate(engine.url.render_as_string(hide_password=False))


def _revision(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def _use_write_ahead_log(engine: sa.Engine) -> None:
    """Let readers and one writer work side by side; the file remembers it, so once is enough."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def _migrate(engine: sa.Engine) -> None:
    # Takes most of a second to import, and only the first start after an update needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        one_at_a_time(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
