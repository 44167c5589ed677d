"""Where the work that was sent last is, for whoever comes back to an empty form."""

import streamlit as st

from sporo_ui.state import Sheet
from sporo_ui.widgets.places import link_to_result


def sent_before(sheet: Sheet) -> None:
    """A line with a link, once something was sent from here."""
    if sheet.sent:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(":material/check: What you sent last is on the worklist.", width="content")
            link_to_result(sheet.kind, sheet.sent, "Open it")
