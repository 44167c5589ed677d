"""The desk that the page tests sit at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.desk import Desk
from tests.sporo_ui.ground import Ground


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Pages on a real ledger, with a scripted API."""
    ground = Ground(tmp_path, f"sqlite:///{tmp_path / 'ledger.db'}")
    desk = Desk(ground)
    with desk.closing:
        yield desk
    ground.engine.dispose()
