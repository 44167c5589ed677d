"""From a visit's audio to its note."""

from dataclasses import asdict
from typing import Any

from dbos import DBOS

from sporo_service.catalog import Catalog, Template
from sporo_service.engines.base import EngineError, Note, NoteWriter, Transcriber
from sporo_service.jobs import AUDIO_NOTE, Jobs
from sporo_service.store import Job
from sporo_service.work.plain import PlainFiles
from sporo_service.work.steps import begin, failing, reporter, step

TRANSCRIBED = 0.95
"""The share of the work that is done when the transcript stands."""

NOT_TRANSCRIBED = (
    "The recording could not be transcribed because of a fault in the service. Please send it again."
)
NOT_WRITTEN = (
    "The note could not be written because of a fault in the service. Please send the recording again."
)


class AudioNotes:
    """The steps of an audio note job."""

    def __init__(
        self, jobs: Jobs, catalog: Catalog, transcriber: Transcriber, writer: NoteWriter, plain: PlainFiles
    ) -> None:
        self._jobs = jobs
        self._store = jobs.store
        self._catalog = catalog
        self._transcriber = transcriber
        self._writer = writer
        self._plain = plain

    def transcribe(self, job_id: str) -> None:
        """Keep what was said."""
        job = self._store.job(job_id)
        if job is None or not job.open or job.result:
            return
        with (
            failing(self._jobs, job_id, "transcription_failed", NOT_TRANSCRIBED),
            self._plain.of(self._store.audio_of(job_id), job_id) as audio,
        ):
            report = reporter(self._jobs, job_id)
            heard = self._transcriber.transcribe(
                audio, self._template(job), lambda share: report(share * TRANSCRIBED)
            )
            found = asdict(heard)
            self._store.keep_result(job_id, {"transcript": found.pop("text"), **found}, TRANSCRIBED)

    def write(self, job_id: str) -> None:
        """Complete the job with the note."""
        job = self._store.job(job_id)
        if job is None or not job.open:
            return
        with failing(self._jobs, job_id, "note_failed", NOT_WRITTEN):
            note = self._writer.write(job.result["transcript"], self._template(job))
            self._jobs.complete(job_id, {**job.result, "note": note.text, **_told(job, note)})

    def forget_audio(self, job_id: str) -> None:
        """Remove the audio: once a job has ended, nobody needs it here."""
        self._store.audio_of(job_id).unlink(missing_ok=True)

    def register(self, attempts: int) -> None:
        """Make the workflow known to DBOS, before it is launched."""

        @DBOS.workflow(name=AUDIO_NOTE)
        def audio_note(job_id: str) -> None:
            # Not a step: it counts every beginning, also those of a job that is taken up again.
            begin(self._jobs, job_id, attempts)
            step("transcribe", self.transcribe, job_id)
            step("write", self.write, job_id)
            step("forget_audio", self.forget_audio, job_id)

    def _template(self, job: Job) -> Template:
        template = self._catalog.get(job.request["template_id"])
        if template is None:
            raise EngineError(
                "template_missing", "The template was removed. Choose another and send it again."
            )
        return template


def _told(job: Job, note: Note) -> dict[str, Any]:
    """The note as the answer has it; its warnings follow those of the transcript."""
    told = asdict(note)
    del told["is_remark"]
    return {**told, "warnings": [*job.result.get("warnings", ()), *note.warnings]}
