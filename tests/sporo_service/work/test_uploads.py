"""Each step by itself: what it keeps, what it leaves out, and that doing it twice does no harm."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from sporo_documents.document import Document, Page
from sporo_service.crypto import private_folder
from sporo_service.engines.base import EngineError, Progress, Summary
from sporo_service.jobs import UPLOAD, new_job_id
from sporo_service.service import Service
from sporo_service.store import Job
from sporo_service.work.plain import PlainFiles
from sporo_service.work.uploads import Uploads
from tests.sporo_service.fast_worker import FastSummarizer

LOCKED = "is protected by a password. Send it without."


@dataclass
class Eye:
    """Reads every file as one page; raises what is given for a file's name."""

    troubles: dict[str, Exception] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        progress(0.5)
        self.seen.append(name)
        if name in self.troubles:
            raise self.troubles[name]
        return Document(name, "text", (Page(1, file.read_text(), by_ocr=name.endswith("png")),))


class Broken:
    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        raise ValueError(documents[0].pages[0].text + focus)


@pytest.fixture
def eye() -> Eye:
    return Eye()


@pytest.fixture
def work(service: Service, eye: Eye) -> Uploads:
    return Uploads(service.jobs, eye, FastSummarizer(), _plain(service))


def _plain(service: Service) -> PlainFiles:
    return PlainFiles(service.settings.data_dir / "work", service.store.cipher)


def _accept(service: Service, **files: str) -> str:
    job_id = new_job_id()
    folder = private_folder(service.store.upload_of(job_id))
    for number, text in enumerate(files.values()):
        sealed = service.store.cipher.sealed_file(folder / f"{number}.sealed")
        sealed.write(text.encode())
        sealed.keep()
    names = [name.replace("_", ".") for name in files]
    asked: dict[str, object] = {
        "files": names,
        "extra_information": None,
        "metadata": {},
        "webhook_url": None,
    }
    service.jobs.accept(job_id, UPLOAD, "0" * 24, asked)
    return job_id


def _job(service: Service, job_id: str) -> Job:
    job = service.store.job(job_id)
    assert job
    return job


def _unreadable(name: str, code: str = "encrypted") -> EngineError:
    return EngineError(code, f"{name} {LOCKED}")


def test_the_steps_lead_from_sealed_files_to_a_summary_and_leave_no_file(
    service: Service, work: Uploads
) -> None:
    job_id = _accept(service, a_txt="Cough.", b_txt="Fever.")
    work.read(job_id)
    work.summarize(job_id)
    work.forget_files(job_id)
    job = _job(service, job_id)
    assert job.status == "completed"
    assert job.result["response"] == "FINDINGS\n- Cough. (a.txt p. 1)\n- Fever. (b.txt p. 1)"
    assert list(service.store.uploads.iterdir()) == []
    assert list((service.settings.data_dir / "work").iterdir()) == []


def test_a_step_done_twice_reads_no_file_again_and_changes_nothing(
    service: Service, work: Uploads, eye: Eye
) -> None:
    job_id = _accept(service, a_txt="Cough.")
    for _ in range(2):
        work.read(job_id)
    work.summarize(job_id)
    first = _job(service, job_id)
    for step in (work.read, work.summarize, work.forget_files, work.forget_files):
        step(job_id)
    assert eye.seen == ["a.txt"]
    assert _job(service, job_id) == first


def test_what_was_read_lies_sealed(service: Service, work: Uploads) -> None:
    job_id = _accept(service, a_txt="Cough.")
    work.read(job_id)
    kept = service.store.upload_of(job_id) / "0.read"
    assert b"Cough" not in kept.read_bytes()


def test_the_good_files_are_summarized_and_the_others_named_with_their_reasons(
    service: Service, work: Uploads, eye: Eye
) -> None:
    eye.troubles = {"a.pdf": _unreadable("a.pdf"), "c.pdf": ValueError("Cough of Tony Stark")}
    job_id = _accept(service, a_pdf="x", b_png="Cough.", c_pdf="y")
    work.read(job_id)
    work.summarize(job_id)
    result = _job(service, job_id).result
    assert [(file["name"], file["pages"], file["error_code"]) for file in result["documents"]] == [
        ("a.pdf", None, "encrypted"),
        ("b.png", 1, None),
        ("c.pdf", None, "reading_failed"),
    ]
    assert result["response"].endswith(
        "LEFT OUT\n- a.pdf is protected by a password. Send it without.\n"
        "- c.pdf could not be read because of a fault in the service. Please send it again."
    )
    assert result["warnings"] == [
        "b.png: 1 of its pages was read from a picture, and may be misread.",
        "2 of 3 files were left out; the end of the summary says why.",
    ]


@pytest.mark.parametrize(
    ("files", "ending"),
    [
        (["a.pdf"], ("encrypted", f"a.pdf {LOCKED}")),
        (
            ["a.pdf", "b.pdf"],
            ("encrypted", f"None of the 2 files could be read. a.pdf {LOCKED} b.pdf {LOCKED}"),
        ),
        (
            ["a.pdf", "c.pdf"],
            ("no_readable_file", f"None of the 2 files could be read. a.pdf {LOCKED} c.pdf {LOCKED}"),
        ),
    ],
)
def test_an_upload_of_which_nothing_can_be_read_fails_and_says_why_for_each_file(
    files: list[str], ending: tuple[str, str], service: Service, work: Uploads, eye: Eye
) -> None:
    eye.troubles = {name: _unreadable(name) for name in ("a.pdf", "b.pdf")}
    eye.troubles["c.pdf"] = _unreadable("c.pdf", "corrupt")
    job_id = _accept(service, **dict.fromkeys((name.replace(".", "_") for name in files), "x"))
    work.read(job_id)
    work.summarize(job_id)
    job = _job(service, job_id)
    assert (job.status, (job.error_code, job.error_message)) == ("failed", ending)


def test_a_fault_of_the_summarizer_ends_the_job_without_the_patients_words(
    service: Service, eye: Eye, caplog: pytest.LogCaptureFixture
) -> None:
    work = Uploads(service.jobs, eye, Broken(), _plain(service))
    job_id = _accept(service, a_txt="Cough of Tony Stark")
    work.read(job_id)
    work.summarize(job_id)
    job = _job(service, job_id)
    assert (job.status, job.error_code) == ("failed", "summary_failed")
    assert "Stark" not in caplog.text + str(job.error_message)


def test_a_database_in_trouble_fails_the_step_and_not_the_file(
    service: Service, work: Uploads, eye: Eye
) -> None:
    eye.troubles = {"a.txt": sa.exc.OperationalError("", None, Exception())}
    job_id = _accept(service, a_txt="Cough.")
    with pytest.raises(sa.exc.OperationalError):
        work.read(job_id)
    eye.troubles = {}
    work.read(job_id)
    work.summarize(job_id)
    assert _job(service, job_id).status == "completed"


def test_a_reason_that_names_a_file_is_not_readable_in_the_database(
    service: Service, work: Uploads, eye: Eye
) -> None:
    eye.troubles = {"stark.pdf": _unreadable("stark.pdf")}
    job_id = _accept(service, stark_pdf="x")
    work.read(job_id)
    work.summarize(job_id)
    with service.store.engine.connect() as connection:
        row = connection.execute(sa.text("SELECT * FROM jobs")).one()
    assert not any("stark" in str(value) for value in row)
    assert "stark.pdf" in str(_job(service, job_id).error_message)
