"""The templates as cards, to browse: search, specialty, pages, and a way to a visit."""

from collections.abc import Sequence

import streamlit as st

from sporo_ui.models import Template
from sporo_ui.state import session
from sporo_ui.templates import Listing
from sporo_ui.widgets.paging import page_of
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal

SHOWN = 12
"""Cards on one page."""


def template_cards(listing: Listing) -> None:
    """The cards that match, or a plain sentence why there are none."""
    if listing.problem:
        problem(listing.problem)
    if not listing.templates:
        st.caption("There are no templates to show.")
        return
    found = _found(listing)
    if not found:
        st.caption("No template has these words. Try fewer, or clear the search.")
        return
    _cards(page_of(found, SHOWN, key="cards_page"))


def _found(listing: Listing) -> list[Template]:
    words = st.text_input(
        "Search templates",
        type="search",
        live=True,
        placeholder="Search by name or by what it is for",
        label_visibility="collapsed",
        key="cards_search",
    )
    found = listing.matching(words or "")
    specialties = sorted({specialty(template) for template in listing.templates} - {""})
    if not specialties:
        return list(found)
    wanted = st.pills("Specialty", specialties, format_func=literal, key="cards_specialty")
    return [template for template in found if wanted in {None, specialty(template)}]


def specialty(template: Template) -> str:
    """The template's specialty where the service tells one, else nothing."""
    told = (template.model_extra or {}).get("specialty")
    return told if isinstance(told, str) else ""


def _cards(templates: Sequence[Template]) -> None:
    grid = st.grid("auto", min_column_width=260, border=True)
    for template in templates:
        with grid.cell():
            st.markdown(f"**{literal(template.name)}**")
            if specialty(template):
                st.badge(literal(specialty(template)), color="gray")
            st.caption(literal(template.short_description))
            if st.button("Use for a visit", key=f"use_{template.id}"):
                session().template_id = template.id
                st.switch_page(Place.RECORD.page)
