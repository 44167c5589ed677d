"""Text: a text to paste, and its summary beside it."""

import streamlit as st

st.title("Text", anchor=False)
