"""What went wrong, in a sentence, with what to do next: never a traceback."""

import streamlit as st
import structlog

from sporo_ui.errors import SporoError
from sporo_ui.words import literal

_log = structlog.get_logger()


def problem(error: SporoError) -> None:
    """The error as a box of two sentences."""
    st.warning(f"{literal(error.sentence)} {literal(error.next_step)}", icon=":material/error:")


def unforeseen(error: Exception) -> bool:
    """The box for an error that nobody foresaw; True, so that Streamlit shows nothing of its own."""
    if isinstance(error, SporoError):
        problem(error)
        return True
    # Named without its text and traceback, which may hold a patient's.
    _log.error("page_failed", trouble=type(error).__name__)
    st.error(
        "Something went wrong here. What was sent, saved or recorded is kept; what is only on this page, "
        "such as a file that was not sent, is lost when it is closed or reloaded. Try again first; if it "
        "happens again, tell whoever runs this app.",
        icon=":material/error:",
    )
    return True
