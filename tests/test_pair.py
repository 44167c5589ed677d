"""The real client against the real service over a socket, with a real worker: the two sides fit."""

import io
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import httpx
import pytest
from pydantic import SecretStr

from sporo_service.app import API_PATH
from sporo_service.keys import Keys
from sporo_service.settings import Settings as ServiceSettings
from sporo_service.store import open_store
from sporo_service.supervisor import Supervisor
from sporo_ui import deps
from sporo_ui.client import SporoClient
from sporo_ui.documents import DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry, State
from sporo_ui.errors import Busy, NotAllowed, Rejected, Unknown
from sporo_ui.identity import Patient
from sporo_ui.models import AudioJob, Template
from sporo_ui.settings import Settings
from sporo_ui.texts import TextRequest
from sporo_ui.visits import Visit
from tests.sporo_service.fast_worker import DISEASE, HEARD
from tests.sporo_service.harness import CLIP, FAST_WORKER, Server, eventually

NOBODYS_JOB = "0" * 24
OGG = ("visit.ogg", "audio/ogg")


@dataclass
class Pair:
    """The app's services and the service that they speak to."""

    app: deps.Services
    url: str
    closing: ExitStack

    def template(self, name: str = "SOAP") -> Template:
        return next(template for template in self.app.client.all_templates() if template.name == name)

    def send_clip(self) -> str:
        with CLIP.open("rb") as file:
            accepted = self.app.client.send_audio((OGG[0], file, OGG[1]), template_id=self.template().id)
        return accepted.job_id

    def stranger(self) -> SporoClient:
        """A client with a key that the service does not know."""
        http = httpx.Client(base_url=self.url, headers={"X-API-KEY": "sporo_stranger"})
        return SporoClient(self.closing.enter_context(http))


@contextmanager
def _open_pair(folder: Path, rate_limits: Literal["on", "off"]) -> Iterator[Pair]:
    """A service with its worker, and the app's services with a key to it."""
    settings = ServiceSettings(data_dir=folder / "service", rate_limits=rate_limits)
    store = open_store(settings)
    key = Keys(store).create("the app")
    store.close()
    with ExitStack() as stack:
        worker = Supervisor(FAST_WORKER, settings.environment())
        worker.start()
        stack.callback(worker.stop)
        url = stack.enter_context(Server(settings)) + API_PATH
        app = deps.build(Settings(data_dir=folder / "app", api_url=url, api_key=SecretStr(key)))
        app.start()
        stack.callback(app.stop)
        yield Pair(app, url, stack)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with _open_pair(tmp_path_factory.mktemp("pair"), "off") as opened:
        yield opened


@pytest.fixture
def limited_pair(tmp_path: Path) -> Iterator[Pair]:
    with _open_pair(tmp_path, "on") as opened:
        yield opened


def _ended(pair: Pair, job_id: str) -> AudioJob:
    def look() -> AudioJob | None:
        job = pair.app.client.audio_job(job_id)
        return job if job.status in ("completed", "failed") else None

    return eventually(look)


def _settled(pair: Pair, entry: Entry) -> Entry:
    def look() -> Entry | None:
        now = pair.app.visits.entry(LOCAL_PERSON, entry.id)
        return None if now.is_open else now

    return eventually(look)


def test_every_template_is_listed_once_by_pages(pair: Pair) -> None:
    page = pair.app.client.templates(limit=5)
    names = [template.name for template in pair.app.client.all_templates()]
    assert len(page.data) == 5
    assert page.count == len(names) == len(set(names))
    assert len(names) >= 8


def test_audio_becomes_a_transcript_and_a_note_with_all_that_our_service_adds(
    pair: Pair,
) -> None:
    job = _ended(pair, pair.send_clip())
    assert job.status == "completed"
    assert job.transcript == HEARD
    assert job.note
    assert HEARD in job.note
    assert [(segment.start, segment.text) for segment in job.segments] == [(0.0, HEARD)]
    assert [(span.text, span.kind) for span in job.uncertain] == [("amoxicillin", "drug")]
    assert job.warnings == ("The recording is quiet.",)


def test_a_visit_that_a_person_sends_ends_in_their_worklist(pair: Pair) -> None:
    visit = Visit("visit.ogg", pair.template(), "Room 3", datetime.now(UTC))
    with CLIP.open("rb") as file:
        entry = pair.app.visits.submit_visit(LOCAL_PERSON, file, visit)
    assert _settled(pair, entry).state is State.COMPLETED
    assert pair.app.visits.note(LOCAL_PERSON, entry.id).transcript == HEARD


