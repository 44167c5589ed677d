"""The app's own record, as a person sees it: every read goes through `_mine`, which takes the person."""

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, Select, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from sporo_ui.entries import OPEN, Entry, Kind, Note, NoteSection, State
from sporo_ui.errors import AlreadySent, Gone, NotYours
from sporo_ui.models import AudioJob, Section, Template
from sporo_ui.sections import sections_of
from sporo_ui.tables import DraftRow, EntryRow
from sporo_ui.vault import Vault

HISTORY = 20
"""How many finished jobs of a kind the usual time is taken from."""


@dataclass(frozen=True)
class Work:
    """What a person asks for, before it has a row."""

    kind: Kind
    file: str
    """The kept recording."""
    content: str
    """The digest of what is sent."""
    media_type: str
    filename: str
    label: str
    template_id: str
    template_name: str
    consent_at: datetime


def new_id() -> str:
    """A fresh id of 24 hex characters, for entries, processes and webhook addresses."""
    return secrets.token_hex(12)


def fingerprint(person: str, content: str, template_id: str) -> str:
    """The same for the same content, template and person, and for nothing else."""
    parts = (part.encode() for part in (person, content, template_id))
    return hashlib.sha256(b"".join(len(part).to_bytes(8) + part for part in parts)).hexdigest()


