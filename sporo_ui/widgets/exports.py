"""A note or a summary, taken out of the app as it now stands: copied, or as a file in any format."""

import streamlit as st

from sporo_ui.entries import Note
from sporo_ui.export import FORMATS, as_text, file_name
from sporo_ui.summaries import ChartSummary
from sporo_ui.widgets.take_button import copy_button, file_button


def exports(work: Note | ChartSummary, what: str) -> None:
    """The buttons; nothing where there is nothing to take."""
    if not work.sections:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        copy_button(f"Copy the {what}", as_text(work), key=f"copy_{work.entry.id}")
        for each in FORMATS:
            name, key = file_name(work, each.suffix), f"download_{each.suffix}_{work.entry.id}"
            file_button(f"Download as {each.words}", each.write(work), name=name, key=key)
