"""The conflicts of a summary, side by side, with what a person decided about each."""

import streamlit as st

from sporo_ui.chart_conflicts import ChartConflict
from sporo_ui.summaries import ChartSummary
from sporo_ui.widgets.settle_form import reopen_button, settle_button, settle_form, settle_key
from sporo_ui.widgets.sourced_lines import sourced_lines, sources_of
from sporo_ui.words import literal

SETTLED = "All conflicts settled"


def open_conflicts(summary: ChartSummary) -> None:
    """How many conflicts are not settled, at the top of the page; nothing where there are none at all."""
    if summary.open_conflicts:
        st.badge(summary.open_conflicts, icon=":material/warning:", color="orange")
    elif summary.conflicts:
        # Something stands here still, so that what follows stays in its place when the last one is settled.
        st.badge(SETTLED, icon=":material/check_circle:", color="green")


def summary_conflicts(summary: ChartSummary) -> None:
    """What can't all hold, before anything else."""
    if not summary.conflicts:
        return
    with st.container(border=True, key="conflicts"):
        st.markdown(_head(summary))
        st.caption("Statements of the sources that can't all hold.")
        for conflict in summary.conflicts:
            _conflict(summary, conflict)


def _head(summary: ChartSummary) -> str:
    if summary.open_conflicts:
        return f":orange[:material/warning:] **{summary.open_conflicts}**"
    return f":green[:material/check_circle:] **{SETTLED}**"


def _conflict(summary: ChartSummary, conflict: ChartConflict) -> None:
    key = settle_key(summary, conflict)
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(conflict.about)}**", width="stretch")
        if conflict.settlement:
            reopen_button(summary, conflict)
        else:
            settle_button(summary, conflict)
    lines = [line.model_copy(update={"text": words}) for words, line in conflict.told]
    sourced_lines(lines, sources_of(summary), key=key)
    if conflict.reason:
        st.caption(f"Because: {literal(conflict.reason)}")
    if not conflict.settlement:
        settle_form(summary, conflict)
