"""The accepted codes, taken out of the app: copied as text, or as a table for a spreadsheet."""

import streamlit as st

from sporo_ui.coded import Coded
from sporo_ui.export import codes_as_csv, codes_as_text, file_name
from sporo_ui.widgets.take_button import copy_button, file_button


def codes_exports(coded: Coded) -> None:
    """The buttons, which say what they take; a sentence where everything was rejected."""
    if not coded.rows:
        return
    if not coded.taken:
        st.caption("No code is accepted, so there is nothing to copy.")
        return
    entry_id, what = coded.entry.id, _what(coded)
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button(f"Copy {what}", codes_as_text(coded), key=f"copy_{entry_id}")
        name = file_name(coded, "csv")
        file_button(f"Download {what} as CSV", codes_as_csv(coded), name=name, key=f"download_csv_{entry_id}")


def _what(coded: Coded) -> str:
    number = len(coded.taken)
    if coded.is_decided:
        return f"the {number} accepted"
    return f"all {number}, none decided" if number > 1 else "the one, not decided"
