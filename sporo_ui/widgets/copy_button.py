"""A button that puts a text on the clipboard, which Streamlit offers for code blocks only."""

from pathlib import Path

import streamlit as st

_CSS = """
button {
  font: inherit; font-size: 0.875rem; color: var(--st-text-color); background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.25rem 0.75rem;
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""
_button = st.components.v2.component(
    "sporo_copy",
    html='<button type="button"></button>',
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def copy_button(label: str, text: str, *, key: str) -> None:
    """A button with this label that copies this text as it now stands."""
    _button(data={"label": label, "text": text}, key=key, width="content")
