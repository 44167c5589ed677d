"""What went wrong, in a sentence, with what to do next: never a traceback."""

import streamlit as st

from sporo_ui.errors import SporoError
from sporo_ui.words import literal


def problem(error: SporoError) -> None:
    """The error as a box of two sentences."""
    st.warning(f"{literal(error.sentence)} {literal(error.next_step)}", icon=":material/error:")
