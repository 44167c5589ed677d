"""A note, a summary or codes as a file. What nobody has signed says so in its first line."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from sporo_clinical.icd10cm.placing import Nearness
from sporo_ui.coded import Coded, CodeRow
from sporo_ui.decisions import Standing
from sporo_ui.entries import Kind, Note
from sporo_ui.summaries import ChartSummary
from sporo_ui.words import file_stem

_AGAINST = {
    Kind.AUDIO: "the visit",
    Kind.DOCUMENTS: "the documents",
    Kind.TEXT: "the text",
    Kind.CODES: "the text",
}
_TITLES = {Kind.DOCUMENTS: "Summary of documents", Kind.TEXT: "Summary of a text", Kind.CODES: "Codes"}
_HEAD = ("code", "name", "evidence", "evidence in the text", "confidence", "decision", "proposed")
_WHERE = {Nearness.EXACT: "as it is", Nearness.CLOSE: "in other words", Nearness.NOT_FOUND: "not found"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def draft(kind: Kind) -> str:
    """The line that says that nobody has signed it."""
    return f"DRAFT. Check against {_AGAINST[kind]} before use."


def as_text(work: Note | ChartSummary) -> str:
    """The work as plain text: each title in capitals above its section."""
    return f"{draft(work.entry.kind)}\n\n{work.text}\n"


def as_markdown(work: Note | ChartSummary) -> str:
    """The work as Markdown: its sections under headings, their text as it is."""
    parts = "\n\n".join(f"## {title}\n\n{text}".strip() for title, text in work.parts)
    return f"> {draft(work.entry.kind)}\n\n# {_title(work)}\n\n{parts}\n"


@dataclass(frozen=True)
class Format:
    """A way in which a note or a summary leaves the app as a file."""

    words: str
    """As the button names it."""
    suffix: str
    write: Callable[[Note | ChartSummary], str]


FORMATS = (Format("text", "txt", as_text), Format("Markdown", "md", as_markdown))
"""In the order of their buttons."""


def codes_as_text(coded: Coded) -> str:
    """One line a code that is taken, after the line that nobody has signed them."""
    lines = "\n".join(f"{row.code} {row.name}" for row in coded.taken)
    return f"{draft(Kind.CODES)}\n\n{lines}\n"


def codes_as_csv(coded: Coded) -> str:
    """A table of the codes that are taken, whose cells no spreadsheet takes for a formula."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(_HEAD)
    for row in coded.taken:
        table.writerow(map(_cell, _cells(row)))
    return file.getvalue()


def file_name(work: Note | ChartSummary | Coded, suffix: str) -> str:
    """A name of kind and day: a file name gets around, so it tells nothing about a patient."""
    return f"{file_stem(_title(work))}-{work.entry.created_at:%Y-%m-%d}.{suffix}"


def _title(work: Note | ChartSummary | Coded) -> str:
    return _TITLES.get(work.entry.kind, work.entry.template_name)


def _cells(row: CodeRow) -> tuple[str, ...]:
    confidence = "" if row.confidence is None else f"{row.confidence:.2f}"
    where = _WHERE[row.place.kind] if row.evidence else ""
    decision = "accepted" if row.standing is Standing.ACCEPTED else "none yet"
    return row.code, row.name, row.evidence, where, confidence, decision, row.proposed or "by a person"


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
