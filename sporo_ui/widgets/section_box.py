"""A section in a box to edit: saved as a draft on leaving the box, and undone."""

from typing import Protocol

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import NoteSection
from sporo_ui.state import session


class Drafts(Protocol):
    """What keeps the edits of sections."""

    def save_draft(self, person: str, entry_id: str, position: int, text: str) -> None:
        """Keeps what the person made of one section."""

    def drop_draft(self, person: str, entry_id: str, position: int) -> None:
        """Brings the service's own text of one section back."""


def section_key(entry_id: str, section: NoteSection) -> str:
    """The key of the box, and what the keys of all that belongs to the section end with."""
    return f"section_{entry_id}_{section.position}"


def section_box(entry_id: str, section: NoteSection, drafts: Drafts | None = None) -> None:
    """The box, which grows with its text; edits go to `drafts`, else to the desk of visits."""
    key = section_key(entry_id, section)
    # Filled once: an answer of the service that comes late never replaces what stands in the box.
    st.session_state.setdefault(key, section.text)
    st.text_area(
        section.title,
        key=key,
        height="content",
        on_change=_save,
        args=(entry_id, section.position, key, drafts or services().visits),
        label_visibility="collapsed",
    )


def section_edited(entry_id: str, section: NoteSection, drafts: Drafts | None = None) -> None:
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
        args=(entry_id, section, key, drafts or services().visits),
    )


def shown_text(entry_id: str, section: NoteSection) -> str:
    """What stands in the box of a section, which another window may have changed since."""
    return str(st.session_state.get(section_key(entry_id, section), section.text))


def _save(entry_id: str, position: int, key: str, drafts: Drafts) -> None:
    drafts.save_draft(session().person, entry_id, position, st.session_state[key])


def _undo(entry_id: str, section: NoteSection, key: str, drafts: Drafts) -> None:
    drafts.drop_draft(session().person, entry_id, section.position)
    if key in st.session_state:
        st.session_state[key] = section.original
