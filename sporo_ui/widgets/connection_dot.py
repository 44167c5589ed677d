"""How the service is, at the top right of every page: a mark, a word and the reason."""

from typing import Literal

import streamlit as st

from sporo_ui.connection import Health
from sporo_ui.deps import services

_Color = Literal["gray", "green", "orange", "red"]
_LOOK: dict[Health, tuple[str, str, _Color]] = {
    Health.UNASKED: ("Not asked yet", ":material/radio_button_unchecked:", "gray"),
    Health.READY: ("Ready", ":material/check_circle:", "green"),
    Health.PARTLY: ("Partly ready", ":material/error:", "orange"),
    Health.SLOW: ("Slow", ":material/schedule:", "orange"),
    Health.DOWN: ("Down", ":material/cloud_off:", "red"),
}


@st.fragment(run_every="15s")
def connection_dot() -> None:
    """The dot; a service that is down, or can't do all of its work, says so in a banner of its own."""
    connection = services().connection()
    word, icon, color = _LOOK[connection.health]
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.badge(word, icon=icon, color=color, help=connection.why or None)
    if connection.health is Health.DOWN:
        st.error(connection.why, icon=icon)
    if connection.health is Health.PARTLY:
        st.warning(connection.why, icon=icon)
