"""What a person is shown when something goes wrong on a page."""

from streamlit.testing.v1 import AppTest


def _unforeseen() -> None:
    from sporo_ui.widgets.problem import unforeseen  # noqa: PLC0415 - runs as a script of its own

    assert unforeseen(ValueError("Mrs Smith takes lisinopril"))


def _foreseen() -> None:
    from sporo_ui.errors import Gone  # noqa: PLC0415 - runs as a script of its own
    from sporo_ui.widgets.problem import unforeseen  # noqa: PLC0415 - the same

    assert unforeseen(Gone())


def test_an_error_that_nobody_foresaw_says_what_is_kept_without_a_word_of_its_own() -> None:
    screen = AppTest.from_function(_unforeseen).run()
    assert not screen.exception
    said = screen.error[0].value
    assert "What was sent, saved or recorded is kept; what is only on this page" in said
    assert "Reload" not in said
    assert "Smith" not in said


def test_one_that_was_foreseen_says_its_own_sentence() -> None:
    screen = AppTest.from_function(_foreseen).run()
    assert not screen.error
    assert screen.warning[0].value.count(".") >= 2
