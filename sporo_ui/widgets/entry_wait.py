"""Work that is not finished yet, or will not be: how it stands, live, and what can be done."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry, State
from sporo_ui.state import session
from sporo_ui.widgets.job_board import TICK
from sporo_ui.widgets.job_row import job_row


def entry_wait(entry: Entry) -> None:
    """The entry as on the worklist; when its state settles, the page is drawn anew."""
    st.fragment(_row, run_every=TICK if entry.is_open else None)(entry)


def _row(drawn: Entry) -> None:
    desk = services().desk(drawn.kind)
    entry = desk.entry(session().person, drawn.id)
    if entry.is_open != drawn.is_open or entry.state is State.COMPLETED:
        st.rerun()
    job_row(entry, datetime.now(UTC), desk.usual_seconds())
