"""The lines of a summary, each with a small button for every place that it rests on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from sporo_ui.models import Source, SummaryLine
from sporo_ui.state import Opened, session
from sporo_ui.summaries import ChartSummary

_CSS = """
ul { margin: 0; padding-left: 1.1rem; font: inherit; color: var(--st-text-color); line-height: 1.55; }
li { margin-bottom: 0.25rem; overflow-wrap: anywhere; }
button {
  font: inherit; font-size: 0.8125rem; line-height: 1.3; cursor: pointer; vertical-align: baseline;
  white-space: nowrap;
  color: var(--st-link-color); background: transparent;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0.05rem 0.4rem;
}
span { display: inline-block; vertical-align: bottom; }
span:first-child:not(:last-child) {
  max-width: 9rem; overflow: hidden; text-overflow: ellipsis; padding-right: 0.3em;
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
button[aria-pressed="true"] {
  color: var(--st-text-color); border-color: var(--st-primary-color);
  background: var(--st-secondary-background-color); font-weight: 600;
}
"""
_lines = st.components.v2.component(
    "sporo_sourced_lines",
    html="<ul></ul>",
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Sources:
    """How the sources of a summary are shown, which of them is open, and what opens another."""

    of_one_text: bool
    """The sources are places in the one text beside the summary, not pages of files."""
    opened: Source | None
    on_open: Callable[[Source], None]


def sources_of(summary: ChartSummary) -> Sources:
    """How the sources of this summary are shown: a click opens one beside it."""
    opened = session().opened

    def _open(source: Source) -> None:
        session().opened = Opened(summary.entry.id, source)

    shown = opened.source if opened and opened.entry_id == summary.entry.id else None
    return Sources(not summary.is_of_files, shown, _open)


def sourced_lines(lines: Sequence[SummaryLine], sources: Sources, *, key: str) -> None:
    """The lines; a click on a source's button opens it before the page is drawn anew."""
    data = [
        {
            "text": line.text,
            "sources": [_shown(source, sources, [row, column]) for column, source in enumerate(line.sources)],
        }
        for row, line in enumerate(lines)
    ]

    def _opened() -> None:
        row, column = st.session_state[key]["opened"]
        sources.on_open(lines[row].sources[column])

    _lines(data=data, key=key, on_opened_change=_opened)


def _shown(source: Source, sources: Sources, place: list[int]) -> dict[str, object]:
    return {
        "file": "" if sources.of_one_text else source.file,
        "page": "in the text" if sources.of_one_text else f"p. {source.page}",
        "name": _name(source, sources),
        "opened": "true" if source == sources.opened else "false",
        "place": place,
    }


def _name(source: Source, sources: Sources) -> str:
    """What the button does, for those who do not see its place."""
    if sources.of_one_text:
        return "Show these words in the text"
    return f"Open {source.file} p. {source.page}"
