"""Documents: drop many files, see what is wrong with each, and send them for one summary."""

import streamlit as st

st.title("Documents", anchor=False)
