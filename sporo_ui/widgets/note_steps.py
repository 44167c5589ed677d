"""Where a note goes from here: copied, exported, coded, said to the patient."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.export import file_name
from sporo_ui.exports.fhir import as_fhir
from sporo_ui.exports.pdf import as_pdf
from sporo_ui.exports.plain import as_markdown, as_text
from sporo_ui.exports.word import as_docx
from sporo_ui.note_review import NoteReview
from sporo_ui.state import session
from sporo_ui.widgets.another_template import another_template
from sporo_ui.widgets.handover import code_this
from sporo_ui.widgets.instructions import instruct
from sporo_ui.widgets.take_button import copy_button, file_button

_PDF, _JSON = "application/pdf", "application/fhir+json"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def note_steps(review: NoteReview) -> None:
    """The buttons; nothing where there is nothing to take."""
    entry = review.note.entry
    if not review.note.sections:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button("Copy the note", as_text(review), key=f"copy_{entry.id}")
        with st.popover("Export", icon=":material/download:"):
            _exports(review)
        if not entry.is_empty:
            code_this(entry)
            instruct(entry)
        if entry.is_kept:
            another_template(entry)


def _exports(review: NoteReview) -> None:
    for words, suffix, content in (
        ("text", "txt", as_text(review)),
        ("Markdown", "md", as_markdown(review)),
    ):
        key = f"download_{suffix}_{review.note.entry.id}"
        file_button(f"Download as {words}", content, name=file_name(review.note, suffix), key=key)
    _download(review, "Word", "docx", _WORD, as_docx)
    _download(review, "PDF", "pdf", _PDF, as_pdf)
    _download(review, "FHIR document", "json", _JSON, lambda now: as_fhir(now, datetime.now(UTC)))


def _download(
    review: NoteReview, words: str, suffix: str, media_type: str, made: Callable[[NoteReview], bytes]
) -> None:
    """A button whose file is made when it is pressed, of the note as it stands then."""
    entry_id = review.note.entry.id
    st.download_button(
        f"Download as {words}",
        partial(_made, session().person, entry_id, made),
        file_name=file_name(review.note, suffix),
        mime=media_type,
        on_click="ignore",
        key=f"download_{suffix}_{entry_id}",
    )


def _made(person: str, entry_id: str, made: Callable[[NoteReview], bytes]) -> bytes:
    return made(services().notes.review(person, entry_id))
