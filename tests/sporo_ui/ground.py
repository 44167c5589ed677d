"""What the app's tests stand on: a real ledger in a folder, a clock that is moved by hand, a scripted API."""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
from sqlalchemy import Engine

from sporo_ui import audio, preflight
from sporo_ui.client import Retries, SporoClient
from sporo_ui.codes import Codes
from sporo_ui.database import open_database
from sporo_ui.documents import Documents, DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry, Kind
from sporo_ui.hints import Hints
from sporo_ui.instructions import Instructions
from sporo_ui.kept_files import FRAME, KeptFiles
from sporo_ui.lease import Lease
from sporo_ui.ledger import Ledger
from sporo_ui.models import Template
from sporo_ui.notes import Check, Notes
from sporo_ui.outbox import Outbox
from sporo_ui.poller import Poller, Route
from sporo_ui.preflight import Preflight
from sporo_ui.reads import Reads
from sporo_ui.recordings import Recordings
from sporo_ui.review_ledger import ReviewLedger
from sporo_ui.schedule import Budget
from sporo_ui.sender import Sender
from sporo_ui.texts import Texts
from sporo_ui.vault import Vault
from sporo_ui.visits import Visit, Visits

KEY = bytes(range(32))
DAY = 24 * 3600.0
CLAIM = 100.0
LEASE = 45.0
LIMIT = 8 * FRAME
LONGEST_TEXT = 10_000
TEMPLATE = Template(id="66eb0bfe20db7d898c8e5c4e", name="GENERAL TEMPLATE")
OTHER_TEMPLATE = Template(id="66eb0bfe20db7d898c8e5c4f", name="SOAP")
CONSENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
JOB = "680a8eb5904f2995138cf6b6"
ACCEPTED = {"job_id": JOB, "status": "queued"}
UPLOADED = {"upload_id": JOB, "message": "Files uploaded successfully; processing is underway."}
ABOUT_DOCUMENTS = DocumentsRequest("JS, room 4", "cardiac history only", {"case": "1234"})
PROCESSING = {"status": "processing", "progress": 0.4}
COMPLETED = {"job_id": JOB, "status": "completed", "transcript": "Cough for a week.", "note": "PLAN\nHoney."}


def wav(pieces: float = 0.1, mark: bytes = b"") -> bytes:
    """A file that passes for a WAV by its first bytes, of so many frames of a kept recording."""
    head = b"RIFF\x00\x00\x00\x00WAVEfmt " + mark
    return head + bytes(max(0, int(FRAME * pieces) - len(head)))


def report(text: str = "Seen for a cough.", pieces: float = 0.0) -> bytes:
    """A text document of at least so many frames of a kept file."""
    return text.encode().ljust(int(FRAME * pieces))


def answer(status: int, body: object = None, **headers: str) -> httpx.Response:
    """An answer with this JSON."""
    return httpx.Response(
        status, json=body, headers={name.replace("_", "-"): said for name, said in headers.items()}
    )


@dataclass
class Clock:
    """Seconds that pass only when they are told to."""

    now: float = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.now += seconds


Said = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]
"""An answer, the lack of one, or what makes one of the request."""


@dataclass
class Api:
    """A Clinical API that answers what the test wrote down, in turn, the last one for ever."""

    script: list[Said] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def say(self, *answers: Said) -> None:
        """Answer so from now on."""
        self.script[:] = answers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        said = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(said, Exception):
            raise said
        if callable(said):
            return said(request)
        return httpx.Response(said.status_code, headers=dict(said.headers), content=said.content)

    def client(self, tries: int = 1) -> SporoClient:
        """The real client, speaking to this."""
        http = httpx.Client(
            base_url="https://api.example.com/api/v1/pcr",
            headers={"X-API-KEY": "a-key"},
            transport=httpx.MockTransport(self),
        )
        return SporoClient(http, Retries(tries, sleep=lambda _seconds: None, jitter=lambda: 1.0))