def test_documents_that_a_person_sends_end_in_a_summary_whose_sources_open(pair: Pair) -> None:
    names = ("Überweisung 病歴.txt", "scan.txt", "scan.txt")
    contents = (b"Has asthma.\nTakes honey.", b"unreadable", b"No fever.")
    files = [(name, io.BytesIO(content)) for name, content in zip(names, contents, strict=True)]
    request = DocumentsRequest("Room 3", "Problems", {"case": "1234"}, Patient("a@b.org", "Ada", "Byron"))
    entry = pair.app.documents.submit(LOCAL_PERSON, files, request)
    assert _settled(pair, entry).state is State.COMPLETED
    summary = pair.app.documents.summary(LOCAL_PERSON, entry.id)
    assert [file.name for file in summary.left_out] == ["scan.txt"]
    sources = [source for part in summary.sections for line in part.lines for source in line.sources]
    places = [(source.file, source.page) for source in sources]
    assert places == [("Überweisung 病歴.txt", 1), ("Überweisung 病歴.txt", 2), ("scan (2).txt", 1)]
    for source in sources:
        page = pair.app.documents.source(LOCAL_PERSON, entry.id, source.file, source.page)
        assert source.quote in page.text


def test_a_text_that_a_person_pastes_is_summarized_at_once_and_found_in_itself(pair: Pair) -> None:
    request = TextRequest("Room 3", "Seen for a cough.", "Problems")
    entry = pair.app.texts.summarize(LOCAL_PERSON, request)
    (part,) = pair.app.texts.summary(LOCAL_PERSON, entry.id).sections
    assert (part.title, part.lines[0].sources[0].quote) == ("Problems", "Seen for a cough.")


def test_a_text_that_a_person_sends_to_be_coded_ends_in_codes_with_their_places(pair: Pair) -> None:
    entry = pair.app.codes.submit(LOCAL_PERSON, "Room 3", f"History of {DISEASE}.")
    assert _settled(pair, entry).state is State.COMPLETED
    coded = pair.app.codes.result(LOCAL_PERSON, entry.id)
    assert [(row.code, coded.text[row.place.start : row.place.end]) for row in coded.rows] == [
        ("I10", DISEASE)
    ]


def test_each_refusal_becomes_its_own_error_with_the_services_sentence(pair: Pair, tmp_path: Path) -> None:
    text = tmp_path / "visit.mp3"
    text.write_text("not audio at all" * 1000)
    with text.open("rb") as file, pytest.raises(Rejected, match=r"\.$"):
        pair.app.client.send_audio(("visit.mp3", file, "audio/mpeg"), template_id=pair.template().id)
    with CLIP.open("rb") as file, pytest.raises(Rejected, match="template"):
        pair.app.client.send_audio((OGG[0], file, OGG[1]), template_id="f" * 24)
    with pytest.raises(Rejected, match="id"):
        pair.app.client.audio_job("not-an-id")
    with pytest.raises(Unknown):
        pair.app.client.audio_job(NOBODYS_JOB)
    with pytest.raises(NotAllowed):
        pair.stranger().audio_job(NOBODYS_JOB)


def test_documents_and_texts_are_refused_with_the_services_sentences(pair: Pair) -> None:
    client, note = pair.app.client, ("note.txt", io.BytesIO(b"Cough."), "text/plain")
    with pytest.raises(Rejected, match="file"):
        client.upload([])
    with pytest.raises(Rejected, match="webhook_url"):
        client.upload([note], webhook_url="nowhere")
    for text in (" ", "a" * 2_000_000):
        with pytest.raises(Rejected, match="The text is"):
            client.summarize_text(text)
        with pytest.raises(Rejected, match="The text is"):
            client.send_text_for_codes(text)
    for read in (client.upload_job, client.icd10_job):
        with pytest.raises(Rejected, match="id"):
            read("not-an-id")
        with pytest.raises(Unknown):
            read(NOBODYS_JOB)


def test_what_is_sent_beside_documents_and_texts_comes_back(pair: Pair) -> None:
    client, said = pair.app.client, {"case": "1234", "größe": "1,80 m"}
    upload = client.upload([("note.txt", io.BytesIO(b"Cough."), "text/plain")], metadata=said)
    assert (upload.metadata, client.upload_job(upload.upload_id).metadata) == (said, said)
    assert client.summarize_text("Cough.", metadata=said).metadata == said


def test_a_repeated_sending_is_one_job_on_every_route(pair: Pair) -> None:
    client = pair.app.client

    def upload() -> str:
        note = ("note.txt", io.BytesIO(b"Cough."), "text/plain")
        return client.upload([note], sending="one click").upload_id

    def codes() -> str:
        return client.send_text_for_codes("Cough.", sending="one click").job_id

    def visit() -> str:
        with CLIP.open("rb") as file:
            clip = (OGG[0], file, OGG[1])
            return client.send_audio(clip, template_id=pair.template().id, sending="one click").job_id

    assert len({send() for send in (upload, codes, visit) for _ in range(2)}) == 3


def test_the_sixth_status_read_of_a_minute_says_when_to_come_back(limited_pair: Pair) -> None:
    for _ in range(5):
        with pytest.raises(Unknown):
            limited_pair.app.client.audio_job(NOBODYS_JOB)
    began = time.monotonic()
    with pytest.raises(Busy) as refused:
        limited_pair.app.client.audio_job(NOBODYS_JOB)
    assert refused.value.retry_after
    assert 0 < refused.value.retry_after <= 60
    assert time.monotonic() - began < 5
