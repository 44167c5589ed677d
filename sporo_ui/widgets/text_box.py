"""A text to paste, and what the clinician calls it: both stay on their page until they are sent."""

import streamlit as st

from sporo_ui.state import Sheet
from sporo_ui.widgets.kept import kept
from sporo_ui.words import opening

HEIGHT = 320


def text_box(sheet: Sheet) -> None:
    """The place for the text."""
    st.text_area(
        "Text",
        placeholder="Paste or type a note, a letter or a report",
        height=HEIGHT,
        **kept(sheet, "text"),
    )


def label_box(sheet: Sheet) -> None:
    """The place for the label; it is never sent anywhere."""
    st.text_input(
        "Label",
        placeholder="For example initials and what it is about",
        max_chars=80,
        autocomplete="off",
        live=True,
        **kept(sheet, "label"),
    )
    st.caption("Stays in this app only. Without one, the text's first words stand there.")


def label_now(sheet: Sheet) -> str:
    """The label, or what stands for it."""
    return sheet.now("label") or opening(sheet.now("text"))
