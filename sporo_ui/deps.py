"""The services of this process, built in one place; pages only ask `services()`."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import httpx
from sqlalchemy import Engine

from sporo_ui import audio
from sporo_ui.client import Retries, SporoClient
from sporo_ui.codes import Codes
from sporo_ui.connection import Connection, Health, Watch
from sporo_ui.database import open_database
from sporo_ui.desk import Desk
from sporo_ui.documents import Documents
from sporo_ui.entries import Kind
from sporo_ui.hints import Hints
from sporo_ui.instructions import Instructions
from sporo_ui.kept_files import KeptFiles
from sporo_ui.lease import Lease
from sporo_ui.ledger import Ledger, new_id
from sporo_ui.loop import Loop
from sporo_ui.note_review import Flag
from sporo_ui.notes import Notes
from sporo_ui.occupancy import Occupancy
from sporo_ui.outbox import Outbox
from sporo_ui.pace import SENDINGS_AT_ONCE
from sporo_ui.poller import Poller, Route
from sporo_ui.preflight import Preflight, too_large
from sporo_ui.reads import AnyJob, Reads
from sporo_ui.recordings import Recordings
from sporo_ui.review_ledger import ReviewLedger
from sporo_ui.schedule import Budget
from sporo_ui.sender import Sender
from sporo_ui.settings import Settings
from sporo_ui.templates import Ages, Templates
from sporo_ui.texts import Texts
from sporo_ui.tickets import Tickets
from sporo_ui.vault import Vault, key_from_file, key_from_text
from sporo_ui.visits import Visits
from sporo_ui.webhook import Hint

Wake = Callable[[], None]


@dataclass(frozen=True)
class Services:
    """What pages and the webhook receiver stand on."""

    settings: Settings
    engine: Engine
    visits: Visits
    notes: Notes
    instructions: Instructions
    documents: Documents
    texts: Texts
    codes: Codes
    templates: Templates
    client: SporoClient
    ledger: Ledger
    kept: Mapping[Kind, KeptFiles]
    recordings: Recordings
    tickets: Tickets
    preflight: Preflight
    hints: Hints
    outbox: Outbox
    lease: Lease
    senders: tuple[Loop, ...]
    poller: Loop
    watch: Watch
    connections: tuple[httpx.Client, ...]
    occupancy: Occupancy
    trouble: Callable[[], str]
    """Why the embedded service does no work, in a sentence; empty while it does."""
    lacks: Callable[[], str]
    """What the embedded service can't do, in a sentence; empty while it can do all."""

    def desk(self, kind: Kind) -> Desk:
        """What can be done with work of this kind."""
        desks: dict[Kind, Desk] = {
            Kind.AUDIO: self.visits,
            Kind.DOCUMENTS: self.documents,
            Kind.TEXT: self.texts,
            Kind.CODES: self.codes,
        }
        return desks[kind]

    def connection(self) -> Connection:
        """How the service was, the last time that it was asked, and whether it does all of its work."""
        seen = self.watch.connection
        if trouble := self.trouble():
            return Connection(Health.DOWN, trouble)
        if seen.health is not Health.DOWN and (lack := self.lacks()):
            return Connection(Health.PARTLY, lack)
        return seen

    def hear(self, hook: str, hint: Hint) -> bool:
        """Takes a webhook's hint; answers whether its address is one of ours."""
        known = self.hints.hear(hook, hint)
        self.poller.wake()
        return known

    def start(self) -> None:
        """Starts the threads that send work and read jobs."""
        alone = self.occupancy.take()
        if alone and not self.settings.ledger_url:
            # Alone on a ledger that no other machine can have: who held a claim or a duty is dead.
            self.outbox.release()
            self.lease.clear()
        if alone:
            self.preflight.sweep()
        needed = self.outbox.files()
        for kept in self.kept.values():
            kept.sweep(needed)
        for loop in (*self.senders, self.poller):
            loop.start()

    def stop(self) -> None:
        """Ends the threads; what is just leaving is sent again at the next start."""
        if self.poller.stop(self.settings.stop_seconds):
            self.lease.release()
        for sender in self.senders:
            sender.stop(self.settings.stop_seconds)
        for connection in self.connections:
            connection.close()
        self.engine.dispose()
        self.occupancy.leave()


_installed: list[Services] = []