class Ledger:
    """Entries, notes and drafts of one person at a time."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        *,
        clock: Callable[[], float] = time.time,
        ids: Callable[[], str] = new_id,
        double_submit_seconds: float = 600,
    ) -> None:
        self._engine = engine
        self._vault = vault
        self._clock = clock
        self._ids = ids
        self._recent = double_submit_seconds

    def add(self, person: str, work: Work) -> Entry:
        """The new entry, waiting to be sent; raises `AlreadySent` where the same is under way or recent."""
        with Session(self._engine) as session:
            row = self._row(person, work)
            session.add(row)
            self._guard(session, row)
            return self._entry(row)

    def entries(self, person: str) -> list[Entry]:
        """The person's entries, newest first."""
        with self._reading() as session:
            rows = session.scalars(_mine(person).order_by(EntryRow.created.desc()))
            return [self._entry(row) for row in rows]

    def entry(self, person: str, entry_id: str) -> Entry:
        """One entry; raises `NotYours`."""
        with self._reading() as session:
            return self._entry(_one(session, person, entry_id))

    def any_open(self, person: str) -> bool:
        """Whether anything of the person's will still change by itself."""
        with self._reading() as session:
            return session.scalars(_mine(person).where(EntryRow.state.in_(OPEN)).limit(1)).first() is not None

    def note(self, person: str, entry_id: str) -> Note:
        """Transcript and note with the person's drafts in place; before completion both are empty."""
        with self._reading() as session:
            row = _one(session, person, entry_id)
            answer = self._answer(row)
            drafts = self._drafts(session, row)
            return Note(
                entry=self._entry(row),
                transcript=answer.transcript or "",
                sections=_sections(answer, drafts),
                segments=answer.segments,
                uncertain=answer.uncertain,
                warnings=answer.warnings,
                writer=answer.writer or "",
            )

    def save_draft(self, person: str, entry_id: str, position: int, text: str) -> None:
        """Keeps what the person made of one section; the service's own text stays beside it."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            sealed = self._vault.seal(text, f"{row.id}/draft/{position}")
            draft = DraftRow(
                entry_id=row.id, position=position, owner=person, text=sealed, changed=self._clock()
            )
            session.merge(draft)
            session.commit()

    def drop_draft(self, person: str, entry_id: str, position: int) -> None:
        """Brings the service's own text of one section back."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            session.execute(
                delete(DraftRow).where(DraftRow.entry_id == row.id, DraftRow.position == position)
            )
            session.commit()

    def settle(self, person: str, entry_id: str, *, done: bool) -> None:
        """Notes that the person is done with the entry, or that it needs them again."""
        with Session(self._engine) as session:
            _one(session, person, entry_id).settled = self._clock() if done else None
            session.commit()

    def send_again(self, person: str, entry_id: str, template: Template | None = None) -> Entry:
        """The entry, waiting to be sent once more, without its drafts; unchanged where it is under way.

        Raises `Gone` without a recording, `AlreadySent` where another entry now does the same.
        """
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            entry = self._entry(row)
            if entry.is_open:
                return entry
            if not entry.has_recording:
                raise Gone
            self._renew(row, template)
            session.execute(delete(DraftRow).where(DraftRow.entry_id == row.id))
            self._guard(session, row)
            return self._entry(row)

    def discard(self, person: str, entry_id: str) -> str | None:
        """Forgets the entry and its drafts; answers the recording that nobody needs any more, if any."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            session.delete(row)
            session.commit()
            return row.file

    def recording(self, person: str, entry_id: str) -> tuple[str, str]:
        """The name of the recording kept for an entry, and its media type; raises `Gone`."""
        with self._reading() as session:
            row = _one(session, person, entry_id)
            if row.file is None:
                raise Gone
            return row.file, row.media_type

    def usual_seconds(self, kind: Kind) -> float | None:
        """The median time that the last jobs of this kind took, from acceptance to result."""
        times = select(EntryRow.finished - EntryRow.accepted)
        done = times.where(EntryRow.kind == kind, EntryRow.state == State.COMPLETED)
        with self._reading() as session:
            latest = session.scalars(done.order_by(EntryRow.finished.desc()).limit(HISTORY))
            took = sorted(seconds for seconds in latest if seconds is not None)
        return took[len(took) // 2] if took else None

    def _reading(self) -> Session:
        return Session(self._engine.execution_options(reads_only=True))

    def _guard(self, session: Session, row: EntryRow) -> None:
        """Commits the row unless the same is under way: the database refuses a guard that is taken."""
        mark = fingerprint(row.owner, row.content, row.template_id)
        over = EntryRow.finished < self._clock() - self._recent
        session.execute(update(EntryRow).where(EntryRow.guard == mark, over).values(guard=None))
        row.guard = mark
        try:
            session.commit()
        except IntegrityError:
            session.rollback()
            taken = session.scalars(select(EntryRow.id).where(EntryRow.guard == mark))
            raise AlreadySent(taken.one()) from None

    def _row(self, person: str, work: Work) -> EntryRow:
        entry_id, now = self._ids(), self._clock()
        return EntryRow(
            id=entry_id,
            owner=person,
            kind=work.kind,
            state=State.UNSENT,
            content=work.content,
            hook=_hook(),
            template_id=work.template_id,
            template_name=work.template_name,
            file=work.file,
            media_type=work.media_type,
            label=self._vault.seal(work.label, f"{entry_id}/label"),
            filename=self._vault.seal(work.filename, f"{entry_id}/filename"),
            consent=work.consent_at.timestamp(),
            created=now,
            asked=now,
        )

    def _renew(self, row: EntryRow, template: Template | None) -> None:
        """Back to the start, with a new webhook address: news of the earlier sending count no more."""
        if template:
            row.template_id, row.template_name = template.id, template.name
        row.state, row.hook, row.asked = State.UNSENT, _hook(), self._clock()
        row.due, row.setbacks, row.hinted, row.handed_over = 0.0, 0, False, False
        row.empty = False
        row.job_id = row.accepted = row.finished = row.settled = row.last_read = row.progress = None
        row.problem = row.next_step = row.error_code = row.result = None

    def _entry(self, row: EntryRow) -> Entry:
        return Entry(
            id=row.id,
            kind=Kind(row.kind),
            state=State(row.state),
            label=self._vault.open(row.label, f"{row.id}/label"),
            filename=self._vault.open(row.filename, f"{row.id}/filename"),
            template_id=row.template_id,
            template_name=row.template_name,
            created_at=_moment(row.created),
            accepted_at=_moment(row.accepted) if row.accepted else None,
            finished_at=_moment(row.finished) if row.finished else None,
            retry_at=_moment(row.due) if row.state == State.UNSENT and row.due else None,
            progress=row.progress,
            problem=self._vault.open(row.problem, f"{row.id}/problem") if row.problem else "",
            next_step=row.next_step or "",
            has_recording=row.file is not None,
            is_empty=row.empty,
            is_settled=row.settled is not None,
        )

    def _answer(self, row: EntryRow) -> AudioJob:
        if row.result is None:
            return AudioJob.model_validate({"status": "processing"})
        return AudioJob.model_validate_json(self._vault.open_bytes(row.result, f"{row.id}/result"))

    def _drafts(self, session: Session, row: EntryRow) -> dict[int, str]:
        rows = session.scalars(select(DraftRow).where(DraftRow.entry_id == row.id))
        return {
            draft.position: self._vault.open(draft.text, f"{row.id}/draft/{draft.position}") for draft in rows
        }


def _mine(person: str) -> Select[EntryRow]:
    """The one door to entries: nobody reads another person's."""
    return select(EntryRow).where(EntryRow.owner == person)


def _hook() -> str:
    return secrets.token_urlsafe(32)


def _one(session: Session, person: str, entry_id: str) -> EntryRow:
    row = session.scalars(_mine(person).where(EntryRow.id == entry_id)).one_or_none()
    if row is None:
        raise NotYours
    return row


def _sections(answer: AudioJob, drafts: dict[int, str]) -> tuple[NoteSection, ...]:
    parts: Sequence[Section] = answer.sections or sections_of(answer.note or "")
    return tuple(
        NoteSection(position, part.title, part.text, drafts.get(position, part.text))
        for position, part in enumerate(parts)
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
