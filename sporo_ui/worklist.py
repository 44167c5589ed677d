"""Where an entry stands on the worklist, and what it says about itself."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sporo_ui.entries import Entry, Kind, State
from sporo_ui.kinds import EMPTY, READY
from sporo_ui.words import lasting

_SENTENCES = {
    State.SENDING: "Being sent.",
    State.QUEUED: "At the service, waiting for its turn.",
    State.UNCONFIRMED: "Sent, but the answer was lost: it may or may not have arrived.",
    State.FAILED: "The service could not finish it.",
}


class Tab(StrEnum):
    """The three heaps of the worklist."""

    NEEDS_ME = "Needs me"
    IN_PROGRESS = "In progress"
    DONE = "Done"


def tab_of(entry: Entry) -> Tab:
    """The heap: what happens by itself, what a person has to look at, and what is over."""
    if entry.is_open:
        return Tab.IN_PROGRESS
    return Tab.DONE if entry.is_settled else Tab.NEEDS_ME


def heaps(entries: Iterable[Entry]) -> dict[Tab, list[Entry]]:
    """The entries by tab, in their order; every tab is there."""
    found: dict[Tab, list[Entry]] = {tab: [] for tab in Tab}
    for entry in entries:
        found[tab_of(entry)].append(entry)
    return found


def first_tab(found: dict[Tab, list[Entry]], sent: str | None) -> Tab:
    """The tab to begin with: where what was just sent is, else the first with something in it."""
    following = next((tab for tab, heap in found.items() if any(entry.id == sent for entry in heap)), None)
    return following or next((tab for tab, heap in found.items() if heap), Tab.NEEDS_ME)


def about(entry: Entry) -> str:
    """What the work is made of or for: the template, the documents' names, or that it is a text."""
    if entry.kind is Kind.AUDIO:
        return entry.template_name
    if entry.kind is Kind.DOCUMENTS:
        more = len(entry.filenames) - 1
        return f"{entry.filename} and {more} more" if more > 0 else entry.filename
    return "Text to code" if entry.kind is Kind.CODES else "Text to summarize"


def standing(entry: Entry, now: datetime, usual: float | None) -> str:
    """The state of an entry as a sentence, with what is known of its time."""
    if entry.state is State.UNSENT:
        return _waiting(entry, now)
    if entry.state is State.PROCESSING and not entry.problem:
        return _working(entry, now, usual)
    if entry.state is State.COMPLETED:
        return (EMPTY if entry.is_empty else READY)[entry.kind]
    return entry.problem or _SENTENCES[entry.state]


def _waiting(entry: Entry, now: datetime) -> str:
    if entry.retry_at is None or entry.retry_at <= now:
        return "Kept here, about to be sent."
    seconds = (entry.retry_at - now).total_seconds()
    return f"{entry.problem or 'Kept here.'} It is sent again in {lasting(seconds)}."


def _working(entry: Entry, now: datetime, usual: float | None) -> str:
    since = entry.accepted_at or entry.created_at
    elapsed = f"Being worked on for {lasting((now - since).total_seconds())}"
    return f"{elapsed}; it usually takes {lasting(usual)}." if usual else f"{elapsed}."