@dataclass
class Ground:
    """The app's rooms below the pages, on one database."""

    folder: Path
    url: str
    clock: Clock = field(default_factory=Clock)
    api: Api = field(default_factory=Api)
    stopping: threading.Event = field(default_factory=threading.Event)
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = open_database(self.url)
        self.vault = Vault(KEY)
        self.ledger = Ledger(self.engine, self.vault, clock=self.clock)
        self.recordings = KeptFiles(
            self.folder / "recordings", self.vault, limit=LIMIT, refusal=audio.too_large
        )
        self.unfinished = Recordings(self.folder / "unfinished", self.vault, clock=self.clock)
        self.papers = KeptFiles(
            self.folder / "documents", self.vault, limit=LIMIT, refusal=preflight.too_large
        )
        self.kept = dict.fromkeys(Kind, self.papers) | {Kind.AUDIO: self.recordings}
        self.outbox = Outbox(self.engine, self.vault, patience=DAY, clock=self.clock)
        self.reads = self.reads_of(Kind.AUDIO)
        self.hints = Hints(self.engine, clock=self.clock)
        self.visits = Visits(self.ledger, self.recordings, limit=LIMIT, wake_sender=lambda: None)
        self.notes = self.notes_checked_by(lambda _transcript, _note: [])
        looks = Preflight(self.folder / "looks", limit=LIMIT)
        self.documents = Documents(
            self.ledger, self.papers, looks, limit=LIMIT, most=50, wake_sender=lambda: None
        )
        self.texts = self.texts_on(self.sender())
        self.instructions = Instructions(self.ledger, self.texts)
        self.codes = Codes(self.ledger, self.papers, limit=LONGEST_TEXT, wake_sender=lambda: None)

    def reads_of(self, kind: Kind) -> Reads:
        """The reads of one route."""
        return Reads(self.engine, self.vault, kind, patience=2 * DAY, clock=self.clock)

    def notes_checked_by(self, check: Check) -> Notes:
        """Notes with such a check."""
        return Notes(self.ledger, ReviewLedger(self.ledger, self.vault, clock=self.clock), check)

    def texts_on(self, sender: Sender) -> Texts:
        """Texts that leave by this sender."""
        return Texts(self.ledger, self.papers, sender, limit=LONGEST_TEXT, wake_sender=lambda: None)

    def submit(
        self,
        content: bytes = b"",
        person: str = LOCAL_PERSON,
        template: Template = TEMPLATE,
        label: str = "JS, room 4",
    ) -> Entry:
        """A visit as a person submits it."""
        visit = Visit("John Smith.wav", template, label, CONSENT)
        return self.visits.submit_visit(person, io.BytesIO(content or wav()), visit)

    def submit_documents(
        self, *contents: bytes, person: str = LOCAL_PERSON, request: DocumentsRequest = ABOUT_DOCUMENTS
    ) -> Entry:
        """Documents as a person submits them, named by their place."""
        given = contents or (report(),)
        files = [(f"report {place}.txt", io.BytesIO(content)) for place, content in enumerate(given, 1)]
        return self.documents.submit(person, files, request)

    def sender(self) -> Sender:
        """A sender of one process."""
        hooks = "https://clinic.example.com/hooks"
        return Sender(self.api.client(), self.outbox, self.kept, self.stopping, CLAIM, hooks)

    def sender_on(self, http: httpx.Client) -> Sender:
        """A sender over another network."""
        return replace(self.sender(), client=SporoClient(http))

    def poller(self, holder: str = "first", budget: Budget | None = None) -> Poller:
        """A poller of one process."""
        lease = Lease(self.engine, "poller", holder=holder, seconds=LEASE, clock=self.clock)
        client = self.api.client()
        routes = (
            Route(self.reads, client.audio_job),
            Route(self.reads_of(Kind.DOCUMENTS), client.upload_job),
            Route(self.reads_of(Kind.CODES), client.icd10_job),
        )
        return Poller(routes, self.recordings, lease, budget or Budget(), self.clock)

    def entry(self, entry: Entry) -> Entry:
        """The entry as it is now."""
        return self.visits.entry(LOCAL_PERSON, entry.id)

    def accepted(self, content: bytes = b"", job_id: str = JOB) -> Entry:
        """A visit that the service took on under this job id."""
        entry = self.submit(content)
        self.api.say(answer(202, ACCEPTED | {"job_id": job_id}))
        self.sender().turn()
        return self.entry(entry)

    def finished(self, entry: Entry, accepted: object, answered: object) -> Entry:
        """The entry once it was sent and its job was read, with these answers."""
        self.api.say(answer(202, accepted))
        self.sender().turn()
        self.clock.pass_(60)
        self.api.say(answer(200, answered))
        self.poller().turn()
        return self.entry(entry)

    def kept_files(self, folder: str = "recordings") -> list[Path]:
        """The recordings on disk, or the documents."""
        return sorted((self.folder / folder).iterdir())


def send(ground: Ground, *said: Said, content: bytes = b"") -> Entry:
    """A visit that was submitted and met these answers."""
    entry = ground.submit(content)
    ground.api.say(*said)
    ground.sender().turn()
    return ground.entry(entry)


def reads_made(ground: Ground) -> list[str]:
    """The jobs whose status was read, in turn."""
    return [request.url.path.rpartition("/")[2] for request in ground.api.requests if request.method == "GET"]


def many(ground: Ground, number: int) -> list[str]:
    """So many visits under way."""
    jobs = [f"{place:024}" for place in range(number)]
    for place, job_id in enumerate(jobs):
        ground.accepted(wav(mark=bytes([place])), job_id)
    return jobs


def live(ground: Ground, seconds: int, *holders: str) -> list[float]:
    """When reads were made while these pollers lived through so many seconds."""
    pollers, made = [ground.poller(holder) for holder in holders or ("first",)], list[float]()
    for _ in range(seconds):
        for poller in pollers:
            before = len(reads_made(ground))
            while poller.turn() == 0:
                pass
            made += [ground.clock()] * (len(reads_made(ground)) - before)
        ground.clock.pass_(1)
    return made
