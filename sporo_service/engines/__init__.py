"""The engines that ship with the service: the worker asks for all of them here, the API for one."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sporo_documents.document import Document
from sporo_service.engines.base import Coder, DocumentReader, NoteWriter, Summarizer, Summary, Transcriber
from sporo_service.settings import Settings

# Engines take seconds and hundreds of megabytes to import, and only the worker needs them all.


def _transcriber(settings: Settings) -> Transcriber:
    from sporo_service.engines.speech import build_transcriber  # noqa: PLC0415 (loaded when asked for)

    return build_transcriber(settings)


def _writer(settings: Settings) -> NoteWriter:
    from sporo_service.engines.writer import LocalWriter  # noqa: PLC0415 (loaded when asked for)

    if settings.writer == "local":
        return LocalWriter()
    from sporo_service.engines.llm import Llm  # noqa: PLC0415 (half a second, only where a model is set)
    from sporo_service.engines.model_writer import ModelWriter  # noqa: PLC0415 (the same)

    return ModelWriter(Llm(settings), LocalWriter())


def _reader(settings: Settings) -> DocumentReader:
    from sporo_service.engines.documents import build_ready_reader  # noqa: PLC0415 (loaded when asked for)

    return build_ready_reader(settings)


def _coder(settings: Settings) -> Coder:
    from sporo_service.engines.coder import build_coder  # noqa: PLC0415 (loaded when asked for)

    return build_coder(settings)


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


BUILD: Mapping[str, Callable[[Settings], Any]] = {
    "transcriber": _transcriber,
    "writer": _writer,
    "reader": _reader,
    "summarizer": LateSummarizer,
    "coder": _coder,
}
"""How each engine is had, by its name in `Engines`; `EngineError` where it can't be."""
