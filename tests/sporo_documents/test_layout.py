"""Lines from the top, columns one after the other, tables across."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_documents.layout import Piece, read_in_order


def piece(left: float, top: float, width: float, text: str) -> Piece:
    return Piece(left, top, left + width, top + 20, text)


def test_pieces_side_by_side_are_one_line() -> None:
    pieces = [
        piece(300, 103, 80, "10 mg"),
        piece(100, 100, 150, "Lisinopril"),
        piece(100, 140, 90, "Aspirin"),
    ]
    assert read_in_order(pieces) == "Lisinopril  10 mg\nAspirin"


def test_close_pieces_are_parted_by_one_space() -> None:
    assert (
        read_in_order([piece(100, 100, 100, "Blood"), piece(210, 100, 100, "pressure")]) == "Blood pressure"
    )


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [piece(100, 100 + 30 * n, 380, f"left {n}") for n in range(6)]
    right = [piece(520, 100 + 30 * n, 380, f"right {n}") for n in range(6)]
    assert read_in_order(left + right) == "\n".join(
        [f"left {n}" for n in range(6)] + [f"right {n}" for n in range(6)]
    )


def test_a_heading_across_two_columns_parts_what_is_above_from_what_is_below() -> None:
    rows = [(100 + 30 * n, n) for n in (1, 2, 3, 5, 6, 7)]
    columns = [piece(x, y, 380, f"{side}{n}") for y, n in rows for x, side in ((100, "l"), (520, "r"))]
    headings = [piece(100, 100, 800, "FIRST"), piece(100, 220, 800, "SECOND")]
    expected = "FIRST l1 l2 l3 r1 r2 r3 SECOND l5 l6 l7 r5 r6 r7"
    assert read_in_order(columns + headings).split() == expected.split()


def test_a_table_is_read_across() -> None:
    rows = [("Lisinopril", "10 mg"), ("Metformin", "500 mg"), ("Aspirin", "81 mg"), ("Iron", "65 mg")] * 2
    pieces = []
    for number, (drug, dose) in enumerate(rows):
        pieces += [piece(100, 100 + 30 * number, 130, drug), piece(600, 100 + 30 * number, 60, dose)]
    assert read_in_order(pieces).splitlines()[:2] == ["Lisinopril  10 mg", "Metformin  500 mg"]


def test_nothing_found_is_no_text() -> None:
    assert read_in_order([]) == ""


@given(
    st.lists(
        st.builds(
            piece,
            st.floats(0, 1000),
            st.floats(0, 1500),
            st.floats(1, 900),
            st.integers(0, 10**6).map("w{}".format),
        ),
        max_size=40,
    )
)
def test_no_piece_is_lost_or_said_twice(pieces: list[Piece]) -> None:
    assert sorted(read_in_order(pieces).split()) == sorted(piece.text for piece in pieces)
