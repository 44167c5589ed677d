"""Whose note it is, what it was made with and when, and that it is a draft."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.entries import Note, State
from sporo_ui.state import zone
from sporo_ui.words import literal, when


def note_header(note: Note) -> None:
    """Label and template; once there is a note, the mark that nobody has signed it."""
    entry = note.entry
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(literal(entry.label), anchor=False, width="content")
        if entry.state is State.COMPLETED:
            st.badge("Draft", icon=":material/edit_note:", color="orange")
    facts = [literal(entry.template_name), f"sent {when(entry.created_at, datetime.now(UTC), zone())}"]
    if note.writer:
        facts.append(f"written by {literal(note.writer)}")
    st.caption(" · ".join(facts))
    if entry.state is State.COMPLETED:
        st.caption("Nobody has signed this note. Check it against the transcript before you use it.")
