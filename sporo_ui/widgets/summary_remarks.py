"""What to know about a summary before it is used: warnings, files left out, lines removed."""

import streamlit as st

from sporo_ui.summaries import ChartSummary
from sporo_ui.words import literal


def summary_remarks(summary: ChartSummary) -> None:
    """One sentence each; nothing where there is nothing to say."""
    for warning in summary.warnings:
        st.warning(literal(warning), icon=":material/warning:")
    if summary.left_out:
        _left_out(summary)
    if summary.removed:
        words = "1 line was" if summary.removed == 1 else f"{summary.removed} lines were"
        st.caption(f":material/content_cut: {words} removed, for nothing in the sources supports them.")


def _left_out(summary: ChartSummary) -> None:
    with st.container(border=True, key="left_out"):
        count = len(summary.left_out)
        words = "1 document is" if count == 1 else f"{count} documents are"
        st.markdown(f":orange[:material/error:] **{words} not in this summary**")
        for document in summary.left_out:
            told = document.error_message or "It could not be read."
            st.markdown(f"{literal(document.name)}  \n:small[{literal(told)}]")