def build(settings: Settings, trouble: Callable[[], str] = str, lacks: Callable[[], str] = str) -> Services:
    """The real services of the app; nothing runs before `start()`."""
    vault, engine = Vault(_key(settings)), open_database(settings.database_url)
    watch, stopping = Watch(settings.slow_seconds), threading.Event()
    quick, patient = _http(settings, settings.read_seconds), _http(settings, settings.submit_answer_seconds)
    client = SporoClient(quick, Retries(settings.get_tries, settings.longest_retry_wait), watch.saw)
    # These are not handed retries: nothing is sent twice unasked, and each read spends the budget.
    sends, asks = (SporoClient(http, Retries(tries=1), watch.saw) for http in (patient, quick))
    ledger = Ledger(engine, vault, double_submit_seconds=settings.double_submit_seconds)
    outbox, kept = _outbox(settings, engine, vault), _kept(settings, vault)
    looks = Preflight(settings.data_dir / "looks", limit=settings.max_upload_bytes)
    sender = Sender(sends, outbox, kept, stopping, settings.claim_seconds, settings.webhook_base)
    senders = tuple(Loop("sender", sender.turn, stopping) for _ in range(SENDINGS_AT_ONCE))
    wake, longest = partial(_wake, senders), settings.max_text_bytes
    lease = Lease(engine, "poller", holder=new_id(), seconds=settings.lease_seconds)
    texts = Texts(ledger, kept[Kind.TEXT], sender, limit=longest, wake_sender=wake)
    poller = _poller(settings, _routes(settings, engine, vault, asks), kept, lease)
    return Services(
        settings=settings,
        engine=engine,
        visits=Visits(ledger, kept[Kind.AUDIO], limit=settings.max_audio_bytes, wake_sender=wake),
        notes=Notes(ledger, ReviewLedger(ledger, vault), _check),
        documents=_documents(settings, ledger, kept, looks, wake),
        instructions=Instructions(ledger, texts),
        texts=texts,
        codes=Codes(ledger, kept[Kind.CODES], limit=longest, wake_sender=wake),
        templates=_templates(settings, client),
        client=client,
        ledger=ledger,
        kept=kept,
        recordings=Recordings(settings.data_dir / "unfinished", vault),
        tickets=Tickets(vault.key_for(b"tickets")),
        preflight=looks,
        hints=Hints(engine),
        outbox=outbox,
        lease=lease,
        senders=senders,
        poller=Loop("poller", poller.turn),
        watch=watch,
        connections=(quick, patient),
        occupancy=Occupancy(settings.data_dir),
        trouble=trouble,
        lacks=lacks,
    )


def _wake(loops: Iterable[Loop]) -> None:
    for loop in loops:
        loop.wake()


def install(services: Services) -> None:
    """Makes these the services of this process."""
    _installed[:] = [services]


def services() -> Services:
    """The services of this process; raises where none were installed."""
    if not _installed:
        raise RuntimeError("No services are installed: app.py does it when the app starts.")
    return _installed[0]


def _key(settings: Settings) -> bytes:
    if settings.encryption_key:
        return key_from_text(settings.encryption_key.get_secret_value())
    return key_from_file(settings.data_dir / "ledger.key")


def _kept(settings: Settings, vault: Vault) -> dict[Kind, KeptFiles]:
    """Where the files of each kind are kept; those of texts would be documents."""
    voices, papers = settings.data_dir / "recordings", settings.data_dir / "documents"
    heard = KeptFiles(voices, vault, limit=settings.max_audio_bytes, refusal=audio.too_large)
    read = KeptFiles(papers, vault, limit=settings.max_upload_bytes, refusal=too_large)
    return dict.fromkeys(Kind, read) | {Kind.AUDIO: heard}


def _documents(
    settings: Settings, ledger: Ledger, kept: Mapping[Kind, KeptFiles], looks: Preflight, wake: Wake
) -> Documents:
    limit, most = settings.max_upload_bytes, settings.max_upload_files
    return Documents(ledger, kept[Kind.DOCUMENTS], looks, limit=limit, most=most, wake_sender=wake)


def _check(transcript: str, note: str) -> Sequence[Flag]:
    from sporo_clinical.check import check  # noqa: PLC0415 (its word lists are read with the first note)

    return check(transcript, note)


def _outbox(settings: Settings, engine: Engine, vault: Vault) -> Outbox:
    knows = settings.api_knows_repetitions
    return Outbox(engine, vault, patience=settings.send_patience, knows_repetitions=knows)


def _routes(settings: Settings, engine: Engine, vault: Vault, client: SporoClient) -> tuple[Route, ...]:
    """The status routes; the service counts the reads of each on its own."""
    ways: dict[Kind, Callable[[str], AnyJob]] = {
        Kind.AUDIO: client.audio_job,
        Kind.DOCUMENTS: client.upload_job,
        Kind.CODES: client.icd10_job,
    }
    return tuple(
        Route(Reads(engine, vault, kind, patience=settings.job_patience), ask) for kind, ask in ways.items()
    )


def _poller(
    settings: Settings, routes: tuple[Route, ...], kept: Mapping[Kind, KeptFiles], lease: Lease
) -> Poller:
    budget = Budget(settings.reads_per_minute, settings.hint_reserve)
    return Poller(routes, kept[Kind.AUDIO], lease, budget)


def _templates(settings: Settings, client: SporoClient) -> Templates:
    ages = Ages(fresh=settings.templates_fresh_seconds, failed=settings.templates_retry_seconds)
    return Templates(client, settings.data_dir / "templates.json", ages=ages)


def _http(settings: Settings, answer_seconds: float) -> httpx.Client:
    """A connection pool to the API whose answers may take so long."""
    return httpx.Client(
        base_url=settings.api_url,
        headers={"X-API-KEY": settings.api_key.get_secret_value()},
        timeout=httpx.Timeout(
            connect=settings.connect_seconds,
            read=answer_seconds,
            write=settings.write_seconds,
            pool=settings.connect_seconds,
        ),
        # A practice's proxy is not asked for what never leaves this machine.
        mounts={"all://127.0.0.1": None, "all://localhost": None},
    )
