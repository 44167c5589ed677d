"""What a person can do with a text: have it summarized, at once."""

from collections.abc import Callable
from dataclasses import dataclass

from sporo_ui.entries import Entry, Kind, Request, State, Work
from sporo_ui.errors import NotYet, Unsuitable
from sporo_ui.kept_files import KeptFiles
from sporo_ui.ledger import Ledger, fingerprint
from sporo_ui.models import TextSummary
from sporo_ui.sender import Sender
from sporo_ui.summaries import ChartSummary, written
from sporo_ui.summary_desk import SummaryDesk

KILOBYTE = 1000


@dataclass(frozen=True)
class TextRequest:
    """A text, and what a person says about it."""

    label: str
    """Who the patient is, in the person's own words; it stays in this app."""
    text: str
    extra_information: str = ""
    """A question or a focus."""
    origin: str = ""
    """The entry whose text it is."""


class Texts(SummaryDesk):
    """Plain texts that become summaries."""

    kind = Kind.TEXT

    def __init__(
        self,
        ledger: Ledger,
        kept: KeptFiles,
        sender: Sender,
        *,
        limit: int,
        wake_sender: Callable[[], None],
    ) -> None:
        super().__init__(ledger, kept, limit=limit, wake_sender=wake_sender)
        self._sender = sender

    def summarize(self, person: str, request: TextRequest) -> Entry:
        """The completed entry; waits for the service's answer.

        Raises `Unsuitable` for no text or too much of it, `AlreadySent` on a double submit, and `NotYet`
        where no summary came: the text stays in its entry, and is sent again by itself where that can help.
        """
        asked = Request(request.text, request.extra_information.strip())
        check_text(asked, self._limit)
        told = (asked.text, asked.extra_information, *filter(None, [request.origin]))
        content = fingerprint(self.kind, *told)
        work = Work(self.kind, content, request.label, request=asked, origin=request.origin)
        # Sent from here at once. Should the app end before, the sender takes it up later.
        entry = self._ledger.add(person, work, head_start=self._sender.claim_seconds)
        self._sender.send_now(entry.id)
        entry = self._ledger.entry(person, entry.id)
        if entry.state is State.COMPLETED:
            return entry
        raise NotYet(entry.id, entry.problem, next_step=_next_step(entry))

    def summary(self, person: str, entry_id: str) -> ChartSummary:
        """The summary with the person's drafts in place; before completion it has no sections."""
        record = self._ledger.record(person, entry_id, self.kind)
        answer = TextSummary.model_validate_json(record.answer or b'{"response": ""}')
        return written(record.entry, record.request, answer, record.drafts)


def check_text(asked: Request, limit: int) -> None:
    """Raises `Unsuitable` for a text with nothing in it, or with too much for what is sent in one go."""
    if not asked.text.strip():
        raise Unsuitable("blank", "There is no text.", next_step="Paste or type a text.")
    if len(f"{asked.text}{asked.extra_information}".encode()) > limit:
        sentence = f"This text is longer than {limit // KILOBYTE:,} KB, the most that is taken."
        raise Unsuitable("too_long", sentence, next_step="Send it in parts.")


def _next_step(entry: Entry) -> str:
    if entry.is_open:
        return "The text is kept on the worklist, and sent again by itself."
    return entry.next_step
