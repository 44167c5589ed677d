"""From a patient's documents to one summary of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from dbos import DBOS
from sqlalchemy.exc import SQLAlchemyError

from sporo_documents.document import Document, Page
from sporo_service.engines.base import DocumentReader, EngineError, Progress, Summarizer
from sporo_service.jobs import UPLOAD, Jobs
from sporo_service.logs import logger_of
from sporo_service.store import Job
from sporo_service.summaries import cited_pages, flat, told, warnings
from sporo_service.work.plain import PlainFiles
from sporo_service.work.steps import begin, failing, reporter, scrubbed, step

log = logger_of(__name__)

READ = 0.9
"""The share of the work that is done when all files are read."""

NOT_READ = "{name} could not be read because of a fault in the service. Please send it again."
NOT_SUMMARIZED = (
    "The documents could not be summarized because of a fault in the service. Please send them again."
)
NONE_READ = "None of the {count} files could be read. {sentences}"


@dataclass(frozen=True)
class Unread:
    """A file that could not be read, and why."""

    name: str
    error_code: str
    error_message: str


Outcome = Document | Unread
"""What came of reading one file."""


class Uploads:
    """The steps of an upload job."""

    def __init__(self, jobs: Jobs, reader: DocumentReader, summarizer: Summarizer, plain: PlainFiles) -> None:
        self._jobs = jobs
        self._store = jobs.store
        self._reader = reader
        self._summarizer = summarizer
        self._plain = plain

    def read(self, job_id: str) -> None:
        """Keep what every file says; a file read before is not read again."""
        job = self._store.job(job_id)
        if job is None or not job.open:
            return
        with failing(self._jobs, job_id, "reading_failed", NOT_SUMMARIZED):
            names, report = job.request["files"], reporter(self._jobs, job_id)
            for number, name in enumerate(names):
                kept = self._kept(job_id, number)
                if not kept.exists():
                    share = _part_of(report, number, len(names))
                    self._keep(kept, self._read_file(job_id, number, name, share))

    def summarize(self, job_id: str) -> None:
        """Complete the job with the summary of the files that could be read, or fail it where none could."""
        job = self._store.job(job_id)
        if job is None or not job.open:
            return
        with failing(self._jobs, job_id, "summary_failed", NOT_SUMMARIZED):
            outcomes = list(self._outcomes(job))
            documents = [outcome for outcome in outcomes if isinstance(outcome, Document)]
            if not documents:
                raise _none_read([outcome for outcome in outcomes if isinstance(outcome, Unread)])
            self._jobs.complete(job_id, self._result(job, outcomes, documents))

    def forget_files(self, job_id: str) -> None:
        """Remove the files: once a job has ended, nobody needs them here."""
        rmtree(self._store.upload_of(job_id), ignore_errors=True)

    def register(self, attempts: int) -> None:
        """Make the workflow known to DBOS, before it is launched."""

        @DBOS.workflow(name=UPLOAD)
        def upload(job_id: str) -> None:
            begin(self._jobs, job_id, attempts)
            step("read", self.read, job_id)
            step("summarize", self.summarize, job_id)
            step("forget_files", self.forget_files, job_id)

    def _read_file(self, job_id: str, number: int, name: str, progress: Progress) -> Outcome:
        sealed = self._store.upload_of(job_id) / f"{number}.sealed"
        try:
            with self._plain.of(sealed, f"{job_id}-{number}") as plain:
                return self._reader.read(plain, name, progress)
        except SQLAlchemyError:
            raise
        except EngineError as error:
            return Unread(name, error.code, error.sentence)
        except Exception as error:  # noqa: BLE001 (one file's fault must not take the others along)
            log.error("file not read", job=job_id, number=number, fault=scrubbed(error))  # noqa: TRY400 (a traceback may quote a patient)
            return Unread(name, "reading_failed", NOT_READ.format(name=name))

    def _result(self, job: Job, outcomes: Sequence[Outcome], documents: Sequence[Document]) -> dict[str, Any]:
        summary = self._summarizer.summarize(documents, job.request["extra_information"] or "")
        left_out = [outcome.error_message for outcome in outcomes if isinstance(outcome, Unread)]
        return {
            "response": flat(summary, left_out),
            **told(summary),
            "documents": [_line(outcome) for outcome in outcomes],
            "pages": cited_pages(summary, documents),
            "warnings": [*summary.warnings, *warnings(documents, len(left_out))],
        }

    def _kept(self, job_id: str, number: int) -> Path:
        return self._store.upload_of(job_id) / f"{number}.read"

    def _keep(self, place: Path, outcome: Outcome) -> None:
        # Written beside and then renamed: a worker that dies while it writes leaves nothing that looks read.
        unfinished = place.with_suffix(".new")
        unfinished.write_bytes(self._store.cipher.seal(json.dumps(asdict(outcome)), _seal_of(place)))
        unfinished.replace(place)

    def _outcomes(self, job: Job) -> Iterator[Outcome]:
        for number in range(len(job.request["files"])):
            place = self._kept(job.id, number)
            facts = json.loads(self._store.cipher.open(place.read_bytes(), _seal_of(place)))
            if "error_code" in facts:
                yield Unread(**facts)
            else:
                pages = tuple(Page(**page) for page in facts["pages"])
                yield Document(facts["name"], facts["kind"], pages)


def _part_of(report: Progress, number: int, count: int) -> Progress:
    """The progress of one file as a part of the job's."""
    return lambda share: report((number + share) / count * READ)


def _seal_of(place: Path) -> str:
    return f"uploads.{place.parent.name}:{place.name}"


def _line(outcome: Outcome) -> dict[str, Any]:
    """A file as the answer lists it."""
    if isinstance(outcome, Document):
        return {
            "name": outcome.name,
            "kind": outcome.kind,
            "pages": len(outcome.pages),
            "error_code": None,
            "error_message": None,
        }
    return {**asdict(outcome), "kind": None, "pages": None}


def _none_read(files: Sequence[Unread]) -> EngineError:
    codes = {file.error_code for file in files}
    code = codes.pop() if len(codes) == 1 else "no_readable_file"
    sentences = " ".join(file.error_message for file in files)
    if len(files) == 1:
        return EngineError(code, sentences)
    return EngineError(code, NONE_READ.format(count=len(files), sentences=sentences))
