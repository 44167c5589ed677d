"""The frame around every page: the window's title, the navigation, and how the service is."""

from pathlib import Path

import streamlit as st

from sporo_ui.entries import Kind
from sporo_ui.errors import SporoError
from sporo_ui.state import session
from sporo_ui.widgets.connection_dot import connection_dot
from sporo_ui.widgets.places import Place, form_of, go_to_result
from sporo_ui.widgets.problem import problem

_MARK = str(Path(__file__).parent / "static" / "sporo.svg")
_LOOK = Path(__file__).parent / "look.css"
_GROUPS = {
    "Work": (Place.WORKLIST, Place.RECORD, Place.DOCUMENTS, Place.TEXT, Place.CODES),
    "Library": (Place.TEMPLATES,),
}


def _navigation() -> None:
    st.logo(_MARK, size="large")
    with st.sidebar:
        for group, places in _GROUPS.items():
            st.caption(group)
            for place in places:
                st.page_link(place.page, icon=place.icon)


def _give_way(page: st.Page) -> None:
    """From the form of what was just sent to where it can be seen; whoever went elsewhere stays there."""
    if (leaving := session().leaving) is None:
        return
    kind, entry_id = leaving
    if page.title != form_of(kind).title or st.query_params.get("entry") == entry_id:
        session().leaving = None
    elif kind is Kind.AUDIO:
        st.switch_page(Place.WORKLIST.page)
    else:
        # Still leaving until it is there: a second click may call this page back first.
        go_to_result(kind, entry_id)


page = st.navigation([place.page for place in Place], position="hidden")
st.set_page_config(page_title=f"{page.title} · Sporo", page_icon=_MARK, layout="wide")
st.html(_LOOK)
session().open(f"{page.url_path}/{st.query_params.get('entry', '')}")
_give_way(page)
_navigation()
connection_dot()
try:
    page.run()
except SporoError as error:
    problem(error)
