"""Speech to text: Whisper on this machine, or an OpenAI-compatible endpoint where one is set."""

from typing import Literal, Protocol

import httpx
from pydantic import SecretStr

from sporo_service.engines.base import Transcriber
from sporo_service.engines.speech.ear import Ear
from sporo_service.engines.speech.remote import TIMEOUT, Remote
from sporo_service.engines.speech.whisper import Whisper


class SpeechSettings(Protocol):
    """What speech needs of the service's settings."""

    @property
    def whisper_model(self) -> str:
        """A folder or name of a model; empty for the packaged one."""

    @property
    def speech_mode(self) -> Literal["merged", "fast"]:
        """Two hearings merged, or one."""

    @property
    def transcribe_url(self) -> str:
        """An endpoint to use instead; empty for none."""

    @property
    def transcribe_key(self) -> SecretStr | None:
        """Its key."""

    @property
    def transcribe_model(self) -> str:
        """Which of its models."""


def build_transcriber(settings: SpeechSettings) -> Transcriber:
    """The transcriber that the settings ask for; a local model is loaded at its first use and kept."""
    if not settings.transcribe_url:
        return Whisper(Ear(settings.whisper_model), settings.speech_mode)
    key = settings.transcribe_key
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    http = httpx.Client(base_url=settings.transcribe_url, headers=headers, timeout=TIMEOUT)
    return Remote(http, settings.transcribe_model)
