"""Whose note it is, what it was made from and when, and whether it is signed."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.entries import State
from sporo_ui.exports.stamp import voided
from sporo_ui.note_review import NoteReview, Signature
from sporo_ui.state import zone
from sporo_ui.words import literal, when

_UNSIGNED = "Nobody has signed this note. Check it against the transcript before you use it."


def note_header(review: NoteReview) -> None:
    """The label with what is known; once the note is there, how it stands with its signature."""
    entry, signature = review.note.entry, review.signature
    complete = entry.state is State.COMPLETED
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(literal(entry.label), anchor=False, width="content")
        if complete and review.is_signed:
            st.badge("Signed", icon=":material/verified:", color="green")
        elif complete:
            st.badge("Draft", icon=":material/edit_note:", color="orange")
    sent = f"sent {when(entry.created_at, datetime.now(UTC), zone())}"
    writer = f"written by {review.note.writer}" if review.note.writer else ""
    st.caption(" · ".join(literal(fact) for fact in (entry.template_name, sent, writer) if fact))
    if not complete:
        return
    if signature and review.is_voided:
        st.warning(literal(voided(signature)), icon=":material/history:")
    else:
        st.caption(literal(_signed(signature)) if signature else _UNSIGNED)


def _signed(signature: Signature) -> str:
    at = when(signature.at, datetime.now(UTC), zone())
    return f"Signed by {signature.name}, {at}. Any edit from here on voids the signature."
