"""Each step by itself: what it keeps, and that doing it twice does no harm."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from sporo_service.catalog import Template
from sporo_service.engines.base import EngineError, Note, Progress, Section, Transcript
from sporo_service.jobs import AUDIO_NOTE, new_job_id
from sporo_service.service import Service
from sporo_service.store import Job
from sporo_service.work.audio_notes import AudioNotes
from sporo_service.work.plain import PlainFiles
from sporo_service.work.steps import begin, scrubbed

ATTEMPTS = 5
HEARD = "Start amoxicillin 500 mg."


@dataclass
class Ear:
    """Hears the same each time, or raises; remembers the files that it was given."""

    trouble: Exception | None = None
    heard: list[bytes] = field(default_factory=list)

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:
        self.heard.append(audio.read_bytes())
        progress(1.0)
        if self.trouble:
            raise self.trouble
        return Transcript(HEARD, warnings=(template.name,))


class Pen:
    def write(self, transcript: str, template: Template) -> Note:
        return Note((Section(template.sections[0].title, transcript),), "test")


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def work(service: Service, ear: Ear) -> AudioNotes:
    plain = PlainFiles(service.settings.data_dir / "work", service.store.cipher)
    return AudioNotes(service.jobs, service.catalog, ear, Pen(), plain)


def _accept(service: Service, template_id: str = "") -> str:
    job_id = new_job_id()
    audio = service.store.cipher.sealed_file(service.store.audio_of(job_id))
    audio.write(b"OggS")
    audio.keep()
    wanted = {"template_id": template_id or service.catalog.templates[0].id}
    service.jobs.accept(job_id, AUDIO_NOTE, "0" * 24, wanted)
    return job_id


def _job(service: Service, job_id: str) -> Job:
    job = service.store.job(job_id)
    assert job
    return job


def test_the_steps_lead_from_sealed_audio_to_a_note(service: Service, work: AudioNotes, ear: Ear) -> None:
    job_id = _accept(service)
    begin(service.jobs, job_id, ATTEMPTS)
    work.transcribe(job_id)
    assert (_job(service, job_id).status, _job(service, job_id).result["transcript"]) == ("processing", HEARD)
    work.write(job_id)
    work.forget_audio(job_id)
    assert ear.heard == [b"OggS"]
    assert _job(service, job_id).status == "completed"
    assert HEARD in _job(service, job_id).result["note"]
    assert list(service.store.audio.iterdir()) == []


def test_a_step_done_twice_changes_nothing(service: Service, work: AudioNotes, ear: Ear) -> None:
    job_id = _accept(service)
    begin(service.jobs, job_id, ATTEMPTS)
    for _ in range(2):
        work.transcribe(job_id)
    assert len(ear.heard) == 1
    work.write(job_id)
    first = _job(service, job_id)
    begin(service.jobs, job_id, ATTEMPTS)
    for step in (work.transcribe, work.write, work.forget_audio, work.forget_audio):
        step(job_id)
    assert _job(service, job_id) == first


def test_the_plain_audio_is_gone_after_the_step_even_when_it_fails(
    service: Service, work: AudioNotes, ear: Ear
) -> None:
    ear.trouble = ValueError(HEARD)
    job_id = _accept(service)
    work.transcribe(job_id)
    assert list((service.settings.data_dir / "work").iterdir()) == []


def test_an_unforeseen_fault_is_logged_by_its_kind_and_place_alone(
    service: Service, work: AudioNotes, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    ear.trouble = ValueError(HEARD)
    job_id = _accept(service)
    work.transcribe(job_id)
    (told,) = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert (told["job"], told["code"]) == (job_id, "transcription_failed")
    assert told["fault"].startswith("ValueError at test_audio_notes.py:")
    assert "amoxicillin" not in caplog.text


def test_an_engines_own_reason_reaches_the_clinician(service: Service, work: AudioNotes, ear: Ear) -> None:
    ear.trouble = EngineError("unplayable_audio", "This file can't be played.")
    job_id = _accept(service)
    work.transcribe(job_id)
    work.write(job_id)
    job = _job(service, job_id)
    assert (job.status, job.error_code, job.error_message) == (
        "failed",
        "unplayable_audio",
        "This file can't be played.",
    )


def test_a_database_in_trouble_fails_the_step_and_not_the_job(
    service: Service, work: AudioNotes, ear: Ear
) -> None:
    ear.trouble = sa.exc.OperationalError("", None, Exception())
    job_id = _accept(service)
    begin(service.jobs, job_id, ATTEMPTS)
    with pytest.raises(sa.exc.OperationalError):
        work.transcribe(job_id)
    assert _job(service, job_id).status == "processing"


def test_a_template_that_was_removed_is_said(service: Service, work: AudioNotes) -> None:
    job_id = _accept(service, template_id="f" * 24)
    work.transcribe(job_id)
    assert _job(service, job_id).error_code == "template_missing"


def test_one_beginning_too_many_ends_the_job(service: Service) -> None:
    job_id = _accept(service)
    for _ in range(ATTEMPTS):
        begin(service.jobs, job_id, ATTEMPTS)
    assert _job(service, job_id).status == "processing"
    begin(service.jobs, job_id, ATTEMPTS)
    assert _job(service, job_id).error_code == "worker_crashed"


def test_a_scrubbed_error_names_its_place_and_not_its_words() -> None:
    def fail() -> None:
        raise KeyError(HEARD)

    with pytest.raises(KeyError) as caught:
        fail()
    assert scrubbed(caught.value).startswith("KeyError at test_audio_notes.py:")
    assert scrubbed(KeyError(HEARD)) == "KeyError at nowhere"
