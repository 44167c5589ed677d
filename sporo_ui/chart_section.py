"""A section of a summary: the service's lines keep their sources, those that a person wrote have none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sporo_ui.entries import NoteSection
from sporo_ui.models import Source, SummaryLine

_BULLETS = "-•* "


@dataclass(frozen=True)
class ChartSection(NoteSection):
    """One section: the service's lines with their sources, and beside them its text as it now stands."""

    lines: tuple[SummaryLine, ...]

    @property
    def lines_now(self) -> tuple[SummaryLine, ...]:
        """The lines as they now stand, without their bullets; blank ones are left out."""
        if not self.is_edited:
            return self.lines
        return tuple(line for _words, line in self._rows() if line.text)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each place that the service's lines rest on, once, whatever a person made of them."""
        found = {(source.file, source.page): source for line in self.lines for source in line.sources}
        return tuple(found.values())

    @property
    def title_now(self) -> str:
        """The title, with the word that a person edited the section where one did."""
        return f"{self.title} (edited)" if self.is_edited else self.title

    def text_with(self, behind: Callable[[SummaryLine], str]) -> str:
        """The text as it now stands, with what `behind` tells of each of the service's lines behind it."""
        return "\n".join(f"{words}{behind(line)}" for words, line in self._rows())

    def text_without(self, dropped: Callable[[SummaryLine], bool]) -> str:
        """The text as it now stands, without those of the service's lines that are dropped."""
        return "\n".join(words for words, line in self._rows() if not dropped(line))

    def _rows(self) -> Iterator[tuple[str, SummaryLine]]:
        """Each line of the text with the service's own of these words, each once, else a sourceless one."""
        if self.sources and not self.is_edited:
            yield from ((f"- {line.text}", line) for line in self.lines)
            return
        known: dict[str, list[SummaryLine]] = {}
        for line in self.lines:
            known.setdefault(_plain(line.text), []).append(line)
        for words in self.text.splitlines():
            same = known.get(_plain(words))
            yield words, same.pop(0) if same else SummaryLine(text=_plain(words))


def _plain(line: str) -> str:
    return line.strip().lstrip(_BULLETS)
