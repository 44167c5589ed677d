"""The note by section: edited in place, saved as a draft on leaving a section, and copied."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import NoteSection
from sporo_ui.exports.plain import section_as_text
from sporo_ui.note_review import NoteReview
from sporo_ui.widgets.section_box import section_box, section_edited, section_key, shown_text
from sporo_ui.widgets.take_button import copy_button
from sporo_ui.words import literal


def note_editor(review: NoteReview) -> None:
    """The sections, or a plain sentence that there is nothing to edit."""
    note = review.note
    if not any(section.text.strip() for section in note.sections):
        st.info("The service wrote no note for this visit.", icon=":material/info:")
    for section in note.sections:
        _section(review, section)


def _section(review: NoteReview, section: NoteSection) -> None:
    entry_id, notes = review.note.entry.id, services().notes
    key = section_key(entry_id, section)
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(section.title)}**", width="stretch")
        section_edited(entry_id, section, notes)
        copy_button("Copy", section_as_text(review, section.position), key=f"copy_{key}")
    section_box(entry_id, section, notes)
    if shown_text(entry_id, section) != section.text:
        st.warning("This section was changed in another window.", icon=":material/sync_problem:")
        st.button("Show that text", key=f"stored_{key}", on_click=_show, args=(key, section.text))


def _show(key: str, text: str) -> None:
    st.session_state[key] = text
