"""The pages that exist: where their scripts are, and what the navigation calls them."""

from enum import Enum
from pathlib import Path

import streamlit as st

from sporo_ui.entries import Kind

_SCRIPTS = Path(__file__).parents[2] / "pages"


class Place(Enum):
    """A page: the name of its script, its title and its icon."""

    WORKLIST = ("worklist", "Worklist", ":material/inbox:")
    RECORD = ("record", "Record a visit", ":material/mic:")
    DOCUMENTS = ("documents", "Documents", ":material/folder_open:")
    TEXT = ("summary", "Text", ":material/notes:")
    CODES = ("codes", "Codes", ":material/tag:")
    NOTE = ("note", "Note", ":material/description:")
    CHART = ("chart", "Summary of documents", ":material/summarize:")
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


_FORMS = {
    Kind.AUDIO: Place.RECORD,
    Kind.DOCUMENTS: Place.DOCUMENTS,
    Kind.TEXT: Place.TEXT,
    Kind.CODES: Place.CODES,
}
_RESULTS = _FORMS | {Kind.AUDIO: Place.NOTE, Kind.DOCUMENTS: Place.CHART}


def form_of(kind: Kind) -> Place:
    """Where such work begins."""
    return _FORMS[kind]


def result_of(kind: Kind) -> Place:
    """Where what became of such work is read, at `?entry=`."""
    return _RESULTS[kind]


def go_to_result(kind: Kind, entry_id: str) -> None:
    """Opens what became of an entry. Its address carries the entry's random id, nothing about a patient."""
    st.switch_page(result_of(kind).page, query_params={"entry": entry_id})


def link_to_result(kind: Kind, entry_id: str, label: str) -> None:
    """A link to what became of an entry."""
    place = result_of(kind)
    st.page_link(place.page, label=label, icon=place.icon, query_params={"entry": entry_id})


def way_back(form: Place, words: str) -> None:
    """From a result that is read on the page of its form: to the worklist, and to an empty form."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(Place.WORKLIST.page, icon=":material/arrow_back:")
        # No link: Streamlit would draw it as the page that is open.
        if st.button(words, type="tertiary", icon=form.icon):
            st.switch_page(form.page)
