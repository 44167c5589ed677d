"""What the note's components are told to draw."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.align import align
from sporo_ui.entries import Note, NoteSection
from sporo_ui.models import Segment, Uncertain
from sporo_ui.note_review import NoteReview, Settlement, Verdict, reviewed
from sporo_ui.shown_note import flags_drawn, transcript_drawn
from tests.sporo_ui.flags import SaidFlag, wherever
from tests.sporo_ui.ground import Ground


def a_note(ground: Ground, transcript: str, *texts: str) -> Note:
    sections = tuple(NoteSection(place, f"Part {place}", text, text) for place, text in enumerate(texts))
    return replace(ground.visits.note("local", ground.submit().id), transcript=transcript, sections=sections)


@given(
    text=st.text(alphabet="ab. \n\U0001f600", max_size=60), cut=st.integers(0, 60), doubt=st.integers(0, 60)
)
def test_nothing_of_the_transcript_is_lost_and_each_piece_knows_its_place(
    text: str, cut: int, doubt: int
) -> None:
    segments = (Segment(start=0, end=1, text=text[:cut]), Segment(start=1, end=2, text=text[cut:]))
    span = text[doubt : doubt + 5]
    uncertain = (Uncertain(start=doubt, end=doubt + len(span), text=span, kind="drug"),)
    note = Note(None, text, (), segments, uncertain, (), "")  # type: ignore[arg-type] # its entry is not drawn
    pieces = [
        piece
        for passage in transcript_drawn(NoteReview(note, (), None), align([], text))["passages"]
        for piece in passage["pieces"]
    ]
    assert "".join(piece["text"] for piece in pieces) == text
    assert all(text[piece["at"] :].startswith(piece["text"]) for piece in pieces)


def test_a_flag_is_told_with_its_words_and_those_of_the_transcript(ground: Ground) -> None:
    note = a_note(ground, "He said so. Take honey at night. Goodbye.", "Rest.", "Take honey at night.")
    (found,) = reviewed(note, wherever("honey")(note.transcript, note.text), {})
    (told,) = flags_drawn(NoteReview(note, (found,), None))
    assert (told["section"], told["title"], told["words"], told["start"]) == (1, "Part 1", "honey", 5)
    assert told["said"] == (17, 22)
    assert told["heard"] == "He said so. Take honey at night. Goodbye."
    assert told["severityName"] == "Could do harm"


def test_the_transcript_is_cut_where_a_flag_begins_and_ends(ground: Ground) -> None:
    note = a_note(ground, "Take honey at night.", "Take honey.")
    flags = reviewed(note, wherever("honey")(note.transcript, note.text), {})
    told = transcript_drawn(NoteReview(note, flags, None), align(["Take honey."], note.transcript))
    (passage,) = told["passages"]
    assert [piece["text"] for piece in passage["pieces"]] == ["Take ", "honey", " at night."]
    assert {piece["sentence"] for piece in passage["pieces"]} == {0}


def test_what_the_note_leaves_out_has_no_place_in_it(ground: Ground) -> None:
    note = a_note(ground, "Take honey.", "Rest.")
    omitted = SaidFlag(direction="omitted", transcript_start=5, transcript_end=10)
    (told,) = flags_drawn(NoteReview(note, reviewed(note, [omitted], {}), None))
    assert (told["section"], told["words"], told["said"]) == (None, "", (5, 10))


def test_open_flags_come_before_settled_ones(ground: Ground) -> None:
    note = a_note(ground, "x", "Honey 1. Honey 2.")
    first, second = reviewed(note, wherever("Honey")(note.transcript, note.text), {})
    settled = replace(first, settlement=Settlement(first.mark, Verdict.ACCEPTED))
    told = flags_drawn(NoteReview(note, (settled, second), None))
    assert [flag["verdict"] for flag in told] == ["open", "accepted"]
