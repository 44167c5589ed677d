"""Texts with marked places."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.marks import Mark, MarkedPiece, marked_pieces

MARKS = st.lists(st.builds(Mark, st.integers(-2, 30), st.integers(-2, 30), st.sampled_from(["", "1", "2"])))


def test_a_marked_place_stands_between_what_is_not_marked() -> None:
    assert marked_pieces("history of asthma today", [Mark(11, 17, "1")]) == (
        MarkedPiece("history of "),
        MarkedPiece("asthma", (0,), ("1",)),
        MarkedPiece(" today"),
    )


def test_marks_that_overlap_keep_their_signs_each_at_its_own_end() -> None:
    pieces = marked_pieces("type 2 diabetes", [Mark(0, 15, "1"), Mark(7, 15, "2"), Mark(0, 6, "3")])
    assert [(piece.text, piece.signs) for piece in pieces] == [
        ("type 2", ("3",)),
        (" ", ()),
        ("diabetes", ("1", "2")),
    ]
    assert [piece.under for piece in pieces] == [(0, 2), (0,), (0, 1)]


def test_an_empty_text_has_no_pieces() -> None:
    assert marked_pieces("", [Mark(0, 1)]) == ()


@given(st.text(max_size=25), MARKS)
def test_nothing_of_the_text_is_lost_and_only_marked_characters_are_marked(
    text: str, marks: list[Mark]
) -> None:
    pieces = marked_pieces(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    marked = {
        at for mark in marks if 0 <= mark.start < mark.end <= len(text) for at in range(mark.start, mark.end)
    }
    shown, cursor = set(), 0
    for piece in pieces:
        if piece.is_marked:
            shown |= set(range(cursor, cursor + len(piece.text)))
        cursor += len(piece.text)
    assert shown == marked
