"""A statement of a note finds the sentences that it rests on, and nothing where there are none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.align import align

SAID = (
    "Good morning. I have had chest pain for three days. Do you have any shortness of breath? "
    "No, and no fever. Your blood pressure today is one forty two over ninety. "
    "I want you to start lisinopril ten milligrams once a day. Please follow up in two weeks. "
    "My left knee is swollen. He was coughing all night."
)


def supports(line: str, transcript: str = SAID) -> list[str]:
    found = align([line], transcript)
    (first, *_rest) = found.lines
    spans = [found.sentences[place] for place in first.supports]
    return [transcript[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Chest pain x 3 days.", "chest pain"),
        ("Denies shortness of breath.", "shortness of breath"),
        ("Start lisinopril 10 mg daily.", "lisinopril"),
        ("BP 142/90.", "one forty two"),
        ("Follow-up in 2 weeks.", "follow up in two weeks"),
        ("Swollen left knee.", "knee"),
        ("- Cough at night", "coughing"),
        ("No fever.", "fever"),
    ],
)
def test_a_statement_is_supported_by_the_sentence_that_says_it(line: str, words: str) -> None:
    assert words in supports(line)[0]


@pytest.mark.parametrize(
    "line", ["Metformin refilled.", "Normal gait.", "The patient was told so.", "\U0001f600 —"]
)
def test_what_nobody_said_is_supported_by_nothing(line: str) -> None:
    assert [line.supports for line in align([line], SAID).lines] in ([()], [])


def test_lines_are_places_of_their_own_part() -> None:
    parts = ["Chest pain.\nKnee swollen.", "", "Lisinopril 10 mg."]
    texts = [(line.part, parts[line.part][line.start : line.end]) for line in align(parts, SAID).lines]
    assert texts == [(0, "Chest pain."), (0, "Knee swollen."), (2, "Lisinopril 10 mg.")]


@pytest.mark.parametrize("transcript", ["", "   ", "\n\n"])
def test_an_empty_transcript_supports_nothing(transcript: str) -> None:
    assert all(not line.supports for line in align(["Chest pain."], transcript).lines)


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=200))
def test_any_text_is_aligned_within_its_bounds(parts: list[str], transcript: str) -> None:
    found = align(parts, transcript)
    assert all(0 <= start < end <= len(transcript) for start, end in found.sentences)
    for line in found.lines:
        assert 0 <= line.start < line.end <= len(parts[line.part])
        assert all(place < len(found.sentences) for place in line.supports)


def test_a_hundred_thousand_characters_are_aligned_while_a_page_waits() -> None:
    said = " ".join(
        f"On day {day} the pain in finger {day % 7} was {day % 10} of ten." for day in range(2_300)
    )
    begun = time.process_time()
    assert align([said[:100_000]], said[:100_000]).lines
    assert time.process_time() - begun < 5
