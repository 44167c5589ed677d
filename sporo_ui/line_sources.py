"""The lines of a section as it now stands: the service's own keep their sources, a person's have none."""

from sporo_ui.models import SummaryLine
from sporo_ui.summaries import ChartSection

_BULLETS = "-•* "


def lines_now(section: ChartSection) -> tuple[SummaryLine, ...]:
    """The section's lines without their bullets; blank ones are left out."""
    if not section.is_edited:
        return section.lines
    known: dict[str, list[SummaryLine]] = {}
    for line in section.lines:
        known.setdefault(_words(line.text), []).append(line)
    return tuple(_sourced(words, known) for words in map(_words, section.text.splitlines()) if words)


def _words(line: str) -> str:
    return line.strip().lstrip(_BULLETS)


def _sourced(words: str, known: dict[str, list[SummaryLine]]) -> SummaryLine:
    """The service's own line with these words, each once, else a line without sources."""
    same = known.get(words)
    return same.pop(0) if same else SummaryLine(text=words)
