"""Where a piece of work begins: the page's title, what was sent from it last, and its form."""

from collections.abc import Callable

import streamlit as st

from sporo_ui.state import Sheet
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.sent_before import sent_before

_WIDTH = 760
"""Pixels: lines of a text are read easily up to here."""


def beginning(place: Place, caption: str, sheet: Sheet, form: Callable[[], None]) -> None:
    """The page before anything is open on it."""
    st.title(place.title, anchor=False)
    st.caption(caption)
    sent_before(sheet)
    with st.container(width=_WIDTH):
        form()
