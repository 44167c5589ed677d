"""The engines that ship with the service: the worker asks for all of them here, the API for one."""

from collections.abc import Sequence
from functools import cached_property

from sporo_documents.document import Document
from sporo_service.engines.base import Engines, Summarizer, Summary
from sporo_service.settings import Settings


def build_engines(settings: Settings) -> Engines:
    """The real engines that the settings name; `EngineError` where one can't be had."""
    # Engines take seconds and hundreds of megabytes to import, and only the worker needs them all.
    from sporo_service.engines.coder import build_coder  # noqa: PLC0415
    from sporo_service.engines.documents import build_reader  # noqa: PLC0415
    from sporo_service.engines.speech import build_transcriber  # noqa: PLC0415
    from sporo_service.engines.writer import LocalWriter  # noqa: PLC0415

    return Engines(
        transcriber=build_transcriber(settings),
        writer=LocalWriter(),
        reader=build_reader(settings),
        summarizer=LateSummarizer(settings),
        coder=build_coder(settings),
    )


class LateSummarizer:
    """The summarizer that the settings name, loaded when it is first asked: the API starts without it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        """What the loaded summarizer says; `EngineError` where it can't be had."""
        return self._loaded.summarize(documents, focus)

    @cached_property
    def _loaded(self) -> Summarizer:
        from sporo_service.engines.summarizer import build_summarizer  # noqa: PLC0415 (loaded when asked for)

        return build_summarizer(self._settings)
