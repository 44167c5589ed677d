"""Documents: drop many files, see what is wrong with each, and send those that are ready for one summary."""

import streamlit as st

from sporo_ui.state import session
from sporo_ui.widgets.documents_form import documents_label, documents_options
from sporo_ui.widgets.dropped_files import dropped_files
from sporo_ui.widgets.send_documents import send_documents
from sporo_ui.widgets.sent_before import sent_before

st.title("Documents", anchor=False)
st.caption("One summary of all the files, each line with the page that it comes from.")
sent_before(session().documents)
with st.container(width=760):
    dropped_files()
    documents_label()
    documents_options()
    send_documents()
