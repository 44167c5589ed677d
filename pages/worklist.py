"""The worklist: what needs me, what is under way, what is done."""

import streamlit as st

from sporo_ui.widgets.job_board import job_board
from sporo_ui.widgets.places import Place

with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.title("Worklist", anchor=False, width="content")
    if st.button(Place.RECORD.title, icon=Place.RECORD.icon, type="primary"):
        st.switch_page(Place.RECORD.page)
job_board()
