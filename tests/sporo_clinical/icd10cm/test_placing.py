"""A paraphrase is shown with its passage and said to be one; what is not there is said not to be."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.placing import Nearness, Placed, place

NOTE = (
    "58 yo man with HTN and T2DM, poorly controlled. Reports left hip pain for 3 weeks.\n"
    "Chest x-ray: right lower lobe pneumonia. Left hip  pain\nis worse at night."
)
WORD = st.sampled_from(
    ["pain", "left", "hip", "HTN", "of", "the", "no", "fever", "COPD", "...", "knee's", "ß"]
)
TEXT = st.lists(WORD, max_size=40).map(" ".join)


def passage(placed: Placed, text: str = NOTE) -> str:
    return text[placed.start : placed.end] if placed.start is not None else ""


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("left hip pain", "left hip pain"),
        ("RIGHT LOWER LOBE PNEUMONIA", "right lower lobe pneumonia"),
        ("hip pain is worse", "hip  pain\nis worse"),
        ("T2DM,", "T2DM,"),
    ],
)
def test_the_same_words_are_exact_whatever_their_case_and_space(evidence: str, words: str) -> None:
    placed = place(NOTE, evidence)
    assert (placed.kind, passage(placed)) == (Nearness.EXACT, words)


def test_of_several_places_the_nearest_to_the_told_one_counts() -> None:
    assert place(NOTE, "left hip pain", 100).start == NOTE.index("Left")
    assert place(NOTE, "left hip pain", 3).start == NOTE.index("left")


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ("history of high blood pressure", "HTN"),
        ("patient has poorly controlled type 2 diabetes mellitus", "T2DM, poorly controlled"),
        ("pain in the left hip", "left hip pain"),
        ("pneumonia of the right lower lobe", "right lower lobe pneumonia"),
        ("left hip pains", "left hip pain"),
        ("right lower lobe pnuemonia", "right lower lobe"),
    ],
)
def test_a_paraphrase_is_close_and_comes_with_its_passage(evidence: str, words: str) -> None:
    placed = place(NOTE, evidence)
    assert (placed.kind, passage(placed)) == (Nearness.CLOSE, words)


@pytest.mark.parametrize(
    "evidence", ["left knee pain", "gout", "", " \n", "...", "of the", "ip pai", "hip fracture"]
)
def test_what_the_text_does_not_say_is_not_found(evidence: str) -> None:
    assert place(NOTE, evidence) == Placed(Nearness.NOT_FOUND)


def test_words_far_apart_are_no_passage() -> None:
    far = f"Left foot. {'Nothing to report today. ' * 9} Ankle swelling."
    assert place(far, "swelling of the left ankle").kind is Nearness.NOT_FOUND


@given(TEXT, st.data())
def test_any_words_of_the_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words)))
    evidence = " ".join(words[first : first + data.draw(st.integers(1, 5))])
    placed = place(text, evidence)
    if evidence:
        assert placed.kind is Nearness.EXACT
        assert passage(placed, text) == evidence


@given(TEXT | st.text(max_size=80), TEXT | st.text(max_size=20), st.none() | st.integers(-5, 90))
def test_whatever_is_asked_the_place_is_in_the_text_or_said_to_be_missing(
    text: str, evidence: str, start: int | None
) -> None:
    placed = place(text, evidence, start)
    if placed.kind is Nearness.NOT_FOUND:
        assert (placed.start, placed.end) == (None, None)
    else:
        assert placed.start is not None
        assert placed.end is not None
        assert 0 <= placed.start < placed.end <= len(text)
    if placed.kind is Nearness.EXACT:
        assert passage(placed, text).casefold().split() == evidence.casefold().split()


@pytest.mark.parametrize(
    "text", [NOTE * 1300, "left " * 40_000, "left" * 50_000, "diab" + "diabe tis" * 22_000]
)
def test_a_long_hostile_text_is_placed_within_seconds(text: str) -> None:
    began = time.process_time()
    place(text, "diabetic pain of the left hip and both knees")
    assert time.process_time() - began < 5
