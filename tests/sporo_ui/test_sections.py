"""A hosted API's note is flat text: its sections are found again where they are marked."""

import pytest

from sporo_ui.sections import sections_of


def found(note: str) -> list[tuple[str, str]]:
    return [(part.title, part.text) for part in sections_of(note)]


@pytest.mark.parametrize(
    "note",
    [
        "SUBJECTIVE\nCough.\n\nPLAN\nHoney.",
        "SUBJECTIVE:\nCough.\nPLAN:\nHoney.",
        "## Subjective\n\nCough.\n\n## Plan\nHoney.\n",
        "**Subjective**\nCough.\n**Plan:**\nHoney.",
    ],
)
def test_titles_in_capitals_headings_and_bold_are_titles(note: str) -> None:
    assert found(note) == [("Subjective", "Cough."), ("Plan", "Honey.")]


def test_a_note_without_titles_is_one_section() -> None:
    assert found("Cough for a week.\nHoney.") == [("Note", "Cough for a week.\nHoney.")]


def test_what_stands_before_the_first_title_is_kept() -> None:
    assert found("Seen today.\nPLAN\nHoney.") == [("Note", "Seen today."), ("Plan", "Honey.")]


def test_an_empty_note_has_no_sections() -> None:
    assert found("") == found("  \n") == []


def test_an_empty_section_is_still_shown() -> None:
    assert found("PLAN\n\nFOLLOW-UP\nNone.") == [("Plan", ""), ("Follow-up", "None.")]


def test_abbreviations_stay_in_capitals() -> None:
    assert found("HPI\nCough.") == [("HPI", "Cough.")]


@pytest.mark.parametrize("line", ["BP 142/88.", "Patient has COPD", "I", "- NKDA", "142/88"])
def test_a_line_that_says_something_is_not_a_title(line: str) -> None:
    assert found(f"PLAN\n{line}") == [("Plan", line)]
