"""Where a note goes from here: copied, exported, coded."""

import streamlit as st

from sporo_ui.export import file_name
from sporo_ui.exports.plain import as_markdown, as_text
from sporo_ui.note_review import NoteReview
from sporo_ui.widgets.handover import code_this
from sporo_ui.widgets.take_button import copy_button, file_button


def note_steps(review: NoteReview) -> None:
    """The buttons; nothing where there is nothing to take."""
    note = review.note
    if not note.sections:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button("Copy the note", as_text(review), key=f"copy_{note.entry.id}")
        for words, suffix, content in (
            ("text", "txt", as_text(review)),
            ("Markdown", "md", as_markdown(review)),
        ):
            name, key = file_name(note, suffix), f"download_{suffix}_{note.entry.id}"
            file_button(f"Download as {words}", content, name=name, key=key)
    if not note.entry.is_empty:
        code_this(note.entry)
