"""Every number, place and secret of the service in one class; `SPORO_<NAME>` in the environment sets each."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from sporo_service.crypto import decoded_key

PREFIX = "SPORO_"
ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What the service was told; made once at the start of a process and handed on."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    data_dir: Path = Field(default_factory=lambda: platformdirs.user_data_path("sporo", appauthor=False))
    """The folder of everything that is kept: database, sealed audio, keys."""

    database_url: str = ""
    """The database's address, `postgresql://...`; empty is `service.db`, SQLite, in `data_dir`."""

    files_dir: Path | None = None
    """The folder of the sealed files of open jobs, which all machines on one database must share."""

    encryption_key: SecretStr | None = None
    """32 bytes in base64; without it a key is made in `data_dir` on the first run."""

    rate_limits: Literal["on", "off"] = "on"
    audio_submits_per_hour: int = Field(default=60, ge=1)
    """The contract names no number for audio: more than a practice's visits, less than a runaway script."""
    uploads_per_hour: int = Field(default=10, ge=1)
    texts_per_hour: int = Field(default=10, ge=1)
    icd10_submits_per_hour: int = Field(default=60, ge=1)
    """As for audio, the contract names no number."""
    status_reads_per_minute: int = Field(default=5, ge=1)
    """For each of the status routes."""

    webhook_allow: Annotated[tuple[str, ...], NoDecode] = ()
    """Private addresses that webhooks may go to, separated by commas: `host`, `host:port` or `10.0.0.0/8`."""

    whisper_model: str = ""
    """A CTranslate2 folder or a model's name; empty is the weights that come with the installation."""

    speech_mode: Literal["merged", "fast"] = "merged"
    transcribe_url: str = ""
    """An OpenAI-compatible endpoint for transcription; empty is the local engine."""

    transcribe_key: SecretStr | None = None
    transcribe_model: str = "whisper-1"
    """The model that the endpoint is asked for."""

    llm_url: str = ""
    """An OpenAI-compatible endpoint of a language model that writes summaries; empty is local rules."""

    llm_key: SecretStr | None = None
    llm_model: str = "gpt-4o-mini"
    """The model that the endpoint is asked for."""
    llm_seconds: float = Field(default=45, gt=0)
    """How long one answer may take in all: less than the app waits for the summary of a text."""

    coder: Literal["local", "model", "model_only"] = "local"
    """Who proposes codes: the local rules; a language model, else the rules; or the model and nobody else."""

    writer: Literal["local", "model"] = "local"
    """Who writes notes: the local rules; or a language model, to which the transcripts are then sent."""

    templates_dir: Path | None = None
    """A folder of a practice's own templates."""

    document_seconds: float = Field(default=60, gt=0)
    """How long the reading of one file may take, without the recognition of text in pictures."""
    ocr_page_seconds: float = Field(default=10, ge=0)
    """How much longer for each page whose text is recognized, which takes two seconds on idle processors."""
    document_megabytes: int = Field(default=2000, ge=500)
    """The most memory for the reading of one file; recognizing text in pictures needs about half of it."""
    document_pages: int = Field(default=2000, ge=1)
    ocr_threads: int = Field(default=2, ge=1)
    """How many processors the recognition of text in pictures may use."""

    max_audio_bytes: int = Field(default=200_000_000, ge=1)
    max_upload_bytes: int = Field(default=250_000_000, ge=1)
    """All files of one upload together."""
    max_upload_files: int = Field(default=50, ge=1)
    max_text_bytes: int = Field(default=1_000_000, ge=1)
    """A text to be summarized or coded, with what is sent beside it."""
    jobs_at_once: int = Field(default=1, ge=1)
    job_attempts: int = Field(default=5, ge=1)
    """How often a job may be begun before it counts as one that takes the worker down with it."""

    log_format: Literal["auto", "console", "json"] = "auto"
    """Lines for the eye or for machines; `auto` is for the eye at a terminal and for machines elsewhere."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    metrics_token: SecretStr | None = None
    """What a scraper on another machine must show; without it only this machine itself may scrape."""

    stuck_after_seconds: int = Field(default=1800, ge=1)
    """A job that has not moved for so long makes the service not ready."""

    @field_validator("data_dir", "files_dir", "templates_dir")
    @classmethod
    def _from_anywhere(cls, folder: Path | None) -> Path | None:
        return folder and folder.expanduser().resolve()

    @field_validator("encryption_key")
    @classmethod
    def _usable(cls, key: SecretStr | None) -> SecretStr | None:
        if key:
            decoded_key(key.get_secret_value())
        return key

    @field_validator("coder", "writer")
    @classmethod
    def _with_a_model(cls, who: str, others: ValidationInfo) -> str:
        if who != "local" and not others.data.get("llm_url"):
            raise ValueError("a language model works only where SPORO_LLM_URL names its endpoint")
        return who

    @field_validator("webhook_allow", mode="before")
    @classmethod
    def _by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def database(self) -> str:
        """The database as SQLAlchemy wants it: the default filled in, PostgreSQL with our driver."""
        url = self.database_url or f"sqlite:///{(self.data_dir / 'service.db').as_posix()}"
        return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)

    @property
    def files(self) -> Path:
        """The folder of the sealed files, the default filled in."""
        return self.files_dir or self.data_dir

    def environment(self) -> dict[str, str]:
        """This process's environment with these settings in it, for a child that must see the same.

        The child finds this code from any folder, so that it can keep the one that paths are relative to.
        """
        told = {PREFIX + name.upper(): _written(value) for name, value in self if value not in (None, "", ())}
        kept = {name: value for name, value in os.environ.items() if not _is_setting(name)}
        code = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        return {**kept, **told, "PYTHONPATH": code}


def _is_setting(name: str) -> bool:
    return name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() in Settings.model_fields


def _written(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return ",".join(value) if isinstance(value, tuple) else str(value)
