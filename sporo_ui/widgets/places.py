"""The pages that exist: where their scripts are, and what the navigation calls them."""

from enum import Enum
from pathlib import Path

import streamlit as st

_SCRIPTS = Path(__file__).parents[2] / "pages"


class Place(Enum):
    """A page: the name of its script, its title and its icon."""

    WORKLIST = ("worklist", "Worklist", ":material/inbox:")
    RECORD = ("record", "Record a visit", ":material/mic:")
    NOTE = ("note", "Note", ":material/description:")
    TEMPLATES = ("templates", "Templates", ":material/library_books:")

    @property
    def title(self) -> str:
        """What the navigation and the browser's tab call it."""
        return self.value[1]

    @property
    def icon(self) -> str:
        """Its mark in links."""
        return self.value[2]

    @property
    def page(self) -> st.Page:
        """The page for Streamlit, which can only be made while a script runs.

        It carries no icon: Streamlit would fetch that icon from a font server for the browser's tab.
        """
        name, title, _ = self.value
        first = self is Place.WORKLIST
        return st.Page(_SCRIPTS / f"{name}.py", title=title, icon="", url_path=name, default=first)


def link_to_note(entry_id: str, label: str) -> None:
    """A link to the note of an entry. Its address carries the entry's random id, nothing about a patient."""
    st.page_link(Place.NOTE.page, label=label, icon=Place.NOTE.icon, query_params={"entry": entry_id})
