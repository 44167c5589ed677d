"""The engines that ship with the service; the worker asks for them here, and nobody else does."""

from sporo_service.engines.base import Engines
from sporo_service.settings import Settings


def build_engines(settings: Settings) -> Engines:
    """The real engines that the settings name; `EngineError` where one can't be had."""
    # Speech takes seconds and hundreds of megabytes to import, and only the worker needs it.
    from sporo_service.engines.speech import build_transcriber  # noqa: PLC0415
    from sporo_service.engines.writer import LocalWriter  # noqa: PLC0415

    return Engines(transcriber=build_transcriber(settings), writer=LocalWriter())
