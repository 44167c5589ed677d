"""What the app is told of the service inside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sporo_service.embedded import Embedded
from sporo_service.settings import Settings
from sporo_service.store import open_store

MISSING = "The speech model is missing."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path)


@pytest.fixture
def embedded(settings: Settings) -> Iterator[Embedded]:
    service = Embedded(settings, 8501)
    yield service
    service.stop()


def test_a_living_worker_without_an_engine_is_a_lack_and_no_trouble(
    embedded: Embedded, settings: Settings
) -> None:
    store = open_store(settings)
    assert embedded.lacks() == ""
    store.see_worker("first", MISSING, ["coder"])
    assert (embedded.lacks(), embedded.trouble()) == (MISSING, "")
    store.see_worker("first", None, ["coder", "transcriber"])
    assert embedded.lacks() == ""
    store.close()
