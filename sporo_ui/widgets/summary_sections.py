"""A summary by section: each line with its sources, edited in place, and copied."""

import streamlit as st

from sporo_ui.chart_section import ChartSection
from sporo_ui.models import SummaryLine
from sporo_ui.summaries import OVERRULED, ChartSummary
from sporo_ui.widgets.section_box import section_box, section_edited, section_key
from sporo_ui.widgets.sourced_lines import sourced_lines, sources_of
from sporo_ui.widgets.take_button import copy_button
from sporo_ui.words import literal


def summary_sections(summary: ChartSummary) -> None:
    """The sections, or a plain sentence that there is nothing to read."""
    if not any(section.text.strip() for section in summary.sections):
        st.info("There is nothing in this summary.", icon=":material/info:")
    for section in summary.sections:
        _section(summary, section)


def _section(summary: ChartSummary, section: ChartSection) -> None:
    entry_id = summary.entry.id
    key = section_key(entry_id, section)
    is_open = bool(st.session_state.get(f"editing_{key}"))
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(section.title)}**", width="stretch")
        # Side by side, also where they have to stand below a long title.
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            section_edited(entry_id, section)
            st.button(
                "Close" if is_open else "Edit",
                type="tertiary",
                icon=":material/done:" if is_open else ":material/edit:",
                key=f"toggle_{key}",
                on_click=_toggle,
                args=(f"editing_{key}",),
            )
            copy_button("Copy", summary.taken(section), key=f"copy_{key}")
    if is_open:
        section_box(entry_id, section)
    else:
        lines = [_flagged(line, summary) for line in section.lines_now]
        sourced_lines(lines, sources_of(summary), key=f"lines_{key}")
        _original(summary, section, key)


def _original(summary: ChartSummary, section: ChartSection, key: str) -> None:
    """What an edited section was made from, to be opened still."""
    if section.is_edited and section.sources:
        line = SummaryLine(text="Sources of the original:", sources=section.sources)
        sourced_lines([line], sources_of(summary), key=f"original_{key}")


def _flagged(line: SummaryLine, summary: ChartSummary) -> SummaryLine:
    if not summary.overruled(line):
        return line
    return line.model_copy(update={"text": f"{line.text} [{OVERRULED}]"})


def _toggle(editing: str) -> None:
    st.session_state[editing] = not st.session_state.get(editing)
