"""What the ledger tells about one piece of work: its state, and its note with what a person made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sporo_ui.models import Segment, Uncertain

LOCAL_PERSON = "local"
"""The owner of everything until people sign in."""


class Kind(StrEnum):
    """What the service is asked to make of it."""

    AUDIO = "audio"
    DOCUMENTS = "documents"
    TEXT = "text"
    CODES = "codes"


class State(StrEnum):
    """How far an entry is, from the click to its end."""

    UNSENT = "unsent"
    """Kept here, waiting for its turn or for the service to come back; sent by itself."""
    SENDING = "sending"
    """On its way."""
    UNCONFIRMED = "unconfirmed"
    """Sent, but the answer was lost: whether it arrived is not known, so it is never sent again by itself."""
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    """Refused by the service, or not finished by it; `problem` says why."""


OPEN = frozenset({State.UNSENT, State.SENDING, State.QUEUED, State.PROCESSING})
"""Something will happen by itself."""
STALLED = frozenset({State.UNCONFIRMED, State.FAILED})
"""A person has to decide."""


@dataclass(frozen=True)
class KeptFile:
    """One file of an entry."""

    file: str | None
    """The name under which it is kept; nothing once it is let go."""
    media_type: str
    name: str
    """As the person knows it."""


@dataclass(frozen=True)
class Request:
    """What a person asks beside the files: a text, a question or focus, and metadata."""

    text: str = ""
    extra_information: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """What a person gives to the service, before it has an entry."""

    kind: Kind
    content: str
    """The digest of what is sent."""
    label: str
    files: tuple[KeptFile, ...] = ()
    request: Request = Request()
    template_id: str = ""
    template_name: str = ""
    consent_at: datetime | None = None
    origin: str = ""
    """The entry whose text it is made from."""


@dataclass(frozen=True)
class Entry:
    """One row of a person's worklist."""

    id: str
    kind: Kind
    state: State
    label: str
    filenames: tuple[str, ...]
    template_id: str
    template_name: str
    created_at: datetime
    accepted_at: datetime | None
    finished_at: datetime | None
    retry_at: datetime | None
    """When it is sent again by itself, while it is unsent."""
    progress: float | None
    problem: str
    next_step: str
    is_kept: bool
    """What was given to the service is still here: the recording, the documents or the text."""
    is_empty: bool
    """Completed, but with nothing to read: no note, no summary, no code."""
    is_settled: bool
    """The person said that they are done with it."""
    origin: str = ""
    """The entry whose text it was made from; that one may be gone."""

    @property
    def filename(self) -> str:
        """The first file as the person knows it, or nothing."""
        return next(iter(self.filenames), "")

    @property
    def is_open(self) -> bool:
        """Whether something will still happen by itself."""
        return self.state in OPEN

    @property
    def needs_a_way_out(self) -> bool:
        """Whether a person may want what they gave elsewhere: it ended badly, or something is in its way."""
        return bool(self.problem) or self.state in STALLED or self.is_empty

    @property
    def can_be_sent_again(self) -> bool:
        """Whether "send again" makes sense: it ended badly or empty, and what was given is still here."""
        return self.is_kept and (self.state in STALLED or self.is_empty)


@dataclass(frozen=True)
class NoteSection:
    """One section of a note: what the service wrote and what the person made of it."""

    position: int
    title: str
    original: str
    text: str

    @property
    def is_edited(self) -> bool:
        """Whether the person changed it."""
        return self.text != self.original


@dataclass(frozen=True)
class Note:
    """A completed visit: transcript and note, either of which may be empty."""

    entry: Entry
    transcript: str
    sections: tuple[NoteSection, ...]
    segments: tuple[Segment, ...]
    uncertain: tuple[Uncertain, ...]
    warnings: tuple[str, ...]
    writer: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Title and text of each section as it now stands."""
        return tuple((section.title, section.text) for section in self.sections)

    @property
    def text(self) -> str:
        """The note as it now stands, as one flat text."""
        return flat(self.parts)


def flat(parts: Iterable[tuple[str, str]]) -> str:
    """One text: each title in capitals above its part."""
    return "\n\n".join(f"{title.upper()}\n{text}".strip() for title, text in parts)
