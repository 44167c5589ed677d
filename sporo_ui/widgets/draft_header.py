"""Whose work it is, what it was made from and when, and that nobody has signed it."""

from collections.abc import Iterable
from datetime import UTC, datetime

import streamlit as st

from sporo_ui.entries import Entry, State
from sporo_ui.state import zone
from sporo_ui.words import literal, when

NAMED = 3
"""Files that the header names; of more it gives the number."""


def draft_header(entry: Entry, facts: Iterable[str], *, unsigned: str) -> None:
    """The label with what is known; once it is complete, the mark of a draft and the sentence `unsigned`."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(literal(entry.label), anchor=False, width="content")
        if entry.state is State.COMPLETED:
            st.badge("Draft", icon=":material/edit_note:", color="orange")
    sent = f"sent {when(entry.created_at, datetime.now(UTC), zone())}"
    told = [entry.template_name, files_of(entry), sent, *facts]
    st.caption(" · ".join(literal(fact) for fact in told if fact))
    if entry.state is State.COMPLETED:
        st.caption(unsigned)


def files_of(entry: Entry) -> str:
    """The names of an entry's files, as many as have room; a recording's says nothing, and is left out."""
    if entry.template_name:
        return ""
    named, more = entry.filenames[:NAMED], len(entry.filenames) - NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")
