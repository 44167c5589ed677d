"""Every number and secret of the app, in one class; read from `SPORO_...` variables."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOOKS = "/hooks"
"""Where the app receives webhooks."""
MINUTE = 60.0
MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """The app's settings. Environment variables win over values of `.streamlit/secrets.toml`."""

    model_config = SettingsConfigDict(env_prefix="SPORO_", extra="ignore", frozen=True)

    data_dir: Path = Field(default_factory=lambda: user_data_path("sporo", appauthor=False))
    """Where the ledger, its key and kept recordings are."""
    ledger_url: str = ""
    """The ledger's database; empty means a SQLite file in `data_dir`."""
    secret_key: SecretStr | None = None
    """32 bytes in base64 that seal what names or describes a patient; without it a key file is made once."""

    api_url: str = ""
    """A hosted Clinical API, with its base path; empty means the embedded service."""
    api_key: SecretStr = SecretStr("")
    public_url: str = ""
    """This app's address as the service sees it, for webhooks; empty means that no webhooks are asked for."""

    connect_seconds: float = 5
    read_seconds: float = 20
    write_seconds: float = 60
    """The longest that one piece of an upload may take to leave."""
    submit_answer_seconds: float = 60
    """The longest wait for the answer once a visit is sent."""
    get_tries: int = 4
    longest_retry_wait: float = 10
    slow_seconds: float = 5
    stop_seconds: float = 5
    """How long the app's end waits for its threads."""

    reads_per_minute: int = 5
    hint_reserve: int = 1
    """Status reads of a minute that are kept for jobs that a webhook named."""
    lease_seconds: float = 45
    send_patience: float = 24 * 60 * MINUTE
    """How long a visit that could not be sent is tried again by itself."""
    job_patience: float = 48 * 60 * MINUTE
    """How long the service may work on a job before it counts as failed."""
    double_submit_seconds: float = 10 * MINUTE
    """How long a finished recording still blocks the same one with the same template."""
    templates_fresh_seconds: float = 5 * MINUTE
    templates_retry_seconds: float = 10
    max_audio_bytes: int = 200 * MEGABYTE

    @property
    def database_url(self) -> str:
        """The ledger's database as SQLAlchemy wants it."""
        return self.ledger_url or f"sqlite:///{self.data_dir / 'ledger.db'}"

    @property
    def webhook_base(self) -> str:
        """What the addresses of this app's webhooks begin with, or nothing."""
        return f"{self.public_url.rstrip('/')}{HOOKS}" if self.public_url else ""

    @property
    def claim_seconds(self) -> float:
        """How long a sender may be silent before it counts as gone: its longest wait, and some more."""
        return self.write_seconds + self.submit_answer_seconds + self.connect_seconds


def from_secrets(secrets: Mapping[str, Any]) -> Settings:
    """Settings with the values of `.streamlit/secrets.toml` beneath the environment's."""
    asked = {name.lower().removeprefix("sporo_"): value for name, value in secrets.items()}
    from_environment = Settings().model_fields_set
    return Settings(**{name: value for name, value in asked.items() if name not in from_environment})
