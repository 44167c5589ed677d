"""The day of the visit whose codes are reviewed: a code may hold on one day and not on another."""

import streamlit as st

from sporo_ui.coded import Coded
from sporo_ui.deps import services
from sporo_ui.state import session


def visit_day(coded: Coded) -> None:
    """A field with the day; another day is kept at once, and the codes are checked as of it."""
    day = st.date_input(
        "Date of the visit",
        coded.day,
        format="YYYY-MM-DD",
        help="Codes are checked as of this day. Unless you change it, the day the text was sent.",
        key=f"visit_day_{coded.entry.id}",
        width=220,
    )
    if day != coded.day:
        services().codes.visited(session().person, coded.entry.id, day)
        st.rerun(scope="fragment")
