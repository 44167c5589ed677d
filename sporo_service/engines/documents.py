"""Reads documents in a child process with limits, so that a poisoned file fails its job and nothing else."""

from dataclasses import dataclass
from pathlib import Path

from sporo_documents.children import COMMAND, FRESH, Children, Spare
from sporo_documents.document import Document, DocumentError
from sporo_documents.limits import Limits
from sporo_documents.reading import read
from sporo_service.engines.base import DocumentReader, EngineError, Progress
from sporo_service.settings import Settings


@dataclass(frozen=True)
class LocalReader:
    """Reads files of every kind that `sporo_documents` knows, on this machine."""

    limits: Limits
    children: Children = FRESH

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        """The document; raises `EngineError`, its sentence naming the file, where it can't be read."""
        try:
            return read(file, name, self.limits, progress, self.children)
        except DocumentError as error:
            raise EngineError(error.code, error.sentence) from None


def build_reader(settings: Settings) -> DocumentReader:
    """The reader, with the limits for each file that the settings name."""
    return LocalReader(_limits(settings))


def build_ready_reader(settings: Settings) -> DocumentReader:
    """The same for a process that reads all day: from its second file on, none waits for a start."""
    return LocalReader(_limits(settings), Spare((*COMMAND, str(settings.ocr_threads))))


def _limits(settings: Settings) -> Limits:
    return Limits(
        seconds=settings.document_seconds,
        page_seconds=settings.ocr_page_seconds,
        megabytes=settings.document_megabytes,
        pages=settings.document_pages,
        threads=settings.ocr_threads,
    )
