"""Codes: paste a text, and read the ICD-10 codes that it supports beside it."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.beginning import beginning
from sporo_ui.widgets.codes_form import codes_form
from sporo_ui.widgets.codes_view import codes_view
from sporo_ui.widgets.places import Place, way_back
from sporo_ui.widgets.problem import problem

entry_id = st.query_params.get("entry", "")
if not entry_id:
    caption = "The ICD-10 codes that a text supports, each with the words that it rests on."
    beginning(Place.CODES, caption, session().codes, codes_form)
    st.stop()

way_back(Place.CODES, "Another text")
try:
    coded = services().codes.result(session().person, entry_id)
except NotYours as error:
    st.title(Place.CODES.title, anchor=False)
    problem(error)
    st.stop()
codes_view(coded)
