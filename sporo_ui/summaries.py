"""A summary for reading: its sections with what a person made of them, its conflicts and its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sporo_ui.entries import Entry, NoteSection, Request, flat
from sporo_ui.models import (
    Conflict,
    ReadDocument,
    ReadPage,
    Source,
    Summarized,
    SummaryLine,
    TextSummary,
    UploadJob,
)
from sporo_ui.sections import sections_of


@dataclass(frozen=True)
class ChartSection(NoteSection):
    """One section: the service's lines with their sources, and beside them its text as it now stands."""

    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True)
class ChartSummary:
    """The summary of documents or of a text; before completion it has no sections."""

    entry: Entry
    request: Request
    """What the person asked: the text, the focus, the metadata."""
    sections: tuple[ChartSection, ...]
    conflicts: tuple[Conflict, ...]
    left_out: tuple[ReadDocument, ...]
    """Files that the service could not read, each with its reason."""
    pages: tuple[ReadPage, ...]
    """The pages that sources name, as far as the service tells their text."""
    writer: str
    warnings: tuple[str, ...]
    removed: int
    """Lines that no source supports: they were taken out."""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Title and text of each part as it now stands: conflicts first, files left out last."""
        parts = [(part.title, part.text) for part in self.sections]
        if self.conflicts:
            parts.insert(0, ("Conflicts", "\n".join(map(_said, self.conflicts))))
        if self.left_out:
            reasons = (f"- {left.error_message or left.name}" for left in self.left_out)
            parts.append(("Not in this summary", "\n".join(reasons)))
        return tuple(parts)

    @property
    def text(self) -> str:
        """All of it as it now stands, as one flat text."""
        return flat(self.parts)

    def page(self, file: str, number: int) -> ReadPage | None:
        """The page by its file's name and number, if the service told its text."""
        return next((page for page in self.pages if (page.file, page.page) == (file, number)), None)


@dataclass(frozen=True)
class SourcePage:
    """The place that a line of a summary rests on."""

    file: str
    page: int
    media_type: str
    content: bytes | None
    """The whole kept file where it can be shown as it is (a PDF, a picture); else nothing."""
    text: str
    """The page's text as the service read it; empty where it does not tell."""


def chart(entry: Entry, request: Request, answer: UploadJob, drafts: Mapping[int, str]) -> ChartSummary:
    """The summary of documents, by the service's sections where it tells them, else by its flat text."""
    left_out = tuple(found for found in answer.documents if found.error_code or found.error_message)
    summary = _summary(entry, request, answer, _sections(answer, answer.response or "", drafts))
    return replace(summary, left_out=left_out, pages=answer.pages)


def written(entry: Entry, request: Request, answer: TextSummary, drafts: Mapping[int, str]) -> ChartSummary:
    """The summary of a plain text; its one page is that text."""
    summary = _summary(entry, request, answer, _sections(answer, answer.response, drafts))
    return replace(summary, pages=_text_as_page(answer, request))


def _summary(
    entry: Entry, request: Request, answer: Summarized, sections: tuple[ChartSection, ...]
) -> ChartSummary:
    return ChartSummary(
        entry=entry,
        request=request,
        sections=sections,
        conflicts=_conflicts(answer),
        left_out=(),
        pages=(),
        writer=answer.writer or "",
        warnings=answer.warnings,
        removed=answer.removed or 0,
    )


def _is_whole(answer: Summarized) -> bool:
    """Sections and conflicts count together: a summary without its conflicts would say too little."""
    return bool(answer.sections) and answer.conflicts is not None


def _conflicts(answer: Summarized) -> tuple[Conflict, ...]:
    return (answer.conflicts or ()) if _is_whole(answer) else ()


def _sections(answer: Summarized, response: str, drafts: Mapping[int, str]) -> tuple[ChartSection, ...]:
    found = _told(answer) if _is_whole(answer) else _flat(response)
    return tuple(
        ChartSection(position, title, text, drafts.get(position, text), lines)
        for position, (title, text, lines) in enumerate(found)
    )


def _told(answer: Summarized) -> list[tuple[str, str, tuple[SummaryLine, ...]]]:
    return [
        (part.title, "\n".join(f"- {line.text}" for line in part.lines), part.lines)
        for part in answer.sections
    ]


def _flat(response: str) -> list[tuple[str, str, tuple[SummaryLine, ...]]]:
    """The flat text by its headings; a line of it has no source that could be opened."""
    return [
        (_title(part.title), part.text, tuple(_line(line) for line in part.text.splitlines() if line.strip()))
        for part in sections_of(response)
    ]


def _title(title: str) -> str:
    return "Summary" if title == "Note" else title


def _line(line: str) -> SummaryLine:
    return SummaryLine(text=line.strip().removeprefix("- ").removeprefix("• ").strip())


def _said(conflict: Conflict) -> str:
    return "\n".join([f"- {conflict.about}", *(f"  - {_with_sources(line)}" for line in conflict.lines)])


def _with_sources(line: SummaryLine) -> str:
    places = ", ".join(map(_place, line.sources))
    return f"{line.text} ({places})" if places else line.text


def _place(source: Source) -> str:
    return f"{source.file} p. {source.page}"


def _text_as_page(answer: TextSummary, request: Request) -> tuple[ReadPage, ...]:
    names = {source.file for part in answer.sections for line in part.lines for source in line.sources}
    return tuple(ReadPage(file=name, page=1, text=request.text) for name in sorted(names))
