"""The codes of a text beside it, to be accepted or rejected; how they stand until they are there."""

import streamlit as st

from sporo_ui.code_set import edition
from sporo_ui.coded import Coded
from sporo_ui.entries import State
from sporo_ui.widgets.codes_board import codes_board
from sporo_ui.widgets.draft_header import draft_header
from sporo_ui.widgets.entry_done import entry_done
from sporo_ui.widgets.entry_wait import entry_wait
from sporo_ui.widgets.handover import codes_origin
from sporo_ui.widgets.job_row import way_out
from sporo_ui.words import literal


def codes_view(coded: Coded) -> None:
    """The review, with what to know about it above and what to do with the entry below."""
    entry = coded.entry
    facts = [f"coded by {coded.coder}"] if coded.coder else []
    unsigned = "Nobody has signed these codes. Check them against the text before you use them."
    draft_header(entry, facts, unsigned=unsigned)
    codes_origin(coded)
    if entry.state is not State.COMPLETED:
        entry_wait(entry)
        return
    _remarks(coded)
    codes_board(entry.id)
    if entry.is_empty:
        way_out(entry)
    entry_done(entry, "these codes")


def _remarks(coded: Coded) -> None:
    """What the service says of its own work, and what the findings rest on."""
    for warning in coded.warnings:
        st.warning(literal(warning), icon=":material/error:")
    if coded.removed:
        codes = "1 proposed code was" if coded.removed == 1 else f"{coded.removed} proposed codes were"
        st.caption(f"{codes} taken out: not billable, or without words in the text.")
    st.caption(f"Checked here against {literal(edition())}.")
