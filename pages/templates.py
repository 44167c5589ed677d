"""The library of templates: browse, search, and use one for a visit."""

import streamlit as st

from sporo_ui.deps import services
from sporo_ui.widgets.template_cards import template_cards

st.title("Templates", anchor=False)
with st.skeleton(height=240):
    listing = services().templates.listing()
template_cards(listing)
