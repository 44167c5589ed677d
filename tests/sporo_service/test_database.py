import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import SecretStr

from sporo_service.crypto import new_key
from sporo_service.database import MIGRATIONS, newest_revision
from sporo_service.settings import Settings
from sporo_service.store import open_store
from sporo_service.tables import jobs, metadata
from tests.postgres import Postgres
from tests.sporo_service.harness import ROOT, dbos_table

OPEN = (
    "from sporo_service.settings import Settings; from sporo_service.store import open_store;"
    "open_store(Settings())"
)


@pytest.fixture
def empty(postgres_server: Postgres) -> Iterator[str]:
    with postgres_server.database("empty", lambda _url: None) as url:
        yield url


def _open_at_once(*machines: Settings) -> list[int]:
    """The exit codes of processes that open the store at the same moment."""
    processes = [
        subprocess.Popen([sys.executable, "-c", OPEN], env=machine.environment(), cwd=ROOT)
        for machine in machines
    ]
    return [process.wait(60) for process in processes]


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


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    engine = open_store(Settings(data_dir=tmp_path)).engine
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


def test_our_tables_and_those_of_the_queue_are_in_one_database(settings: Settings) -> None:
    store = open_store(settings)
    with store.begin() as tx:
        for table in (jobs, dbos_table(store, "workflow_status")):
            assert tx.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    store.close()


def test_the_database_tells_the_time_with_its_milliseconds_however_old_sqlite_is(tmp_path: Path) -> None:
    store = open_store(Settings(data_dir=tmp_path))
    with store.engine.connect() as connection:
        told = connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar_one()
    store.close()
    assert abs(time.time() - told) < 5


def test_two_processes_can_make_the_same_database_at_the_same_moment(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert _open_at_once(settings, settings) == [0, 0]


def test_two_machines_can_make_the_same_database_at_the_same_moment(tmp_path: Path, empty: str) -> None:
    shared = Settings(files_dir=tmp_path / "files", database_url=empty, encryption_key=SecretStr(new_key()))
    machines = [shared.model_copy(update={"data_dir": tmp_path / name}) for name in ("one", "other")]
    assert _open_at_once(*machines) == [0, 0]


def test_opening_it_again_changes_nothing(settings: Settings) -> None:
    open_store(settings).engine.dispose()
    engine = open_store(settings).engine
    assert sa.inspect(engine).has_table("jobs")
    engine.dispose()
