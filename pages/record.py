"""Record a visit: template, label, consent and recording, then send it for a note."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.state import session
from sporo_ui.widgets.send_visit import send_visit, sent_before
from sporo_ui.widgets.template_picker import template_picker
from sporo_ui.widgets.visit_form import consent, patient_label, recording

st.title("Record a visit", anchor=False)
sent_before()
used = [entry.template_id for entry in services().visits.entries(session().person)]

with st.container(width=760):
    st.subheader("1 Template", anchor=False)
    with st.skeleton(height=120):
        listing = services().templates.listing()
    template_picker(listing, used)
    st.subheader("2 Patient", anchor=False)
    patient_label()
    st.subheader("3 Consent", anchor=False)
    consent()
    st.subheader("4 Visit", anchor=False)
    recording()
    send_visit(listing)
