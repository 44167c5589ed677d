from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.models import Segment, Uncertain
from sporo_ui.passages import passages

SAID = "Start lisinopril 10 mg. No fever."
SEGMENTS = (
    Segment(start=0, end=2, text="Start lisinopril 10 mg."),
    Segment(start=2.5, end=4, text=" No fever."),
)


def doubt(text: str, said: str = SAID) -> Uncertain:
    start = said.index(text)
    return Uncertain(start=start, end=start + len(text), text=text, kind="drug", probability=0.3)


def test_each_segment_is_a_passage_with_its_time() -> None:
    found = passages(SAID, SEGMENTS, ())
    assert [(passage.start, passage.text) for passage in found] == [
        (0, "Start lisinopril 10 mg. "),
        (2.5, "No fever."),
    ]


def test_a_doubt_is_a_piece_of_its_own() -> None:
    first = passages(SAID, SEGMENTS, [doubt("lisinopril")])[0]
    assert [(piece.text, piece.doubt is not None) for piece in first.pieces] == [
        ("Start ", False),
        ("lisinopril", True),
        (" 10 mg. ", False),
    ]


def test_without_segments_the_transcript_is_one_passage_without_a_time() -> None:
    (only,) = passages(SAID, (), [doubt("No")])
    assert only.start is None
    assert only.text == SAID


def test_a_segment_that_the_transcript_does_not_hold_gives_up_the_times_not_the_text() -> None:
    strange = Segment(start=9, end=10, text="something else")
    (only,) = passages(SAID, [*SEGMENTS, strange], ())
    assert (only.start, only.text) == (None, SAID)


def test_a_span_that_does_not_say_what_stands_there_is_not_marked() -> None:
    wrong = Uncertain(start=0, end=5, text="Stopp", kind="drug")
    assert all(
        piece.doubt is None for passage in passages(SAID, SEGMENTS, [wrong]) for piece in passage.pieces
    )


def test_a_doubt_over_two_segments_is_marked_in_both() -> None:
    found = passages(SAID, SEGMENTS, [doubt("mg. No")])
    assert [[piece.text for piece in passage.pieces if piece.doubt] for passage in found] == [
        ["mg. "],
        ["No"],
    ]


def test_an_empty_transcript_has_no_passages() -> None:
    assert passages("", (), ()) == ()


SPANS = st.builds(
    lambda start, length, text: Uncertain(start=start, end=start + length, text=text),
    st.integers(-3, 40),
    st.integers(-3, 12),
    st.text("ab ", max_size=6),
)
HEARD = st.builds(
    lambda at, text: Segment(start=at, end=at, text=text), st.floats(0, 9), st.text("ab ", max_size=5)
)


@given(st.text("ab ", max_size=40), st.lists(HEARD, max_size=6), st.lists(SPANS, max_size=6))
def test_nothing_of_a_transcript_is_lost_whatever_came_with_it(
    said: str, segments: list[Segment], uncertain: list[Uncertain]
) -> None:
    assert "".join(passage.text for passage in passages(said, segments, uncertain)) == said
