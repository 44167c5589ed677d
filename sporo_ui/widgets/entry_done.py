"""The button that takes an entry off the person's list, or puts it back."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry
from sporo_ui.state import session
from sporo_ui.widgets.places import Place


def entry_done(entry: Entry, what: str, *, leads: bool = True) -> None:
    """Done with it: the worklist opens. Not done after all: it needs the person again.

    `leads` where that is the next step of the page.
    """
    visits, person = services().visits, session().person
    if entry.is_settled:
        if st.button("Put back on my list", icon=":material/undo:"):
            visits.settle(person, entry.id, done=False)
            st.rerun()
    elif st.button(f"Done with {what}", icon=":material/check:", type="primary" if leads else "secondary"):
        visits.settle(person, entry.id, done=True)
        st.switch_page(Place.WORKLIST.page)
