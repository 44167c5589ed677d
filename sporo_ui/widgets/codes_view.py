"""The codes of a text beside it; how they stand until they are there."""

import streamlit as st

from sporo_ui.entries import State
from sporo_ui.evidence import Coded
from sporo_ui.widgets.codes_table import codes_exports, codes_table, codes_text
from sporo_ui.widgets.draft_header import draft_header
from sporo_ui.widgets.entry_done import entry_done
from sporo_ui.widgets.entry_wait import entry_wait
from sporo_ui.widgets.job_row import way_out


def codes_view(coded: Coded) -> None:
    """The text with its evidence marked, and the table."""
    entry = coded.entry
    unsigned = "Nobody has signed these codes. Check them against the text before you use them."
    draft_header(entry, [], unsigned=unsigned)
    if entry.state is not State.COMPLETED:
        entry_wait(entry)
        return
    codes_exports(coded)
    text, table = st.columns(2, gap="medium")
    with text:
        st.subheader("Text", anchor=False)
        codes_text(coded)
    with table:
        st.subheader("Codes", anchor=False)
        codes_table(coded)
    if entry.is_empty:
        way_out(entry)
    entry_done(entry, "these codes")
