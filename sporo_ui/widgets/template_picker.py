"""Choosing a template: search, recently used first, page through, and what the chosen one is for."""

from collections.abc import Sequence

import streamlit as st

from sporo_ui.models import Template
from sporo_ui.state import session
from sporo_ui.templates import Listing
from sporo_ui.widgets.paging import page_of
from sporo_ui.widgets.problem import problem
from sporo_ui.words import literal

SHOWN = 8
"""Templates on one page of the picker."""
_CHOICE = "template_choice"


def template_picker(listing: Listing, used: Sequence[str]) -> None:
    """The choice, kept in the session; `used` are the ids of those used before, the latest first."""
    if listing.problem:
        problem(listing.problem)
    if not listing.templates:
        _none_listed(listing)
        return
    _choose(_recent_first(_search(listing), used))
    chosen = listing.get(session().template_id or "")
    if chosen:
        st.markdown(f"**{literal(chosen.name)}** · {literal(chosen.short_description)}")


def _none_listed(listing: Listing) -> None:
    if not listing.problem:
        st.info("The service offers no templates.", icon=":material/info:")
    st.button("Look again", icon=":material/refresh:")


def _search(listing: Listing) -> tuple[Template, ...]:
    words = st.text_input(
        "Search templates",
        type="search",
        live=True,
        placeholder="Search by name or by what it is for",
        label_visibility="collapsed",
        key="template_search",
    )
    return listing.matching(words or "")


def _recent_first(templates: Sequence[Template], used: Sequence[str]) -> list[Template]:
    rank = {template_id: place for place, template_id in reversed(list(enumerate(used)))}
    return sorted(templates, key=lambda template: rank.get(template.id, len(used)))


def _choose(templates: Sequence[Template]) -> None:
    """One page of the templates; a click stays chosen while the person searches on or turns the page."""
    if not templates:
        st.caption("No template has these words. Try fewer, or clear the search.")
        return
    place = st.container()
    shown = {template.id: template.name for template in page_of(templates, SHOWN, key="template_page")}
    chosen = session().template_id
    st.session_state[_CHOICE] = chosen if chosen in shown else None
    place.pills(
        "Template",
        list(shown),
        format_func=lambda template_id: literal(shown[template_id]),
        key=_CHOICE,
        on_change=_remember,
        label_visibility="collapsed",
    )


def _remember() -> None:
    session().template_id = st.session_state[_CHOICE]
