"""The summary of documents: each line with its sources, and the page that it came from."""

import streamlit as st

st.title("Summary of documents", anchor=False)
