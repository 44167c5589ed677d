"""Text: paste a text, and read its summary at once beside it."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.beginning import beginning
from sporo_ui.widgets.instructions import instructions_origin
from sporo_ui.widgets.places import Place, way_back
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.source_panel import source_of_text
from sporo_ui.widgets.summary_view import summary_view
from sporo_ui.widgets.text_form import text_form

entry_id = st.query_params.get("entry", "")
if not entry_id:
    caption = "The summary of a text, at once, each line with the words that it rests on."
    beginning(Place.TEXT, caption, session().text, text_form)
    st.stop()

way_back(Place.TEXT, "Another text")
try:
    summary = services().texts.summary(session().person, entry_id)
except NotYours as error:
    st.title(Place.TEXT.title, anchor=False)
    problem(error)
    st.stop()
instructions_origin(summary)
summary_view(summary, "the text", source_of_text)
