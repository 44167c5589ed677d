"""The ground that the app's tests stand on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.sporo_ui.ground import Ground

# A loaded machine is slow, not wrong.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """A real ledger and folder of recordings, with a scripted API."""
    found = Ground(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}")
    yield found
    found.engine.dispose()
