"""What is wrong with a recording is said before it is sent; good ones pass without a word."""

from dataclasses import replace

import pytest

from sporo_ui.heard import Heard, findings

GOOD = Heard(
    seconds=600.0, declared_seconds=600.0, rate=16_000, peak=0.6, silence=0.3, clipped=0.0, pauses=0.4
)


def said(heard: Heard) -> str:
    return " ".join(finding.sentence for finding in findings(heard))


@pytest.mark.parametrize(
    "heard",
    [GOOD, replace(GOOD, rate=8_000), replace(GOOD, silence=0.6), replace(GOOD, declared_seconds=0.0)],
    ids=["a good one", "a telephone", "a quiet visit", "a file that does not say its length"],
)
def test_a_recording_that_is_fit_for_a_note_passes(heard: Heard) -> None:
    assert findings(heard) == []


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (Heard(), "no sound in this file"),
        (replace(GOOD, peak=0.001), "Hardly anything can be heard"),
        (replace(GOOD, silence=0.995), "Hardly anything can be heard"),
    ],
)
def test_what_gives_no_note_is_stopped(heard: Heard, words: str) -> None:
    (finding,) = findings(heard)
    assert words in finding.sentence
    assert finding.stops


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (replace(GOOD, declared_seconds=900.0), "ends after 10 min, but says that it lasts 15 min"),
        (replace(GOOD, pauses=0.05), "music or noise"),
        (replace(GOOD, peak=0.01), "very faint"),
        (replace(GOOD, clipped=0.05), "cut off at its loudest places"),
        (replace(GOOD, rate=6_000), "poorer than on a telephone"),
    ],
)
def test_what_makes_a_worse_note_is_said_with_what_to_do(heard: Heard, words: str) -> None:
    assert words in said(heard)
    assert all(finding.next_step and not finding.stops for finding in findings(heard))
