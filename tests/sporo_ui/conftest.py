"""The ground that the app's tests stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from sporo_ui.database import open_database
from sporo_ui.settings import Settings
from tests.postgres import Postgres
from tests.sporo_ui.ground import Ground

# A loaded machine is slow, not wrong.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture
def postgres_ledger(postgres_server: Postgres) -> Iterator[str]:
    """A PostgreSQL database with the ledger's tables, as an operator would name it."""
    with postgres_server.database("ledger", _migrate) as url:
        yield url


def _migrate(url: str) -> None:
    open_database(Settings(ledger_url=url).database_url).dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest) -> str:
    """Whatever stands on this is asked of both databases; empty is the default, SQLite."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_ledger"))


@pytest.fixture
def ground(tmp_path: Path, ledger_url: str) -> Iterator[Ground]:
    """A real ledger and folder of recordings, with a scripted API."""
    found = Ground(tmp_path, Settings(data_dir=tmp_path, ledger_url=ledger_url).database_url)
    yield found
    found.engine.dispose()
