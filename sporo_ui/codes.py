"""What a person can do with a text to be coded."""

from sporo_ui.desk import Desk
from sporo_ui.entries import Entry, Kind, Request, Work
from sporo_ui.evidence import Coded, placed
from sporo_ui.ledger import fingerprint
from sporo_ui.models import Icd10Job
from sporo_ui.texts import check_text


class Codes(Desk):
    """Texts that become ICD-10 codes."""

    kind = Kind.CODES

    def submit(self, person: str, label: str, text: str) -> Entry:
        """The entry, with its text kept: sent by itself even if the tab is closed now.

        Raises `Unsuitable` for no text or too much of it, `AlreadySent` on a double submit.
        """
        asked = Request(text)
        check_text(asked, self._limit)
        return self._add(person, Work(self.kind, fingerprint(self.kind, text), label, request=asked))

    def result(self, person: str, entry_id: str) -> Coded:
        """The text with its codes, each placed in it; before completion it has none."""
        record = self._ledger.record(person, entry_id, self.kind)
        answer = Icd10Job.model_validate_json(record.answer or b'{"status": "processing"}')
        text = record.request.text
        return Coded(record.entry, text, placed(text, answer.icd10_codes or ()))
