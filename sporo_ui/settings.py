"""Every number and secret of the app that an operator may set, in one class: `SPORO_<NAME>`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, NonNegativeInt, PositiveFloat, PositiveInt, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "sporo_"
HOOKS = "/hooks"
"""Where the app receives webhooks."""
MINUTE = 60.0
MEGABYTE = 1_000_000


class Settings(BaseSettings):
    """The app's settings. Environment variables win over values of `.streamlit/secrets.toml`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    data_dir: Path = Field(default_factory=lambda: user_data_path("sporo", appauthor=False))
    """Where the ledger, its key, kept recordings and documents are."""
    ledger_url: str = ""
    """The ledger's database, SQLite or PostgreSQL; empty means a SQLite file in `data_dir`."""
    encryption_key: SecretStr | None = None
    """32 bytes in base64 that seal what names or describes a patient; without it a key file is made once."""

    api_url: str = ""
    """A hosted Clinical API, with its base path; empty means the embedded service."""
    api_key: SecretStr = SecretStr("")
    api_knows_repetitions: bool = False
    """Whether the API answers a repeated `Idempotency-Key` with the same job, as our service does."""
    public_url: str = ""
    """This app's address as the service sees it, for webhooks; empty means that no webhooks are asked for."""

    connect_seconds: PositiveFloat = 5
    read_seconds: PositiveFloat = 20
    write_seconds: PositiveFloat = 60
    """The longest that one piece of an upload may take to leave."""
    submit_answer_seconds: PositiveFloat = 60
    """The longest wait for the answer once a visit, documents or a text are sent."""
    get_tries: PositiveInt = 4
    longest_retry_wait: PositiveFloat = 10
    slow_seconds: PositiveFloat = 5
    stop_seconds: PositiveFloat = 5
    """How long the app's end waits for its threads."""

    reads_per_minute: PositiveInt = 5
    hint_reserve: NonNegativeInt = 1
    """Status reads of a minute that are kept for jobs that a webhook named."""
    lease_seconds: PositiveFloat = 45
    send_patience: PositiveFloat = 24 * 60 * MINUTE
    """How long work that could not be sent is tried again by itself."""
    job_patience: PositiveFloat = 48 * 60 * MINUTE
    """How long the service may work on a job before it counts as failed."""
    double_submit_seconds: PositiveFloat = 10 * MINUTE
    """How long finished work still blocks the same one with the same request."""
    templates_fresh_seconds: PositiveFloat = 5 * MINUTE
    templates_retry_seconds: PositiveFloat = 10
    max_audio_bytes: PositiveInt = 200 * MEGABYTE
    max_upload_bytes: PositiveInt = 250 * MEGABYTE
    """The most that the documents of one summary weigh together."""
    max_upload_files: PositiveInt = 50
    consent_text: str = ""
    """What the practice tells a patient before a recording, to be read out beside the tick."""
    recorder: Literal["safe", "simple"] = "safe"
    """What records in the page: `safe` keeps every two seconds as they come, `simple` all at the end."""
    max_text_bytes: PositiveInt = 1 * MEGABYTE
    """The longest text that is summarized or coded, with what is sent beside it."""

    @field_validator("data_dir")
    @classmethod
    def _from_anywhere(cls, folder: Path) -> Path:
        return folder.expanduser().resolve()

    @field_validator("api_url", "public_url")
    @classmethod
    def _web_address(cls, address: str) -> str:
        address = address.strip().rstrip("/")
        if address and not address.startswith(("http://", "https://")):
            raise ValueError("an address of the web begins with http:// or https://")
        return address

    @field_validator("api_key")
    @classmethod
    def _fit_for_a_header(cls, key: SecretStr) -> SecretStr:
        plain = key.get_secret_value().strip()
        if not (plain.isascii() and plain.isprintable()):
            raise ValueError("a key has plain letters, digits and signs only")
        return SecretStr(plain)

    @property
    def database_url(self) -> str:
        """The ledger's database as SQLAlchemy wants it, with the one PostgreSQL driver that we know."""
        url = self.ledger_url or f"sqlite:///{(self.data_dir / 'ledger.db').as_posix()}"
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)

    @property
    def webhook_base(self) -> str:
        """What the addresses of this app's webhooks begin with, or nothing."""
        return f"{self.public_url}{HOOKS}" if self.public_url else ""

    @property
    def claim_seconds(self) -> float:
        """How long a sender may be silent before it counts as gone: its longest wait, and some more."""
        return self.write_seconds + self.submit_answer_seconds + self.connect_seconds


def from_secrets(secrets: Mapping[str, Any]) -> Settings:
    """Settings with the `SPORO_...` values of `.streamlit/secrets.toml` beneath the environment's."""
    from_environment = Settings().model_fields_set
    asked = {name.lower(): value for name, value in secrets.items()}
    ours = {name.removeprefix(PREFIX): value for name, value in asked.items() if name.startswith(PREFIX)}
    return Settings(**{name: value for name, value in ours.items() if name not in from_environment})
