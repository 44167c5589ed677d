"""The app's own record, as a person sees it: every read goes through `_mine`, which takes the person."""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Engine, Select, delete, select, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from sporo_ui.entries import OPEN, Entry, KeptFile, Kind, Request, State, Work
from sporo_ui.errors import AlreadySent, NotYours, Unkept
from sporo_ui.kinds import ALREADY_SENT, gone
from sporo_ui.models import Template
from sporo_ui.rows import Rows
from sporo_ui.tables import DraftRow, EntryRow, SettlementRow, SignatureRow, VersionRow
from sporo_ui.vault import Vault

Told = TypeVar("Told")
_OF_A_RESULT = (DraftRow, VersionRow, SettlementRow, SignatureRow)
"""What a person made of a result, and what goes with it."""
HISTORY = 20
"""How many finished jobs of a kind the usual time is taken from."""


@dataclass(frozen=True)
class Record:
    """All that is kept of one entry but its files."""

    entry: Entry
    request: Request
    answer: bytes | None
    """The service's answer in JSON, once there is one."""
    drafts: Mapping[int, str]
    """What the person made of sections, by their position."""


def new_id() -> str:
    """A fresh id of 24 hex characters, for entries, processes and webhook addresses."""
    return secrets.token_hex(12)


def fingerprint(*parts: str) -> str:
    """The same for the same parts in the same order, and for nothing else."""
    told = (part.encode() for part in parts)
    return hashlib.sha256(b"".join(len(part).to_bytes(8) + part for part in told)).hexdigest()


