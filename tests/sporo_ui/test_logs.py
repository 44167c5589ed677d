"""What an error says may be a patient's, so a log has only where it happened."""

import logging

import pytest

from sporo_ui.logs import LOUD, WithoutWords, keep_words_out

WORDS = "Mrs Smith takes lisinopril"


def _break() -> None:
    try:
        int(WORDS)
    except ValueError as cause:
        raise ValueError(WORDS) from cause


def _logged(logger: logging.Logger, caplog: pytest.LogCaptureFixture) -> str:
    with caplog.at_level(logging.ERROR):
        try:
            _break()
        except ValueError:
            logger.exception("The page %s failed", "worklist")
    return caplog.text


def test_an_error_is_logged_by_its_kind_and_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("test of quiet logs")
    logger.addFilter(WithoutWords())
    text = _logged(logger, caplog)
    assert "The page worklist failed: ValueError" in text
    assert "in _break" in text
    assert WORDS not in text


def test_without_the_filter_the_words_would_be_there(caplog: pytest.LogCaptureFixture) -> None:
    assert WORDS in _logged(logging.getLogger("test of loud logs"), caplog)


def test_every_loud_logger_is_made_quiet() -> None:
    keep_words_out()
    for name in LOUD:
        filters = logging.getLogger(name).filters
        assert any(isinstance(one, WithoutWords) for one in filters)
        for one in [one for one in filters if isinstance(one, WithoutWords)]:
            logging.getLogger(name).removeFilter(one)
