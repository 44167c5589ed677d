"""Everything that a worker does, put together from its engines, and what it clears away."""

import time
from pathlib import Path
from shutil import rmtree

from sporo_service.catalog import Catalog
from sporo_service.engines.base import Engines
from sporo_service.jobs import Jobs
from sporo_service.settings import Settings
from sporo_service.work.audio_notes import AudioNotes
from sporo_service.work.codes import Codes
from sporo_service.work.plain import PlainFiles
from sporo_service.work.uploads import Uploads

ORPHANED_AFTER = 3600.0
"""Seconds after which sealed files without an open job are not a sending on its way."""


class Workflows:
    """The durable workflows of every kind of job."""

    def __init__(self, jobs: Jobs, catalog: Catalog, engines: Engines, settings: Settings) -> None:
        self._store = jobs.store
        self._plain = PlainFiles(settings.data_dir / "work", jobs.store.cipher)
        self._attempts = settings.job_attempts
        self._kinds = (
            AudioNotes(jobs, catalog, engines.transcriber, engines.writer, self._plain),
            Uploads(jobs, engines.reader, engines.summarizer, self._plain),
            Codes(jobs, engines.coder),
        )

    def register(self) -> None:
        """Make them known to DBOS, before it is launched."""
        for kind in self._kinds:
            kind.register(self._attempts)

    def forget_unsealed(self) -> None:
        """Remove what lies unsealed while it is worked on."""
        self._plain.forget()

    def forget_orphans(self) -> None:
        """Remove the files that were left by sendings that never became a job."""
        open_jobs = set(self._store.open_jobs())
        for sealed in (*self._store.audio.iterdir(), *self._store.uploads.iterdir()):
            if sealed.stem not in open_jobs and _last_written(sealed) < time.time() - ORPHANED_AFTER:
                _remove(sealed)


def _last_written(path: Path) -> float:
    """When anything of it was written; a folder itself tells only when a file was added to it."""
    try:
        parts = [path, *path.iterdir()] if path.is_dir() else [path]
        return max(part.stat().st_mtime for part in parts)
    except FileNotFoundError:  # it was on its way, and has just arrived or been given up
        return time.time()


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
