"""A code to choose: by words or by code from the whole set, beginning with the relatives of one."""

from collections.abc import Callable

import streamlit as st

from sporo_ui.code_set import NamedCode, found
from sporo_ui.deps import services
from sporo_ui.state import session
from sporo_ui.words import literal


def add_a_code(entry_id: str, asked: str = "") -> None:
    """Opens the picker; the chosen code is added to the list."""

    def take(chosen: NamedCode) -> None:
        services().codes.add(session().person, entry_id, chosen.code)

    st.dialog("Add a code", width="medium")(_picker)(take, asked, "")


def change_a_code(entry_id: str, row: str, code: str, asked: str = "") -> None:
    """Opens the picker; the chosen code takes the place of this one."""

    def take(chosen: NamedCode) -> None:
        services().codes.replace(session().person, entry_id, row, chosen.code)

    st.dialog(f"Change {literal(code)}", width="medium")(_picker)(take, asked, code)


def _picker(take: Callable[[NamedCode], None], asked: str, beside: str) -> None:
    words = st.text_input(
        "Words or code",
        asked,
        placeholder="For example diabetes neuropathy, or E11.4",
        autocomplete="off",
        live=True,
        key="code_asked",
    )
    codes = found(words, beside)
    if not codes:
        st.caption("Nothing found. Try fewer or other words." if words.strip() else "Type words or a code.")
    with st.container(height=360, border=False):
        for each in codes:
            label = f"**{literal(each.code)}** {literal(each.name)}"
            if st.button(label, key=f"pick_{each.code}", width="stretch", type="tertiary"):
                take(each)
                st.rerun()
