"""A summary as the API answers it: by section with its sources, and as one flat text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sporo_documents.document import Document
from sporo_service.engines.base import Source, Summary, SummaryLine

NOTHING = "Nothing that can be summarized was found."
PICTURE = "{name}: 1 of its pages was read from a picture, and may be misread."
PICTURES = "{name}: {count} of its pages were read from pictures, and may be misread."
LEFT_OUT = "{count} of {all} files {were} left out; the end of the summary says why."


def told(summary: Summary) -> dict[str, Any]:
    """The parts of a summary in JSON."""
    return {
        "sections": [asdict(section) for section in summary.sections],
        "conflicts": [asdict(conflict) for conflict in summary.conflicts],
        "writer": summary.writer,
        "removed": summary.removed,
        "warnings": list(summary.warnings),
    }


def flat(summary: Summary, left_out: Sequence[str] = (), *, cited: bool = True) -> str:
    """The summary as one text: what to know of it, conflicts, the sections, what was left out."""
    parts = [_part("Note", [f"- {sentence}" for sentence in summary.warnings])] if summary.warnings else []
    parts += [_part("Conflicts", _conflicts(summary, cited=cited))] if summary.conflicts else []
    parts += [_part(section.title, _lines(section.lines, cited=cited)) for section in summary.sections]
    parts = parts or [NOTHING]
    if left_out:
        parts.append(_part("Left out", [f"- {sentence}" for sentence in left_out]))
    return "\n\n".join(parts)


def cited_pages(summary: Summary, documents: Iterable[Document]) -> list[dict[str, Any]]:
    """The pages that some line rests on, with their text, in the order of the documents."""
    cited = {(source.file, source.page) for line in _every_line(summary) for source in line.sources}
    return [
        {
            "file": document.name,
            "page": page.number,
            "title": page.title,
            "text": page.text,
            "by_ocr": page.by_ocr,
        }
        for document in documents
        for page in document.pages
        if (document.name, page.number) in cited
    ]


def warnings(documents: Sequence[Document], left_out: int) -> list[str]:
    """What a reader of the summary should know about how it came to be."""
    by_ocr = {document.name: sum(page.by_ocr for page in document.pages) for document in documents}
    said = [
        (PICTURE if count == 1 else PICTURES).format(name=name, count=count)
        for name, count in by_ocr.items()
        if count
    ]
    if left_out:
        were = "was" if left_out == 1 else "were"
        said.append(LEFT_OUT.format(count=left_out, all=left_out + len(documents), were=were))
    return said


def _part(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title.upper(), *lines])


def _conflicts(summary: Summary, *, cited: bool) -> list[str]:
    lines = []
    for conflict in summary.conflicts:
        lines.append(f"- {conflict.about}:")
        lines += [f"  {line}" for line in _lines(conflict.lines, cited=cited)]
    return lines


def _lines(lines: Iterable[SummaryLine], *, cited: bool) -> list[str]:
    return [f"- {line.text} ({_places(line.sources)})" if cited else f"- {line.text}" for line in lines]


def _places(sources: Iterable[Source]) -> str:
    # Two quotes of one page are one place to look at.
    places: Mapping[str, None] = dict.fromkeys(f"{source.file} p. {source.page}" for source in sources)
    return "; ".join(places)


def _every_line(summary: Summary) -> Iterable[SummaryLine]:
    for section in summary.sections:
        yield from section.lines
    for conflict in summary.conflicts:
        yield from conflict.lines
