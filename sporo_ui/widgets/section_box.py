"""A section in a box to edit: saved as a draft on leaving the box, and undone."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import NoteSection
from sporo_ui.state import session


def section_key(entry_id: str, section: NoteSection) -> str:
    """The key of the box, and what the keys of all that belongs to the section end with."""
    return f"section_{entry_id}_{section.position}"


def section_box(entry_id: str, section: NoteSection) -> None:
    """The box, which grows with its text."""
    key = section_key(entry_id, section)
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


def section_edited(entry_id: str, section: NoteSection) -> None:
    """Once the section was edited: that it is saved, and a button that brings back what the service wrote."""
    if not section.is_edited:
        return
    key = section_key(entry_id, section)
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
    if key in st.session_state:
        st.session_state[key] = section.original
