"""From a note or a summary to its codes, and from codes back to what they were made from."""

import streamlit as st

from sporo_ui.coded import Coded
from sporo_ui.deps import services
from sporo_ui.entries import Entry, Kind
from sporo_ui.errors import AlreadySent, SporoError
from sporo_ui.state import session
from sporo_ui.widgets.places import go_to_result, link_to_result
from sporo_ui.widgets.problem import problem

_MADE = {Kind.AUDIO: "note", Kind.DOCUMENTS: "summary", Kind.TEXT: "summary"}


def code_this(entry: Entry) -> None:
    """A button that has the note or summary coded as it now stands, or a link to the codes of just that."""
    what = _MADE[entry.kind]
    handed = services().codes.made_of(session().person, entry.id)
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        if handed:
            link_to_result(Kind.CODES, handed.entry.id, f"Codes of this {what}")
        if handed and handed.is_out_of_date:
            st.caption(f"The {what} was edited since they were made.", width="content")
        if not handed or handed.is_out_of_date:
            words = f"Code this {what} again" if handed else f"Code this {what}"
            _hand_over(entry.id, words)


def codes_origin(coded: Coded) -> None:
    """What the codes were made from; where that says something else now, a way to code it again."""
    if not coded.entry.origin:
        return
    if coded.origin is None:
        st.caption("What these codes were made from was discarded.")
        return
    what = _MADE[coded.origin.kind]
    with st.container(horizontal=True, vertical_alignment="center"):
        link_to_result(coded.origin.kind, coded.origin.id, f"The {what} that was coded")
    if coded.is_out_of_date:
        st.warning(
            f"These codes are out of date: the {what} was edited after it was coded. What you decided here "
            "is kept; codes made again begin without decisions.",
            icon=":material/history:",
        )
        _hand_over(coded.origin.id, f"Code the {what} again")


def _hand_over(origin: str, words: str) -> None:
    if not st.button(words, icon=":material/tag:", key=f"code_{origin}"):
        return
    try:
        entry_id = services().codes.hand_over(session().person, origin).id
    except AlreadySent as earlier:
        entry_id = earlier.entry_id
    except SporoError as error:
        problem(error)
        return
    go_to_result(Kind.CODES, entry_id)
