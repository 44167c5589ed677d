"""A note, a summary or codes as a file. What nobody has signed says so in its first line."""

import csv
import io

from sporo_ui.entries import Kind, Note
from sporo_ui.evidence import Coded
from sporo_ui.summaries import ChartSummary
from sporo_ui.words import file_stem

_AGAINST = {
    Kind.AUDIO: "the visit",
    Kind.DOCUMENTS: "the documents",
    Kind.TEXT: "the text",
    Kind.CODES: "the text",
}
_TITLES = {Kind.DOCUMENTS: "Summary of documents", Kind.TEXT: "Summary of a text", Kind.CODES: "Codes"}
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


def codes_as_text(coded: Coded) -> str:
    """One line a code, after the line that nobody has signed them."""
    lines = "\n".join(f"{code.code} {code.name}" for code in coded.codes)
    return f"{draft(Kind.CODES)}\n\n{lines}\n"


def codes_as_csv(coded: Coded) -> str:
    """A table for a spreadsheet, whose cells no spreadsheet takes for a formula."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["code", "name", "evidence", "found in the text", "confidence"])
    for code in coded.codes:
        found = "yes" if code.is_found else "no"
        confidence = "" if code.confidence is None else f"{code.confidence:.2f}"
        table.writerow(map(_cell, (code.code, code.name, code.evidence, found, confidence)))
    return file.getvalue()


def file_name(work: Note | ChartSummary | Coded, suffix: str) -> str:
    """A name of kind and day: a file name gets around, so it tells nothing about a patient."""
    return f"{file_stem(_title(work))}-{work.entry.created_at:%Y-%m-%d}.{suffix}"


def _title(work: Note | ChartSummary | Coded) -> str:
    return _TITLES.get(work.entry.kind, work.entry.template_name)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
