"""What is kept of a note beside its drafts: versions, settled flags and signatures, all of it sealed."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sporo_ui.entries import Kind
from sporo_ui.ledger import Ledger, Record
from sporo_ui.note_review import Settlement, Signature
from sporo_ui.tables import OfANote, SettlementRow, SignatureRow, SignerRow, VersionRow
from sporo_ui.vault import Vault
from sporo_ui.versions import How, Parts, Version

Row = TypeVar("Row", VersionRow, SettlementRow, SignatureRow)


@dataclass(frozen=True)
class _Stood:
    """What is sealed of a version."""

    how: How
    parts: Parts
    signer: str = ""


@dataclass(frozen=True)
class _Signed:
    """What is sealed of a signature."""

    name: str
    digest: str


@dataclass(frozen=True)
class Kept:
    """The record of a note with all that is kept beside it."""

    record: Record
    settlements: Mapping[str, Settlement]
    signature: Signature | None


_STOOD, _SIGNED, _SETTLED = TypeAdapter(_Stood), TypeAdapter(_Signed), TypeAdapter(Settlement)


class ReviewLedger:
    """The notes of one person at a time; every way in goes through the ledger's own door."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        *,
        clock: Callable[[], float] = time.time,
        one_edit_seconds: float = 600,
    ) -> None:
        self._ledger = ledger
        self._vault = vault
        self._clock = clock
        self._one_edit = one_edit_seconds

    def kept(self, person: str, entry_id: str) -> Kept:
        """All that a review needs; raises `NotYours`."""

        def tell(session: Session, record: Record) -> Kept:
            settled = (
                _SETTLED.validate_json(self._open(row)) for row in _rows(session, SettlementRow, entry_id)
            )
            signatures = _rows(session, SignatureRow, entry_id)
            signature = self._signature(signatures[-1]) if signatures else None
            return Kept(record, {each.mark: each for each in settled}, signature)

        return self._ledger.reading(person, entry_id, Kind.AUDIO, tell)

    def settle(self, person: str, entry_id: str, settlements: Iterable[Settlement]) -> None:
        """Keeps what was said of flags; the last about each counts."""

        def change(session: Session, _record: Record) -> None:
            for settlement in settlements:
                self._add(session, SettlementRow, person, entry_id, _SETTLED.dump_json(settlement))

        self._ledger.writing(person, entry_id, Kind.AUDIO, change)

    def sign(
        self, person: str, entry_id: str, name: str, accept: Callable[[Record], tuple[str, Parts]]
    ) -> None:
        """Signs the digest that `accept` answers for the record; nobody writes in between."""

        def change(session: Session, record: Record) -> None:
            digest, parts = accept(record)
            self._add(session, SignatureRow, person, entry_id, _SIGNED.dump_json(_Signed(name, digest)))
            self._add(
                session, VersionRow, person, entry_id, _STOOD.dump_json(_Stood(How.SIGNED, parts, name))
            )
            session.merge(SignerRow(person=person, name=self._vault.seal(name, f"signer/{person}")))

        self._ledger.writing(person, entry_id, Kind.AUDIO, change)

    def signer(self, person: str) -> str:
        """The name by which the person signed last; empty before the first time."""
        with self._ledger.session() as session:
            row = session.get(SignerRow, person)
            return self._vault.open(row.name, f"signer/{person}") if row else ""

    def versions(self, person: str, entry_id: str) -> tuple[Version, ...]:
        """What was kept of the note as it stood, oldest first; what the service wrote is not among it."""
        return self._ledger.reading(
            person,
            entry_id,
            Kind.AUDIO,
            lambda session, _record: tuple(map(self._version, _rows(session, VersionRow, entry_id))),
        )

    def edited(self, person: str, entry_id: str, parts_of: Callable[[Record], Parts]) -> None:
        """Keeps the note as an edit left it; edits within a few minutes are one version."""

        def change(session: Session, record: Record) -> None:
            parts, rows = parts_of(record), _rows(session, VersionRow, entry_id)
            last = self._version(rows[-1]) if rows else None
            if last and last.parts == parts:
                return
            told = _STOOD.dump_json(_Stood(How.EDITED, parts))
            if last and last.how is How.EDITED and self._clock() - rows[-1].made < self._one_edit:
                rows[-1].told = self._vault.seal_bytes(told, _place(rows[-1]))
            else:
                self._add(session, VersionRow, person, entry_id, told)

        self._ledger.writing(person, entry_id, Kind.AUDIO, change)

    def _version(self, row: VersionRow) -> Version:
        stood = _STOOD.validate_json(self._open(row))
        return Version(
            row.number, stood.how, datetime.fromtimestamp(row.made, UTC), stood.parts, stood.signer
        )

    def _signature(self, row: SignatureRow) -> Signature:
        signed = _SIGNED.validate_json(self._open(row))
        return Signature(signed.name, signed.digest, datetime.fromtimestamp(row.made, UTC))

    def _add(self, session: Session, table: type[Row], person: str, entry_id: str, told: bytes) -> None:
        last = session.scalar(select(func.max(table.number)).where(table.entry_id == entry_id))
        row = table(entry_id=entry_id, number=(last or 0) + 1, owner=person, made=self._clock())
        row.told = self._vault.seal_bytes(told, _place(row))
        session.add(row)
        session.flush()

    def _open(self, row: OfANote) -> bytes:
        return self._vault.open_bytes(row.told, _place(row))


def _rows(session: Session, table: type[Row], entry_id: str) -> list[Row]:
    return list(session.scalars(select(table).where(table.entry_id == entry_id).order_by(table.number)))


def _place(row: OfANote) -> str:
    """Where the row's words are sealed for: they open nowhere else."""
    return f"{row.entry_id}/{type(row).__name__}/{row.number}"
