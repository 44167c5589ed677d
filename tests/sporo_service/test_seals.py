"""Key, database and folder of files that don't belong together are noticed at the start."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from sporo_service.crypto import new_key
from sporo_service.errors import StartError
from sporo_service.seals import WRONG_FOLDER, WRONG_KEY
from sporo_service.settings import Settings
from sporo_service.store import open_store


def _keyed(settings: Settings) -> Settings:
    return settings.model_copy(update={"encryption_key": SecretStr(new_key())})


def test_data_that_another_key_sealed_is_not_touched(settings: Settings) -> None:
    open_store(_keyed(settings)).close()
    with pytest.raises(StartError, match=WRONG_KEY[:40]):
        open_store(_keyed(settings))


def test_a_folder_may_move_with_its_files(settings: Settings, tmp_path: Path) -> None:
    settings = _keyed(settings)
    open_store(settings).close()
    moved = settings.data_dir.rename(tmp_path / "moved")
    open_store(settings.model_copy(update={"data_dir": moved})).close()


def test_machines_that_share_a_database_and_not_its_files_are_told(postgres_url: str, tmp_path: Path) -> None:
    first = _keyed(Settings(data_dir=tmp_path / "first", database_url=postgres_url))
    open_store(first).close()
    second = first.model_copy(update={"data_dir": tmp_path / "second"})
    with pytest.raises(StartError, match=WRONG_FOLDER[:40]):
        open_store(second)
    open_store(second.model_copy(update={"files_dir": first.data_dir})).close()
