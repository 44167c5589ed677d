"""What changed from one version of a note to another."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.versions import Change, Piece, diff, pieces

TEXT = st.text(alphabet="ab .\n\U0001f600", max_size=30)


def side(found: list[Piece], other: Change) -> str:
    return "".join(piece.text for piece in found if piece.change is not other)


@given(TEXT, TEXT)
def test_both_versions_are_in_their_difference(old: str, new: str) -> None:
    found = list(pieces(old, new))
    assert side(found, Change.ADDED) == old
    assert side(found, Change.REMOVED) == new


@given(TEXT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.change for piece in pieces(text, text)} <= {Change.KEPT}


def test_only_the_word_that_changed_is_marked() -> None:
    assert list(pieces("Start 10 mg daily.\nRest.", "Start 20 mg daily.\nRest.")) == [
        Piece(Change.KEPT, "Start "),
        Piece(Change.REMOVED, "10"),
        Piece(Change.ADDED, "20"),
        Piece(Change.KEPT, " mg daily.\n"),
        Piece(Change.KEPT, "Rest."),
    ]


def test_sections_that_came_and_went_are_told() -> None:
    first, second = diff((("Plan", "Rest."),), (("Plan", "Rest."), ("Exam", "Clear.")))
    assert not first.is_changed
    assert (second.title, second.pieces) == ("Exam", (Piece(Change.ADDED, "Clear."),))


def test_long_rewritten_text_is_compared_quickly_and_whole() -> None:
    old, new = "aspirin daily " * 20_000, "honey at night " * 20_000
    assert list(pieces(old, new)) == [Piece(Change.REMOVED, old), Piece(Change.ADDED, new)]