class Ledger:
    """Entries and drafts of one person at a time."""

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
        self._rows = Rows(vault)
        self._clock = clock
        self._ids = ids
        self._recent = double_submit_seconds

    def add(self, person: str, work: Work, *, head_start: float = 0.0) -> Entry:
        """The new entry, waiting to be sent; the sender leaves it alone for so many seconds.

        Raises `AlreadySent` where the same is under way or recent, `Unkept` where the disk takes nothing.
        """
        with Session(self._engine) as session:
            row = self._rows.new(self._ids(), person, work, _hook(), self._clock())
            row.due = self._clock() + head_start if head_start else 0.0
            session.add(row)
            self._guard(session, row)
            return self._rows.entry(row)

    def entries(self, person: str) -> list[Entry]:
        """The person's entries, newest first."""
        with self.session() as session:
            rows = session.scalars(_mine(person).order_by(EntryRow.created.desc()))
            return [self._rows.entry(row) for row in rows]

    def entry(self, person: str, entry_id: str) -> Entry:
        """One entry; raises `NotYours`."""
        with self.session() as session:
            return self._rows.entry(_one(session, person, entry_id))

    def made_from(self, person: str, entry_id: str, kind: Kind) -> list[Entry]:
        """The person's entries of this kind that were made from the text of another, newest first."""
        made = (EntryRow.origin == entry_id, EntryRow.kind == kind)
        with self.session() as session:
            rows = session.scalars(_mine(person).where(*made).order_by(EntryRow.created.desc()))
            return [self._rows.entry(row) for row in rows]

    def any_open(self, person: str) -> bool:
        """Whether anything of the person's will still change by itself."""
        with self.session() as session:
            return session.scalars(_mine(person).where(EntryRow.state.in_(OPEN)).limit(1)).first() is not None

    def record(self, person: str, entry_id: str, kind: Kind) -> Record:
        """What was asked, what the service answered and what the person made of it.

        Raises `NotYours`, also where the entry is of another kind.
        """
        with self.session() as session:
            return self._record(session, person, entry_id, kind)

    def reading(
        self, person: str, entry_id: str, kind: Kind, tell: Callable[[Session, Record], Told]
    ) -> Told:
        """What is told of an entry by its record and by rows beside it; raises as `record` does."""
        with self.session() as session:
            return tell(session, self._record(session, person, entry_id, kind))

    def writing(
        self, person: str, entry_id: str, kind: Kind, change: Callable[[Session, Record], None]
    ) -> None:
        """Changes rows beside an entry by its record; nobody writes in between."""
        with Session(self._engine) as session:
            change(session, self._record(session, person, entry_id, kind))
            session.commit()

    def files(self, person: str, entry_id: str) -> tuple[KeptFile, ...]:
        """The entry's files, also those that are let go; raises `NotYours`."""
        with self.session() as session:
            return self._rows.files(_one(session, person, entry_id))

    def consent(self, person: str, entry_id: str) -> datetime | None:
        """When the person said that the patient agreed; None where it was not asked for."""
        with self.session() as session:
            at = _one(session, person, entry_id).consented
            return None if at is None else datetime.fromtimestamp(at, UTC)

    def save_draft(self, person: str, entry_id: str, position: int, text: str) -> None:
        """Keeps what the person made of one section; the service's own text stays beside it."""
        with Session(self._engine) as session:
            self._put(session, _one(session, person, entry_id), position, text)
            session.commit()

    def drop_draft(self, person: str, entry_id: str, position: int) -> None:
        """Brings the service's own text of one section back."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            session.execute(
                delete(DraftRow).where(DraftRow.entry_id == row.id, DraftRow.position == position)
            )
            session.commit()

    def revise(self, person: str, entry_id: str, position: int, change: Callable[[str], str]) -> None:
        """Keeps what `change` makes of a draft (empty where there is none); nobody comes between."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            self._put(session, row, position, change(self._drafts(session, row).get(position, "")))
            session.commit()

    def settle(self, person: str, entry_id: str, *, done: bool) -> None:
        """Notes that the person is done with the entry, or that it needs them again."""
        with Session(self._engine) as session:
            _one(session, person, entry_id).settled = self._clock() if done else None
            session.commit()

    def send_again(self, person: str, entry_id: str, template: Template | None = None) -> Entry:
        """The entry, waiting to be sent once more, without its drafts; unchanged where it is under way.

        Raises `Gone` where what was given is let go, `AlreadySent` where another entry now does the same.
        """
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            entry = self._rows.entry(row)
            if entry.is_open:
                return entry
            if not entry.is_kept:
                raise gone(entry.kind)
            self._renew(row, template)
            for table in _OF_A_RESULT:
                session.execute(delete(table).where(table.entry_id == row.id))
            self._guard(session, row)
            return self._rows.entry(row)

    def discard(self, person: str, entry_id: str) -> Sequence[str]:
        """Forgets the entry and its drafts; answers the files that nobody needs any more."""
        with Session(self._engine) as session:
            row = _one(session, person, entry_id)
            files = [file.file for file in row.files if file.file]
            session.delete(row)
            session.commit()
            return files

    def session(self) -> Session:
        """A session that only reads, and waits for no writer."""
        return Session(self._engine.execution_options(reads_only=True))

    def usual_seconds(self, kind: Kind) -> float | None:
        """The median time that the last jobs of this kind took, from acceptance to result."""
        times = select(EntryRow.finished - EntryRow.accepted)
        done = times.where(EntryRow.kind == kind, EntryRow.state == State.COMPLETED)
        with self.session() as session:
            latest = session.scalars(done.order_by(EntryRow.finished.desc()).limit(HISTORY))
            took = sorted(seconds for seconds in latest if seconds is not None)
        return took[len(took) // 2] if took else None

    def _record(self, session: Session, person: str, entry_id: str, kind: Kind) -> Record:
        row = _one(session, person, entry_id)
        if row.kind != kind:
            raise NotYours
        opened = self._vault.open_bytes(row.result, f"{row.id}/result") if row.result else None
        return Record(self._rows.entry(row), self._rows.request(row), opened, self._drafts(session, row))

    def _guard(self, session: Session, row: EntryRow) -> None:
        """Commits the row unless the same is under way: the database refuses a guard that is taken."""
        mark = fingerprint(row.owner, row.content, row.template_id)
        kind = Kind(row.kind)
        over = EntryRow.finished < self._clock() - self._recent
        try:
            session.execute(update(EntryRow).where(EntryRow.guard == mark, over).values(guard=None))
            row.guard = mark
            session.commit()
        except IntegrityError:
            session.rollback()
            taken = session.scalars(select(EntryRow.id).where(EntryRow.guard == mark))
            raise AlreadySent(taken.one(), ALREADY_SENT[kind]) from None
        except OperationalError as failure:
            raise Unkept(detail=type(failure.orig).__name__) from None

    def _renew(self, row: EntryRow, template: Template | None) -> None:
        """Back to the start, with a new webhook address: news of the earlier sending count no more."""
        if template:
            row.template_id, row.template_name = template.id, template.name
        row.state, row.hook, row.asked = State.UNSENT, _hook(), self._clock()
        row.due, row.setbacks, row.hinted, row.handed_over = 0.0, 0, False, False
        row.empty = False
        row.job_id = row.accepted = row.finished = row.settled = row.last_read = row.progress = None
        row.problem = row.next_step = row.error_code = row.result = None

    def _put(self, session: Session, row: EntryRow, position: int, text: str) -> None:
        sealed, now = self._vault.seal(text, f"{row.id}/draft/{position}"), self._clock()
        session.merge(DraftRow(entry_id=row.id, position=position, owner=row.owner, text=sealed, changed=now))

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
