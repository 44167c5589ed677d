"""Speech to text: Whisper on this machine, or an OpenAI-compatible endpoint where one is set."""

from typing import Protocol

from sporo_service.engines.base import Transcriber
from sporo_service.engines.speech.whisper import Mode, Whisper


class SpeechSettings(Protocol):
    """What of the service's settings speech needs."""

    @property
    def whisper_model(self) -> str: ...
    @property
    def speech_mode(self) -> Mode: ...


def build_transcriber(settings: SpeechSettings) -> Transcriber:
    """The transcriber that the settings ask for; its model is loaded at the first use and kept."""
    from sporo_service.engines.speech.ear import Ear

    return Whisper(Ear(settings.whisper_model), settings.speech_mode)
