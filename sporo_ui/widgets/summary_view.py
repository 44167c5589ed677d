"""A summary for reading: what to know about it, its conflicts and sections, and beside them their source."""

from collections.abc import Callable

import streamlit as st

from sporo_ui.entries import State
from sporo_ui.summaries import ChartSummary
from sporo_ui.widgets.draft_header import draft_header
from sporo_ui.widgets.entry_done import entry_done
from sporo_ui.widgets.entry_wait import entry_wait
from sporo_ui.widgets.exports import exports
from sporo_ui.widgets.handover import code_this
from sporo_ui.widgets.job_row import way_out
from sporo_ui.widgets.sent_with import sent_with
from sporo_ui.widgets.summary_conflicts import open_conflicts, summary_conflicts
from sporo_ui.widgets.summary_remarks import summary_remarks
from sporo_ui.widgets.summary_sections import summary_sections
from sporo_ui.widgets.unsaved_guard import unsaved_guard


def summary_view(summary: ChartSummary, against: str, source: Callable[[ChartSummary], None]) -> None:
    """The summary, to be held `against` what `source` draws beside it; how it stands until it is there."""
    entry, asked = summary.entry, summary.request.extra_information
    facts = [f"written by {summary.writer}" if summary.writer else "", f"asked for: {asked}" if asked else ""]
    unsigned = f"Nobody has signed this summary. Check it against {against} before you use it."
    draft_header(entry, facts, unsigned=unsigned)
    open_conflicts(summary)
    sent_with(summary)
    if entry.state is not State.COMPLETED:
        entry_wait(entry)
        return
    exports(summary, "summary")
    if not entry.is_empty:
        code_this(entry)
    written, beside = st.columns(2, gap="medium")
    with written:
        summary_conflicts(summary)
        summary_remarks(summary)
        summary_sections(summary)
    with beside:
        source(summary)
    if entry.is_empty:
        way_out(entry)
    entry_done(entry, "this summary")
    unsaved_guard()
