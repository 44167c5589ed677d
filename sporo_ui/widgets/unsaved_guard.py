"""Asks before the page is closed or reloaded while something typed is not saved yet."""

from pathlib import Path

import streamlit as st

_guard = st.components.v2.component(
    "sporo_unsaved_guard",
    html="<span hidden></span>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def unsaved_guard() -> None:
    """The guard, which shows nothing."""
    _guard(key="unsaved_guard", height=1)
