"""The summary of documents: each line with its sources, and the page that it came from beside it."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.errors import NotYours
from sporo_ui.state import session
from sporo_ui.widgets.places import Place
from sporo_ui.widgets.problem import problem
from sporo_ui.widgets.source_panel import source_panel
from sporo_ui.widgets.summary_view import summary_view

st.page_link(Place.WORKLIST.page, icon=":material/arrow_back:")
try:
    summary = services().documents.summary(session().person, st.query_params.get("entry", ""))
except NotYours as error:
    st.title(Place.CHART.title, anchor=False)
    problem(error)
    st.stop()
summary_view(summary, "the documents", source_panel)
