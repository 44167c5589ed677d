"""A summary by section: each line with its sources, edited in place, and copied."""

import streamlit as st

from sporo_ui.entries import Kind
from sporo_ui.line_sources import lines_now
from sporo_ui.models import Source
from sporo_ui.state import Opened, session
from sporo_ui.summaries import ChartSection, ChartSummary
from sporo_ui.widgets.section_box import section_box, section_edited, section_key
from sporo_ui.widgets.sourced_lines import Sources, sourced_lines
from sporo_ui.widgets.take_button import copy_button
from sporo_ui.words import literal


def summary_conflicts(summary: ChartSummary) -> None:
    """What can't all hold, side by side, before anything else."""
    if not summary.conflicts:
        return
    count = len(summary.conflicts)
    with st.container(border=True, key="conflicts"):
        words = "1 conflict" if count == 1 else f"{count} conflicts"
        st.markdown(f":orange[:material/warning:] **{words} in the sources**")
        for number, conflict in enumerate(summary.conflicts):
            st.markdown(literal(conflict.about))
            sourced_lines(conflict.lines, _sources(summary), key=f"conflict_{summary.entry.id}_{number}")


def summary_sections(summary: ChartSummary) -> None:
    """The sections, or a plain sentence that there is nothing to read."""
    if not any(section.text.strip() for section in summary.sections):
        st.info("There is nothing in this summary.", icon=":material/info:")
    for section in summary.sections:
        _section(summary.entry.id, section, _sources(summary))


def _section(entry_id: str, section: ChartSection, sources: Sources) -> None:
    key = section_key(entry_id, section)
    is_open = bool(st.session_state.get(f"editing_{key}"))
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(section.title)}**", width="stretch")
        section_edited(entry_id, section)
        st.button(
            "Close" if is_open else "Edit",
            type="tertiary",
            icon=":material/done:" if is_open else ":material/edit:",
            key=f"toggle_{key}",
            on_click=_toggle,
            args=(f"editing_{key}",),
        )
        copy_button("Copy", section.text, key=f"copy_{key}")
    if is_open:
        section_box(entry_id, section)
    else:
        sourced_lines(lines_now(section), sources, key=f"lines_{key}")


def _toggle(editing: str) -> None:
    st.session_state[editing] = not st.session_state.get(editing)


def _sources(summary: ChartSummary) -> Sources:
    opened = session().opened

    def _open(source: Source) -> None:
        session().opened = Opened(summary.entry.id, source)

    shown = opened.source if opened and opened.entry_id == summary.entry.id else None
    return Sources(summary.entry.kind is Kind.TEXT, shown, _open)
