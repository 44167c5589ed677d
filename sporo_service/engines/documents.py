"""Reads documents in a child process with limits, so that a poisoned file fails its job and nothing else."""

from dataclasses import dataclass
from pathlib import Path

from sporo_documents.document import Document, DocumentError
from sporo_documents.limits import Limits
from sporo_documents.reading import read
from sporo_service.engines.base import DocumentReader, EngineError, Progress
from sporo_service.settings import Settings


@dataclass(frozen=True)
class LocalReader:
    """Reads files of every kind that `sporo_documents` knows, on this machine."""

    limits: Limits

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        """The document; raises `EngineError`, its sentence naming the file, where it can't be read."""
        try:
            return read(file, name, self.limits, progress)
        except DocumentError as error:
            raise EngineError(error.code, error.sentence) from None


def build_reader(settings: Settings) -> DocumentReader:
    """The reader, with the limits for each file that the settings name."""
    return LocalReader(
        Limits(
            seconds=settings.document_seconds,
            page_seconds=settings.ocr_page_seconds,
            megabytes=settings.document_megabytes,
            pages=settings.document_pages,
            threads=settings.ocr_threads,
        )
    )
