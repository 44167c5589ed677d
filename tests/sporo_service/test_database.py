import subprocess
import sys
import time

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sporo_service.database import MIGRATIONS, newest_revision
from sporo_service.settings import Settings
from sporo_service.store import open_store
from sporo_service.tables import metadata
from tests.sporo_service.harness import ROOT


def test_the_migrations_make_exactly_the_tables_of_the_code(settings: Settings) -> None:
    engine = open_store(settings).engine
    with engine.connect() as connection:
        names = set(metadata.tables)
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in names}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_migration_is_named_by_its_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == newest_revision()
    for script in scripts.walk_revisions():
        assert script.path.rpartition("/")[2].startswith(f"{script.revision}_")


def test_sqlite_writes_ahead_and_holds_dbos_beside_our_tables(settings: Settings) -> None:
    engine = open_store(settings).engine
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert {"jobs", "workflow_status"} <= set(sa.inspect(connection).get_table_names())
    engine.dispose()


def test_the_database_tells_the_time_with_its_milliseconds_however_old_sqlite_is(settings: Settings) -> None:
    store = open_store(settings)
    with store.engine.connect() as connection:
        told = connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar_one()
    store.close()
    assert abs(time.time() - told) < 5


def test_two_processes_can_make_the_same_database_at_the_same_moment(settings: Settings) -> None:
    script = (
        "from sporo_service.settings import Settings; from sporo_service.store import open_store;"
        "open_store(Settings())"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script], env=settings.environment(), cwd=ROOT)
        for _ in range(2)
    ]
    assert [process.wait(60) for process in both] == [0, 0]


def test_opening_it_again_changes_nothing(settings: Settings) -> None:
    open_store(settings).engine.dispose()
    engine = open_store(settings).engine
    assert sa.inspect(engine).has_table("jobs")
    engine.dispose()
