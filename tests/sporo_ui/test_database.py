"""The ledger's schema is made by its migrations, and they say the same as the tables."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, delete, func, select, text

from sporo_ui.audio import too_large
from sporo_ui.database import MIGRATIONS, open_database
from sporo_ui.entries import LOCAL_PERSON, State
from sporo_ui.kept_files import KeptFiles
from sporo_ui.settings import Settings
from sporo_ui.tables import LeaseRow, Table
from sporo_ui.vault import Vault
from tests.postgres import Postgres
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, JOB, KEY, Ground, answer, wav


def test_the_migrations_make_exactly_the_tables(ground: Ground) -> None:
    with ground.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_opening_again_changes_nothing(ground: Ground) -> None:
    engine = open_database(ground.url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    engine.dispose()


def test_writers_wait_for_each_other_and_readers_for_nobody(ground: Ground) -> None:
    written = threading.Event()

    def write() -> None:
        with ground.engine.begin() as connection:
            connection.execute(delete(LeaseRow))
        written.set()

    other = threading.Thread(target=write)
    with ground.engine.begin() as first:
        first.execute(delete(LeaseRow))
        other.start()
        with ground.engine.execution_options(reads_only=True).begin() as reader:
            assert reader.scalar(select(func.count()).select_from(LeaseRow)) == 0
        assert not written.wait(0.2)
    other.join()
    assert written.is_set()


def test_a_database_is_written_ahead_and_keeps_its_references(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


@pytest.fixture
def empty_postgres(postgres_server: Postgres) -> Iterator[str]:
    with postgres_server.database("empty", lambda _url: None) as url:
        yield Settings(ledger_url=url).database_url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return str(request.getfixturevalue("empty_postgres"))


def test_processes_that_start_together_migrate_once(empty: str) -> None:
    start = f"from sporo_ui.database import open_database; open_database({empty!r}).dispose()"
    processes = [
        subprocess.Popen([sys.executable, "-c", start], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [process.communicate(timeout=60)[1] for process in processes] == [""] * 4
    assert [process.returncode for process in processes] == [0] * 4


def at_revision(url: str, revision: str) -> Engine:
    """A ledger as an earlier version of the app left it."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return engine


def old_entry(vault: Vault, entry_id: str, **facts: object) -> dict[str, object]:
    """A row of the first schema."""
    return {
        "id": entry_id,
        "owner": LOCAL_PERSON,
        "kind": "audio",
        "state": "completed",
        "content": "c" * 64,
        "guard": None,
        "hook": f"hook of {entry_id}",
        "template_id": "t1",
        "template_name": "SOAP",
        "file": None,
        "media_type": "audio/wav",
        "label": vault.seal("JS, room 4", f"{entry_id}/label"),
        "filename": vault.seal("John Smith.wav", f"{entry_id}/filename"),
        "consent": 1_795_000_000.0,
        "created": 1_795_000_001.0,
        "asked": 1_795_000_001.0,
        "attempts": 1,
        "setbacks": 0,
        "handed_over": False,
        "due": 0.0,
        "hinted": False,
        "empty": False,
    } | facts


def insert(engine: Engine, table: str, *rows: dict[str, object]) -> None:
    with engine.begin() as connection:
        for row in rows:
            places = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})"), row)  # noqa: S608 - the test's own names


def test_a_ledger_of_visits_is_taken_along_whole(tmp_path: Path, empty: str) -> None:
    vault = Vault(KEY)
    recordings = KeptFiles(tmp_path / "recordings", vault, limit=10**6, refusal=too_large)
    kept = recordings.keep(io.BytesIO(wav()))
    old = at_revision(empty, "0001")
    done, waiting = "1" * 24, "2" * 24
    result = json.dumps(COMPLETED | {"job_id": JOB}).encode()
    insert(
        old,
        "entries",
        old_entry(vault, done, job_id=JOB, result=vault.seal_bytes(result, f"{done}/result")),
        old_entry(vault, waiting, state="unsent", file=kept.file, guard="g" * 64),
    )
    draft = vault.seal("Honey and rest.", f"{done}/draft/0")
    insert(
        old, "drafts", {"entry_id": done, "position": 0, "owner": LOCAL_PERSON, "text": draft, "changed": 1.0}
    )
    old.dispose()
    ground = Ground(tmp_path, empty)
    note = ground.visits.note(LOCAL_PERSON, done)
    assert (note.transcript, note.sections[0].text) == ("Cough for a week.", "Honey and rest.")
    assert (note.entry.label, note.entry.filename, note.entry.is_kept) == (
        "JS, room 4",
        "John Smith.wav",
        False,
    )
    assert ground.outbox.files() == {kept.file}
    with ground.engine.connect() as connection:
        consents = connection.execute(text("SELECT consented FROM entries")).scalars().all()
    assert consents == [1_795_000_000.0] * 2
    ground.api.say(answer(202, ACCEPTED))
    ground.sender().turn()
    assert ground.visits.entry(LOCAL_PERSON, waiting).state is State.QUEUED
    assert wav() in ground.api.requests[0].content
    ground.engine.dispose()


def test_a_discarded_entry_takes_its_files_and_drafts_with_it(ground: Ground) -> None:
    entry = ground.submit_documents()
    ground.documents.save_draft(LOCAL_PERSON, entry.id, 0, "x")
    ground.documents.discard(LOCAL_PERSON, entry.id)
    with ground.engine.connect() as connection:
        for table in ("entries", "entry_files", "drafts"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - the test's own names
