"""The ledger's tables. What names or describes a patient is sealed; times are seconds since 1970, UTC."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Table(DeclarativeBase):
    """The ledger's schema."""


class EntryRow(Table):
    """One piece of work that a person gave to the service."""

    __tablename__ = "entries"
    __table_args__ = (
        Index("entries_by_owner", "owner", "created"),
        Index("entries_by_state", "state"),
        Index("entries_by_origin", "origin"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    content: Mapped[str] = mapped_column(String(64))
    """The digest of what is sent."""
    guard: Mapped[str | None] = mapped_column(String(64), unique=True)
    """The fingerprint of owner, content and template while it blocks a double submit, else nothing."""
    hook: Mapped[str] = mapped_column(String(64), unique=True)
    """The unguessable part of this entry's webhook address."""

    template_id: Mapped[str] = mapped_column(String(64))
    template_name: Mapped[str] = mapped_column(String(200))
    label: Mapped[bytes]
    asked_for: Mapped[bytes | None] = mapped_column(deferred=True)
    """The text, focus and metadata that go to the service; a worklist does not load them."""
    origin: Mapped[str | None] = mapped_column(String(32))
    """The entry whose text it was made from; that one may be gone."""
    consented: Mapped[float | None]
    """When the person said that the patient agreed; asked for recordings alone."""
    files: Mapped[list["FileRow"]] = relationship(
        order_by="FileRow.position", lazy="selectin", cascade="all, delete-orphan", passive_deletes=True
    )

    created: Mapped[float]
    asked: Mapped[float]
    """When the person last asked for it to be sent."""
    accepted: Mapped[float | None]
    finished: Mapped[float | None]
    settled: Mapped[float | None]
    """When the person said that they are done with it."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Counts every sending, so that one that was given up can't change the row any more."""
    setbacks: Mapped[int] = mapped_column(default=0)
    """Failures in a row, of sending or of reading."""
    handed_over: Mapped[bool] = mapped_column(default=False)
    """All of it went to the network, and it may have arrived where a repetition would make a second job."""
    due: Mapped[float] = mapped_column(default=0.0)
    """When the next move is due: sending it, giving up on whoever sends it, or reading its job."""
    job_id: Mapped[str | None] = mapped_column(String(64), index=True)
    last_read: Mapped[float | None]
    hinted: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[float | None]

    error_code: Mapped[str | None] = mapped_column(String(64))
    problem: Mapped[bytes | None]
    next_step: Mapped[str | None] = mapped_column(String(300))
    result: Mapped[bytes | None] = mapped_column(deferred=True)
    """The service's answer with all that came with it; a worklist does not load it."""
    empty: Mapped[bool] = mapped_column(default=False)
    """The answer has nothing to read; told apart, so that a worklist need not open every answer."""


class FileRow(Table):
    """One file of an entry, in the order in which the person gave them."""

    __tablename__ = "entry_files"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[str | None] = mapped_column(String(64))
    """The name under which it is kept; nothing once it is let go."""
    media_type: Mapped[str] = mapped_column(String(128))
    name: Mapped[bytes]
    """As the person knows it."""


class DraftRow(Table):
    """What a person made of one section of a note or of a summary, or of one code."""

    __tablename__ = "drafts"

    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    text: Mapped[bytes]
    changed: Mapped[float]


class OfANote:
    """What is kept of a note beside its drafts, one after the other; all that it says is sealed."""

    entry_id: Mapped[str] = mapped_column(ForeignKey("entries.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    made: Mapped[float]
    told: Mapped[bytes]


class VersionRow(OfANote, Table):
    """The note as it stood once."""

    __tablename__ = "versions"


class SettlementRow(OfANote, Table):
    """What a person said of one flag; the last about it counts."""

    __tablename__ = "settlements"


class SignatureRow(OfANote, Table):
    """Who signed the note, with the digest of the text that was signed."""

    __tablename__ = "signatures"


class SignerRow(Table):
    """The name by which a person signs."""

    __tablename__ = "signers"

    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[bytes]


class ReadRow(Table):
    """A status read that was spent; shared, so that a change of poller does not spend a second budget."""

    __tablename__ = "reads"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    route: Mapped[str] = mapped_column(String(32), index=True)
    at: Mapped[float]


class RouteRow(Table):
    """Until when a route's status reads rest, after it refused or could not be reached."""

    __tablename__ = "routes"

    route: Mapped[str] = mapped_column(String(32), primary_key=True)
    closed_until: Mapped[float]
    setbacks: Mapped[int]


class LeaseRow(Table):
    """Who does a duty that only one process may do, and until when."""

    __tablename__ = "leases"

    duty: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[float]
