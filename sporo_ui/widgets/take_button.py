"""Buttons that take a text out of the app as it now stands: to the clipboard, or as a file.

Streamlit copies code blocks only, and its download has the text from before the click that saves an edit.
"""

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
    "sporo_take",
    html='<button type="button"></button>',
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def copy_button(label: str, text: str, *, key: str) -> None:
    """A button with this label that copies the text."""
    _take({"label": label, "text": text, "done": "Copied"}, key)


def file_button(label: str, text: str, *, name: str, key: str) -> None:
    """A button with this label that downloads the text as a file of this name."""
    _take({"label": label, "text": text, "done": "Downloaded", "name": name}, key)


def _take(told: dict[str, str], key: str) -> None:
    # What the button asked when it was pressed comes back with the text, which then is as new as that.
    asked = st.session_state.get(key, {}).get("asked", "")
    _button(data=told | {"answers": asked}, key=key, width="content", on_asked_change=lambda: None)
