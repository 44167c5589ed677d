"""The note by section: edited in place, saved as a draft on leaving a section, copied and downloaded."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Note, NoteSection
from sporo_ui.export import as_markdown, as_text, file_name
from sporo_ui.state import session
from sporo_ui.widgets.take_button import copy_button, file_button
from sporo_ui.words import literal


def note_editor(note: Note) -> None:
    """The sections, or a plain sentence that there is nothing to edit."""
    if not any(section.text.strip() for section in note.sections):
        st.info("The service wrote no note for this visit.", icon=":material/info:")
    for section in note.sections:
        _section(note.entry.id, section)


def note_exports(note: Note) -> None:
    """Copy and download of the whole note as it now stands."""
    if not note.sections:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button("Copy the note", as_text(note), key=f"copy_{note.entry.id}")
        for words, suffix, content in (("text", "txt", as_text(note)), ("Markdown", "md", as_markdown(note))):
            name, key = file_name(note, suffix), f"download_{suffix}_{note.entry.id}"
            file_button(f"Download as {words}", content, name=name, key=key)


def _section(entry_id: str, section: NoteSection) -> None:
    key = f"section_{entry_id}_{section.position}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"above_{key}"):
        st.markdown(f"**{literal(section.title)}**", width="stretch")
        if section.is_edited:
            _edited(entry_id, section, key)
        copy_button("Copy", section.text, key=f"copy_{key}")
    # Filled once: an answer of the service that comes late never replaces what stands in the box.
    st.session_state.setdefault(key, section.text)
    st.text_area(
        section.title,
        key=key,
        height="content",
        on_change=_save,
        args=(entry_id, section.position, key),
        label_visibility="collapsed",
    )


def _edited(entry_id: str, section: NoteSection, key: str) -> None:
    st.caption(":material/check: Edited, saved", width="content")
    st.button(
        "Undo",
        type="tertiary",
        icon=":material/undo:",
        help="Bring back what the service wrote",
        key=f"undo_{key}",
        on_click=_undo,
        args=(entry_id, section, key),
    )


def _save(entry_id: str, position: int, key: str) -> None:
    services().visits.save_draft(session().person, entry_id, position, st.session_state[key])


def _undo(entry_id: str, section: NoteSection, key: str) -> None:
    services().visits.drop_draft(session().person, entry_id, section.position)
    st.session_state[key] = section.original
