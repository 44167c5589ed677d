"""The worklist, live: it reads the ledger alone, and stops ticking when nothing is under way."""

from datetime import UTC, datetime

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.entries import Entry, Kind
from sporo_ui.state import session
from sporo_ui.widgets.job_row import job_row
from sporo_ui.widgets.paging import page_of
from sporo_ui.widgets.places import Place
from sporo_ui.worklist import Tab, first_tab, heaps

TICK = "2s"
SHOWN = 20
_TAB = "worklist_tab"
_EMPTY = {
    Tab.NEEDS_ME: "Nothing waiting. Record a visit.",
    Tab.IN_PROGRESS: "Nothing is being worked on.",
    Tab.DONE: "Nothing is done yet.",
}


def job_board() -> None:
    """The tabs with their rows, read again every two seconds while something is under way."""
    session().settle()
    live = services().ledger.any_open(session().person)
    st.fragment(_board, run_every=TICK if live else None)(live)


def _board(live: bool) -> None:  # noqa: FBT001 - a fragment hands its arguments on by position
    entries = services().ledger.entries(session().person)
    if live != any(entry.is_open for entry in entries):
        st.rerun()
    found = heaps(entries)
    tab = _tab(found)
    if not found[tab]:
        _empty(tab)
    now, usual = datetime.now(UTC), {kind: services().desk(kind).usual_seconds() for kind in Kind}
    for entry in page_of(found[tab], SHOWN, key=f"worklist_page_{tab}"):
        job_row(entry, now, usual[entry.kind])


def _tab(found: dict[Tab, list[Entry]]) -> Tab:
    """The chosen tab; before any choice, where the visit that was just sent is."""
    if not session().tab_chosen:
        st.session_state[_TAB] = first_tab(found, session().sent)
    chosen = st.segmented_control(
        "Worklist",
        list(Tab),
        format_func=lambda tab: f"{tab} ({len(found[tab])})" if found[tab] else str(tab),
        required=True,
        key=_TAB,
        on_change=_keep_choice,
        label_visibility="collapsed",
    )
    return Tab(chosen or Tab.NEEDS_ME)


def _keep_choice() -> None:
    session().tab_chosen = True


def _empty(tab: Tab) -> None:
    st.caption(_EMPTY[tab])
    if tab is Tab.NEEDS_ME:
        st.page_link(Place.RECORD.page, icon=Place.RECORD.icon)
