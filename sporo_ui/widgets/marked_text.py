"""A text as it is, in a box that scrolls, with places marked in colour, underlined and by number."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from sporo_ui.marks import Mark, marked_pieces

_CSS = """
.text {
  position: relative; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6;
  font: inherit; color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0.75rem 1rem;
}
.text:focus-visible { outline: 2px solid var(--st-primary-color); }
mark {
  color: inherit; background: var(--st-yellow-background-color);
  text-decoration: underline 2px var(--st-orange-color); text-underline-offset: 0.2em;
}
sup { font-size: 0.7em; font-weight: 600; padding-left: 0.1em; }
"""
_text = st.components.v2.component(
    "sporo_marked_text",
    html='<div class="text" role="region" tabindex="0"></div>',
    css=_CSS,
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def marked_text(name: str, text: str, marks: Sequence[Mark], *, key: str, height: str = "34rem") -> None:
    """The text, scrolled to its first mark; `name` tells a screen reader what it is."""
    pieces = [
        {"text": piece.text, "marked": piece.is_marked, "signs": piece.signs}
        for piece in marked_pieces(text, marks)
    ]
    _text(data={"name": name, "pieces": pieces, "height": height}, key=key)
