"""A summary for reading: its sections with what a person made of them, its conflicts and its sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from sporo_ui import chart_conflicts
from sporo_ui.chart_conflicts import SETTLEMENTS, ChartConflict, open_count, with_settlements
from sporo_ui.chart_section import ChartSection
from sporo_ui.entries import Entry, Kind, Request, flat
from sporo_ui.models import (
    ReadDocument,
    ReadPage,
    Source,
    Summarized,
    SummaryLine,
    TextSummary,
    UploadJob,
)
from sporo_ui.sections import sections_of
from sporo_ui.source_names import brief, listed, named

OVERRULED = "does not hold: see Conflicts"
"""What stands behind a line that a person's decision about a conflict went against."""


@dataclass(frozen=True)
class ChartSummary:
    """The summary of documents or of a text; before completion it has no sections."""

    entry: Entry
    request: Request
    """What the person asked: the text, the focus, the metadata."""
    sections: tuple[ChartSection, ...]
    conflicts: tuple[ChartConflict, ...]
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
        """Title and text of each part as it now stands, as it leaves the app: each line names its sources.

        Conflicts come first, files left out and all sources last.
        """
        parts = [(part.title_now, self.taken(part)) for part in self.sections]
        if self.conflicts:
            parts.insert(0, ("Conflicts", "\n".join(self._told_conflicts())))
        if self.left_out:
            reasons = (f"- {left.error_message or left.name}" for left in self.left_out)
            parts.append(("Not in this summary", "\n".join(reasons)))
        if self.is_of_files and (sources := listed(self._sources())):
            parts.append(("Sources", sources))
        return tuple(parts)

    def taken(self, section: ChartSection) -> str:
        """The section as it leaves the app; of an edited one, what it was made from is named beneath it."""
        text = section.text_with(self._behind)
        if not (section.is_edited and section.sources and self.is_of_files):
            return text
        return f"{text}\n\nEdited. Sources of the original: {self._named(section.sources)}".lstrip()

    def standing(self, section: ChartSection) -> str:
        """The section as it now stands, without statements that a person decided against."""
        if not any(conflict.overruled for conflict in self.conflicts):
            return section.text
        return section.text_without(self.overruled)

    def overruled(self, line: SummaryLine) -> bool:
        """Whether it is a statement that, by the person's decision about a conflict, does not hold."""
        return any(_is_same(line, other) for conflict in self.conflicts for other in conflict.overruled)

    @property
    def is_of_files(self) -> bool:
        """Whether sources are pages of files, and not all of them places in one text."""
        return self.entry.kind is not Kind.TEXT

    @property
    def open_conflicts(self) -> str:
        """How many conflicts nobody settled, in words; empty where none is open."""
        return open_count(self.conflicts)

    @property
    def text(self) -> str:
        """All of it as it now stands, as one flat text."""
        return flat(self.parts)

    def page(self, file: str, number: int) -> ReadPage | None:
        """The page by its file's name and number, if the service told its text."""
        return next((page for page in self.pages if (page.file, page.page) == (file, number)), None)

    def _behind(self, line: SummaryLine) -> str:
        """The line's sources in brackets, and that it does not hold where that was decided."""
        return self._places(line) + (f" [{OVERRULED}]" if self.overruled(line) else "")

    def _places(self, line: SummaryLine) -> str:
        places = self._named(line.sources) if self.is_of_files else ""
        return f" ({places})" if places else ""

    def _named(self, sources: Iterable[Source]) -> str:
        return named(sources, self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        return brief(source.file for source in self._sources())

    def _told_conflicts(self) -> Iterator[str]:
        if self.open_conflicts:
            yield f"{self.open_conflicts}."
        for conflict in self.conflicts:
            yield f"- {conflict.about} ({'settled' if conflict.settlement else 'not settled'})"
            yield from (f"  - {words}{self._places(line)}" for words, line in conflict.told)
            if conflict.reason:
                yield f"  - Because: {conflict.reason}"

    def _sources(self) -> Iterator[Source]:
        for section in self.sections:
            yield from section.sources
        for conflict in self.conflicts:
            yield from chain.from_iterable(line.sources for line in conflict.lines)


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
    summary = _summary(entry, request, answer, answer.response or "", drafts)
    return replace(summary, left_out=left_out, pages=answer.pages)


def written(entry: Entry, request: Request, answer: TextSummary, drafts: Mapping[int, str]) -> ChartSummary:
    """The summary of a plain text; its one page is that text."""
    summary = _summary(entry, request, answer, answer.response, drafts)
    return replace(summary, pages=_text_as_page(answer, request))


def _summary(
    entry: Entry, request: Request, answer: Summarized, response: str, drafts: Mapping[int, str]
) -> ChartSummary:
    return ChartSummary(
        entry=entry,
        request=request,
        sections=_sections(answer, response, drafts),
        conflicts=_conflicts(answer, drafts),
        left_out=(),
        pages=(),
        writer=answer.writer or "",
        warnings=answer.warnings,
        removed=answer.removed or 0,
    )


def _is_whole(answer: Summarized) -> bool:
    """Sections and conflicts count together: a summary without its conflicts would say too little."""
    return bool(answer.sections) and answer.conflicts is not None


def _conflicts(answer: Summarized, drafts: Mapping[int, str]) -> tuple[ChartConflict, ...]:
    if not _is_whole(answer):
        return ()
    return tuple(with_settlements(answer.conflicts or (), chart_conflicts.read(drafts.get(SETTLEMENTS, ""))))


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


def _is_same(line: SummaryLine, other: SummaryLine) -> bool:
    """The same words from a place that both rest on."""
    places = {(source.file, source.page) for source in line.sources}
    return line.text == other.text and any((place.file, place.page) in places for place in other.sources)


def _text_as_page(answer: TextSummary, request: Request) -> tuple[ReadPage, ...]:
    names = {source.file for part in answer.sections for line in part.lines for source in line.sources}
    return tuple(ReadPage(file=name, page=1, text=request.text) for name in sorted(names))
