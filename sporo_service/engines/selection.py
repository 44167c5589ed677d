"""What a summary says: chosen from the chart of the documents, focused where a focus is given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sporo_clinical.chart.changes import earlier
from sporo_clinical.chart.chart import chart
from sporo_clinical.chart.finding import Chart, Clash, Finding, Place, Topic
from sporo_clinical.chart.focus import Focus, focus_of
from sporo_clinical.chart.patients import DIFFERENT_PATIENTS
from sporo_clinical.chart.ranking import chosen, left_out, words_in
from sporo_clinical.chart.remarks import Leaf
from sporo_documents.document import Document
from sporo_service.engines.base import Conflict, Source, Summary, SummaryLine, SummarySection

NAME = "Local rules"
NOT_FOUND = "Nothing in the documents answers the extra information, so this is the whole summary."
NO_FOCUS = "The extra information names nothing to look for, so this is the whole summary."
FOCUSED = "This summary holds what answers the extra information, and all allergies. The documents say more."


@dataclass(frozen=True)
class Selection:
    """What a summary will say: the chosen findings in order, their clashes, and what a reader should know."""

    findings: tuple[Finding, ...]
    clashes: tuple[Clash, ...]
    warnings: tuple[str, ...]


def selected(documents: Sequence[Document], focus: str) -> Selection:
    """What the documents say that belongs into a summary with this focus."""
    leaves = [
        Leaf(document.name, page.number, page.text, page.title)
        for document in documents
        for page in document.pages
    ]
    found = chart(leaves)
    wanted, warnings = _focused(found, focus)
    size = words_in(leaf.text for leaf in leaves)
    findings = chosen(wanted, size)
    missing = _not_shown(left_out(wanted, findings))
    return Selection(findings, _clashes(found, wanted), (*warnings, *missing))


def summary_of(selection: Selection, removed: int = 0, warnings: Sequence[str] = ()) -> Summary:
    """The selection as a summary in the words of its sources, a section for each topic."""
    sections = []
    for topic in Topic:
        lines = tuple(line_of(finding) for finding in selection.findings if finding.topic is topic)
        if lines:
            sections.append(SummarySection(topic.value, lines))
    return Summary(tuple(sections), conflicts_of(selection), NAME, removed, (*selection.warnings, *warnings))


def line_of(finding: Finding) -> SummaryLine:
    """A finding as a line of a summary."""
    return SummaryLine(finding.text, sources_of(finding.places))


def sources_of(places: Sequence[Place]) -> tuple[Source, ...]:
    """Places as the sources of a line."""
    return tuple(Source(place.file, place.page, place.quote) for place in places)


def conflicts_of(selection: Selection) -> tuple[Conflict, ...]:
    """The clashes of a selection as conflicts of a summary."""
    return tuple(
        Conflict(clash.about, tuple(line_of(finding) for finding in clash.findings))
        for clash in selection.clashes
    )


def _focused(found: Chart, asked: str) -> tuple[Sequence[Finding], tuple[str, ...]]:
    """The findings that answer what is asked, changes first where asked for, and what to say of it."""
    if not asked.strip() or not found.findings:
        return found.findings, ()
    focus = focus_of(asked, max((finding.day for finding in found.findings if finding.day), default=None))
    if not focus:
        return found.findings, (NO_FOCUS,)
    answers = [finding for finding in found.findings if focus.answered_by(finding)]
    if not answers:
        return found.findings, (NOT_FOUND,)
    before = earlier(found.findings, answers, focus)
    answered = {id(finding) for finding in answers}
    kept: list[Finding] = []
    for finding in found.findings:
        if id(finding) in answered or _is_never_hidden(finding):
            kept += [finding, *before.get(id(finding), ())]
    return _changes_first(kept, focus), (FOCUSED, *_undated(found, focus))


def _undated(found: Chart, focus: Focus) -> Iterator[str]:
    """How many lines are about what is asked but have no date, where a time is asked for."""
    if not (focus.since or focus.until):
        return
    lines = [finding for finding in found.findings if finding.day is None and focus.about(finding)]
    count = sum(not _is_never_hidden(finding) for finding in lines)
    if count:
        yield f"Left out because they have no date: {count} {'line' if count == 1 else 'lines'}."


def _is_never_hidden(finding: Finding) -> bool:
    """Whether a focus leaves it: who reads of a heart may prescribe, and must see the allergies."""
    return finding.topic is Topic.ALLERGIES


def _changes_first(findings: Sequence[Finding], focus: Focus) -> Sequence[Finding]:
    return sorted(findings, key=lambda finding: not focus.tells_a_change(finding))


def _not_shown(missing: Mapping[Topic, int]) -> Iterator[str]:
    """How many lines there is no room for, by topic; nothing where all are shown."""
    told = [f"{missing[topic]} of “{topic.value}”" for topic in Topic if missing[topic]]
    if told:
        lines = "line stands" if sum(missing.values()) == 1 else "lines stand"
        more = f"{sum(missing.values())} more {lines} in the documents"
        yield f"Not everything is shown: {more}, {_listed(told)}."


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _clashes(found: Chart, wanted: Sequence[Finding]) -> tuple[Clash, ...]:
    ids = {id(finding) for finding in wanted}
    return tuple(
        clash
        for clash in found.clashes
        if clash.about == DIFFERENT_PATIENTS or any(id(finding) in ids for finding in clash.findings)
    )
