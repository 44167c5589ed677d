"""Logs that tell where something broke, and not what it said: an error's text may hold a patient's."""

import logging
import traceback

LOUD = (
    "streamlit.error_util",
    "streamlit.runtime.scriptrunner.script_runner",
    "uvicorn.error",
)
"""The loggers that write errors of our pages and routes with all that they say."""


class WithoutWords(logging.Filter):
    """Of an error keeps its kind and the lines of code that it passed, and drops its text and its causes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the record through, made silent."""
        if not record.exc_info or record.exc_info[0] is None:
            return True
        kind, _, passed = record.exc_info
        record.msg = f"{record.getMessage()}: {kind.__name__}\n{''.join(traceback.format_tb(passed))}"
        record.args, record.exc_info, record.exc_text = (), None, None
        return True


def keep_words_out() -> None:
    """Makes the loud loggers of this process tell no more than where."""
    for name in LOUD:
        logging.getLogger(name).addFilter(WithoutWords())
