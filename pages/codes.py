"""Codes: a text to paste, and the ICD-10 codes that it supports."""

import streamlit as st

st.title("Codes", anchor=False)
