"""Boxes that keep what stands in them while the person looks at another page.

Streamlit's own persistence loses what was typed right before the person went elsewhere; a callback does not.
"""

from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from sporo_ui.state import Sheet, session


class Kept(TypedDict):
    """What a box is given so that its sheet keeps what stands in it."""

    key: str
    on_change: Callable[[Sheet, int, str], None]
    args: tuple[Sheet, int, str]


def kept(sheet: Sheet, name: str, *, empty: str | bool = "") -> Kept:
    """The options of this box, which is filled with what stood in it before."""
    key, opening = sheet.key(name), session().openings
    if sheet.shown_at.get(name) != opening or key not in st.session_state:
        # Streamlit may still hold an older state of the box: it drops it only where the page in between was
        # drawn to its end.
        sheet.shown_at[name] = opening
        st.session_state[key] = sheet.typed.get(name, empty)
    return {"key": key, "on_change": _keep, "args": (sheet, sheet.number, name)}


def _keep(sheet: Sheet, number: int, name: str) -> None:
    # A click that sends the sheet may be heard before the box that it leaves.
    if number != sheet.number:
        session().leave(sheet.kind, sheet.sent)
        return
    sheet.typed[name] = st.session_state[sheet.key(name)]
