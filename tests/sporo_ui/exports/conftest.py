"""A ledger for what does not ask anything of the database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sporo_ui.ground import Ground


@pytest.fixture
def ground_of_sqlite(tmp_path: Path) -> Iterator[Ground]:
    """A real ledger on SQLite alone."""
    found = Ground(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}")
    yield found
    found.engine.dispose()
