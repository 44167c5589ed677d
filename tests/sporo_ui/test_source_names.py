"""How sources are named where they can't be opened by a click."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.models import Source
from sporo_ui.source_names import LONGEST, brief, listed, named


def sources(*places: tuple[str, int]) -> list[Source]:
    return [Source(file=file, page=page) for file, page in places]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([], ""),
        ([("referral.pdf", 3), ("labs.docx", 1)], "referral.pdf p. 3; labs.docx p. 1"),
        ([("a.pdf", 3), ("b.pdf", 1), ("a.pdf", 1)], "a.pdf p. 3, 1; b.pdf p. 1"),
        ([("a.pdf", 3), ("a.pdf", 3)], "a.pdf p. 3"),
    ],
    ids=["none", "two files", "a file twice", "two quotes of a page"],
)
def test_each_file_is_named_once_with_its_pages(places: list[tuple[str, int]], said: str) -> None:
    assert named(sources(*places), brief(file for file, _page in places)) == said


def test_a_long_name_keeps_its_beginning_and_its_end_behind_a_line() -> None:
    file = f"Discharge_{'x' * 80}_signed.pdf"
    (name,) = brief([file, file]).values()
    assert name.startswith("Discharge_")
    assert name.endswith("_signed.pdf")
    assert len(name) == LONGEST


@given(st.lists(st.text("ab.", min_size=44, max_size=60)))
def test_no_two_files_are_called_the_same(files: list[str]) -> None:
    assert len(set(brief(files).values())) == len(set(files))


def test_in_a_list_files_and_pages_stand_in_their_order() -> None:
    found = listed(sources(("b.pdf", 10), ("A.pdf", 2), ("b.pdf", 9), ("b.pdf", 10)))
    assert found == "- A.pdf p. 2\n- b.pdf p. 9, 10"
    assert listed([]) == ""
