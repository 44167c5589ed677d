"""The end of a note: the name that signs it and the button, or the reason why it can't be signed yet."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import flat
from sporo_ui.errors import SporoError
from sporo_ui.exports.stamp import moment
from sporo_ui.note_review import NoteReview, digest
from sporo_ui.notes import LONGEST_NAME
from sporo_ui.state import session
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.section_box import shown_text
from sporo_ui.words import literal


def sign_off(review: NoteReview) -> None:
    """Who signed, or what it takes to sign."""
    entry_id, signature = review.note.entry.id, review.signature
    if review.is_signed and signature:
        st.success(
            f"Signed by {literal(signature.name)} on {moment(signature)}.  \n"
            f":small[sha256 {signature.digest}]",
            icon=":material/verified:",
        )
        return
    name = f"signer_{entry_id}"
    st.session_state.setdefault(name, services().notes.signer(session().person))
    shown = digest(flat((each.title, shown_text(entry_id, each)) for each in review.note.sections))
    hindrance = review.hindrance
    if not hindrance and shown != review.digest:
        hindrance = "A section was changed in another window: look at that text first."
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Signs as",
            key=name,
            max_chars=LONGEST_NAME,
            placeholder="Your name and title",
            autocomplete="name",
            width="stretch",
        )
        st.button(
            "Sign",
            type="primary",
            icon=":material/draw:",
            disabled=bool(hindrance),
            key=f"sign_{entry_id}",
            on_click=_sign,
            args=(entry_id, shown, name),
        )
    st.caption(
        hindrance or "Your name, the time and the SHA-256 of this text are kept. Any later edit voids it."
    )
    if trouble := session().unsigned.pop(entry_id, None):
        problem(trouble)


def _sign(entry_id: str, shown: str, name: str) -> None:
    here = session()
    try:
        services().notes.sign(here.person, entry_id, st.session_state[name], shown)
    except SporoError as error:
        here.unsigned[entry_id] = error
