"""Every number and secret of the app, from the environment or from Streamlit's secrets."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from sporo_ui.settings import MEGABYTE, Settings, from_secrets

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The process's environment without the app's variables; put back afterwards."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("SPORO_"):
            del os.environ[name]
    yield os.environ  # type: ignore[misc] # environ is a mapping of strings that behaves as a dict
    os.environ.clear()
    os.environ.update(before)


def test_nothing_has_to_be_set(environment: dict[str, str]) -> None:
    assert not [name for name in environment if name.startswith("SPORO_")]
    settings = Settings()
    assert settings.api_url == ""
    assert settings.webhook_base == ""
    assert settings.data_dir.name == "sporo"
    assert settings.database_url.startswith("sqlite:///")
    assert settings.reads_per_minute == 5


def test_the_environment_is_heard(environment: dict[str, str], tmp_path: Path) -> None:
    environment |= {
        "SPORO_DATA_DIR": str(tmp_path),
        "SPORO_API_URL": " https://api.example.com/api/v1/pcr/ ",
        "SPORO_API_KEY": "a-key\n",
        "SPORO_PUBLIC_URL": "https://clinic.example.com/",
    }
    settings = Settings()
    assert settings.database_url == f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}"
    assert settings.api_url == "https://api.example.com/api/v1/pcr"
    assert settings.api_key.get_secret_value() == "a-key"
    assert settings.webhook_base == "https://clinic.example.com/hooks"


@pytest.mark.parametrize("prefix", ["SPORO_", "sporo_"])
def test_secrets_fill_in_and_the_environment_wins(environment: dict[str, str], prefix: str) -> None:
    environment["SPORO_API_KEY"] = "of the environment"
    secrets = {
        f"{prefix}api_key": "of the secrets",
        f"{prefix}api_url": "https://api.example.com",
        "other": {"a": 1},
    }
    settings = from_secrets(secrets)
    assert settings.api_key.get_secret_value() == "of the environment"
    assert settings.api_url == "https://api.example.com"


def test_secrets_of_something_else_are_left_alone(environment: dict[str, str]) -> None:
    assert "SPORO_API_KEY" not in environment
    assert from_secrets({"api_key": "of another service"}).api_key.get_secret_value() == ""


@pytest.mark.parametrize("url", ["postgres://db.example.com/sporo", "postgresql://db.example.com/sporo"])
def test_postgresql_is_named_as_its_own_tools_name_it(url: str) -> None:
    assert Settings(ledger_url=url).database_url == "postgresql+psycopg://db.example.com/sporo"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("api_url", "api.example.com"),
        ("public_url", "ftp://clinic.example.com"),
        ("api_key", "schlüssel"),
        ("api_key", "a\nb"),
        ("reads_per_minute", "0"),
        ("lease_seconds", "-1"),
    ],
)
def test_a_setting_that_can_not_work_is_refused_at_the_start_by_name(
    environment: dict[str, str], name: str, value: str
) -> None:
    environment[f"SPORO_{name.upper()}"] = value
    with pytest.raises(ValidationError, match=name):
        Settings()


def test_a_refused_key_is_not_printed() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"api_key": "geheim-schlüssel"})
    assert "geheim" not in str(caught.value)


def test_secrets_are_not_printed() -> None:
    assert "a-key" not in repr(Settings.model_validate({"api_key": "a-key"}))


def test_the_app_takes_what_a_page_says_that_it_takes() -> None:
    configured = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    largest = max(Settings().max_audio_bytes, Settings().max_upload_bytes)
    assert configured["maxUploadSize"] * MEGABYTE >= largest
