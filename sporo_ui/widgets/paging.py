"""Long lists in pages."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")
VISIBLE = 5


def page_of(items: Sequence[T], size: int, *, key: str) -> Sequence[T]:
    """What is on the page that the person turned to; draws the page numbers where there are several."""
    pages = max(1, -(-len(items) // size))
    if pages == 1:
        return items
    # The list may have become shorter since the page was turned.
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = pages
    page = st.pagination(pages, key=key, max_visible_pages=VISIBLE)
    return items[(page - 1) * size : page * size]
