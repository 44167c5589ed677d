"""The note by section: edited in place, saved as a draft on leaving a section, and copied."""

import streamlit as st

from sporo_ui.entries import Note, NoteSection
from sporo_ui.widgets.section_box import section_box, section_edited, section_key
from sporo_ui.widgets.take_button import copy_button
from sporo_ui.words import literal


def note_editor(note: Note) -> None:
    """The sections, or a plain sentence that there is nothing to edit."""
    if not any(section.text.strip() for section in note.sections):
        st.info("The service wrote no note for this visit.", icon=":material/info:")
    for section in note.sections:
        _section(note.entry.id, section)


def _section(entry_id: str, section: NoteSection) -> None:
    key = section_key(entry_id, section)
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(section.title)}**", width="stretch")
        section_edited(entry_id, section)
        copy_button("Copy", section.text, key=f"copy_{key}")
    section_box(entry_id, section)
