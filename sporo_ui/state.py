"""What one browser session remembers, in one typed object; the only other keys are those of widgets."""

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from threading import Lock
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from sporo_ui.entries import LOCAL_PERSON, Kind
from sporo_ui.errors import SporoError
from sporo_ui.heard import Heard
from sporo_ui.ledger import new_id
from sporo_ui.models import Source
from sporo_ui.preflight import Inspected


@dataclass
class Sheet:
    """What a person prepares on one page; each piece of work has a sheet of its own."""

    kind: Kind
    number: int = 0
    """Part of the keys of the sheet's widgets: a new number leaves nothing of one in the next."""
    problem: SporoError | None = None
    """Why the last click sent nothing."""
    sent: str | None = None
    """The entry that was sent last."""
    asked: bool = False
    """Whether a click asks for an answer that the page now has to wait for."""
    answering: Lock = field(default_factory=Lock)
    """Held while the answer is waited for; another run of the page waits for the same."""
    typed: dict[str, str | bool] = field(default_factory=dict)
    """What was typed and ticked, by field: a box forgets with its page, the sheet does not."""
    shown_at: dict[str, int] = field(default_factory=dict)
    """At which opening of a page each box was filled with what had been typed."""

    def key(self, name: str) -> str:
        """The key of a widget of this sheet."""
        return f"{self.kind}_{name}_{self.number}"

    def now(self, name: str) -> str:
        """What stands in a box of this sheet, without the space around it."""
        return str(st.session_state.get(self.key(name)) or "").strip()

    def ticked(self, name: str) -> bool:
        """Whether a box of this sheet is ticked."""
        return bool(st.session_state.get(self.key(name)))

    def sent_as(self, entry_id: str) -> None:
        """Begins an empty sheet, for this one was sent."""
        self.sent, self.problem = entry_id, None
        self.number += 1
        self.typed.clear()


@dataclass
class Opened:
    """A source that is open beside the summary of an entry; `picture` once its page was drawn."""

    entry_id: str
    source: Source
    picture: bytes | None = None


@dataclass
class Dropped:
    """A file that is on the page and was not sent; `seen` once somebody looked what is wrong with it."""

    id: str
    name: str
    content: bytes
    seen: Inspected | None = None

    def open(self) -> io.BytesIO:
        """Its content from the start. Two runs of a page may read it at once, so each reads its own."""
        return io.BytesIO(self.content)


@dataclass
class DocumentsSheet(Sheet):
    """The documents that are being prepared, and what is asked about them."""

    kind: Kind = Kind.DOCUMENTS
    files: list[Dropped] = field(default_factory=list)
    drops: int = 0
    """Part of the key of the place to drop files: each drop leaves it empty for the next."""
    metadata: list[tuple[str, str]] = field(default_factory=list)
    """Names and values as they were when the page was opened."""
    metadata_now: list[tuple[str, str]] = field(default_factory=list)
    """Names and values as they stand."""
    confirmed: tuple[str, str, str] | None = None
    """The patient who, by the person's tick, may be named to the service."""

    def sent_as(self, entry_id: str) -> None:
        """Begins an empty sheet, for this one was sent."""
        super().sent_as(entry_id)
        self.files, self.metadata, self.metadata_now, self.confirmed = [], [], [], None


@dataclass
class Session:
    """One open page of the app: who is here, and the visit that is being prepared."""

    person: str = LOCAL_PERSON
    page: str = ""
    """The page that is open."""
    openings: int = 0
    """How often a page was opened."""
    template_id: str | None = None
    visit: int = 0
    """Part of the keys of the visit's widgets: a new number leaves nothing of one visit in the next."""
    consent_at: datetime | None = None
    recording: str = field(default_factory=new_id)
    """The id of what is recorded for this visit."""
    parts: list[str] = field(default_factory=list)
    """The order of the chosen recordings, by the ids of their files, once the person changed it."""
    heard: tuple[tuple[str, ...], Heard] | None = None
    """What was measured of the chosen recordings, and of which."""
    listening: str = ""
    """The unfinished recording that is being listened to."""
    sent: str | None = None
    """The entry that was sent last."""
    problem: SporoError | None = None
    """Why the last click on "Send" sent nothing."""
    sending: Lock = field(default_factory=Lock)
    """Held while a click keeps what is to be sent.

    Streamlit begins the run of the next click beside one that still works: that run waits, and finds it sent.
    """
    tab_chosen: bool = False
    """Whether the person chose a tab of the worklist; until then it shows where the last visit is."""

    leaving: tuple[Kind, str] | None = None
    """What was just sent and its entry: the empty form gives way to where it can be seen."""

    documents: DocumentsSheet = field(default_factory=DocumentsSheet)
    text: Sheet = field(default_factory=lambda: Sheet(Kind.TEXT))
    codes: Sheet = field(default_factory=lambda: Sheet(Kind.CODES))
    unsigned: dict[str, SporoError] = field(default_factory=dict)
    """Why the last click on "Sign" signed nothing, by entry, until it was said."""
    opened: Opened | None = None
    """The source that is open beside a summary."""

    def open(self, page: str) -> None:
        """Notes the page that is drawn; the same one drawn anew is not another opening."""
        if page != self.page:
            self.page = page
            self.openings += 1

    def next_visit(self, entry_id: str) -> None:
        """Forgets label, consent and recording of the visit that was sent; the template stays."""
        self.sent = entry_id
        self.visit += 1
        self.consent_at = None
        self.parts, self.heard = [], None
        self.begin_recording()
        self.tab_chosen = False
        self.leave(Kind.AUDIO, entry_id)

    def begin_recording(self) -> None:
        """Forgets what was recorded for this visit: it was sent or discarded."""
        self.recording, self.listening = new_id(), ""

    def take_up(self, recording: str, consent_at: datetime) -> None:
        """Goes on with a recording that was not finished."""
        self.recording, self.consent_at, self.listening = recording, consent_at, ""

    def settle(self) -> None:
        """Waits until what an earlier click sends is kept, so that it can be seen."""
        with self.sending:
            return

    def leave(self, kind: Kind, entry_id: str | None) -> None:
        """From the form of what was sent to where it can be seen.

        Once more for a click or a key of a form that the browser had not yet heard to be sent: it calls the
        form back.
        """
        if entry_id:
            self.leaving = kind, entry_id


def session() -> Session:
    """What this browser session remembers."""
    remembered: Session = st.session_state.setdefault("session", Session())
    return remembered


def zone() -> tzinfo:
    """The time zone of the person's browser; UTC where it does not tell."""
    return zone_named(st.context.timezone)


def zone_named(name: str | None) -> tzinfo:
    """The time zone by this name; UTC without one, or where it is none that this machine knows."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
