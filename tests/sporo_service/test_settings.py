from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from sporo_service.crypto import new_key
from sporo_service.settings import Settings


def test_a_child_sees_the_same_settings_and_the_rest_of_the_environment(tmp_path: Path) -> None:
    told = Settings(
        data_dir=tmp_path,
        encryption_key=SecretStr(new_key()),
        rate_limits="off",
        webhook_allow=("127.0.0.1:8501", "10.0.0.0/8"),
        jobs_at_once=2,
    )
    child = told.environment()
    assert "PATH" in child
    fields = {
        name: child[f"SPORO_{name.upper()}"]
        for name in Settings.model_fields
        if f"SPORO_{name.upper()}" in child
    }
    assert Settings.model_validate(fields) == told


def test_the_database_lies_in_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).database == f"sqlite:///{tmp_path.resolve().as_posix()}/service.db"
    assert Settings(data_dir=tmp_path, database_url="postgresql+psycopg://db/x").database.startswith(
        "postgresql"
    )


def test_allowed_addresses_are_written_with_commas() -> None:
    assert Settings.model_validate({"webhook_allow": " 127.0.0.1 , ,ehr:8443"}).webhook_allow == (
        "127.0.0.1",
        "ehr:8443",
    )


@pytest.mark.parametrize(
    "wrong",
    [{"rate_limits": "maybe"}, {"jobs_at_once": 0}, {"max_audio_bytes": 0}, {"coder": "model"}],
)
def test_a_setting_that_makes_no_sense_is_refused_at_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


def test_a_secret_does_not_show_when_settings_are_printed() -> None:
    assert "hush" not in repr(Settings(transcribe_key=SecretStr("hush")))
