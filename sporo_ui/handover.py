"""The text of a finished piece of work, as it is handed over to be coded."""

from sporo_ui.entries import Kind, flat
from sporo_ui.ledger import Record
from sporo_ui.models import TextSummary, UploadJob
from sporo_ui.summaries import ChartSummary, chart, written
from sporo_ui.visits import note_of


def text_of(record: Record) -> str:
    """What the note or summary says now, with the person's drafts in place; empty before there is one.

    A summary hands over its sections alone: its conflicts repeat them, and names of files are no findings.
    What a person decided against in a conflict is left out.
    """
    if record.answer is None or record.entry.kind is Kind.CODES:
        return ""
    if record.entry.kind is Kind.AUDIO:
        return note_of(record).text
    summary = _summary(record, record.answer)
    return flat((section.title, summary.standing(section)) for section in summary.sections)


def _summary(record: Record, answer: bytes) -> ChartSummary:
    if record.entry.kind is Kind.TEXT:
        told = TextSummary.model_validate_json(answer)
        return written(record.entry, record.request, told, record.drafts)
    return chart(record.entry, record.request, UploadJob.model_validate_json(answer), record.drafts)
