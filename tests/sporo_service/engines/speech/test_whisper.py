from collections.abc import Sequence
from pathlib import Path

import pytest

from sporo_service.catalog import Template
from sporo_service.engines.speech.decode import Samples
from sporo_service.engines.speech.ear import Ear
from sporo_service.engines.speech.whisper import Whisper
from sporo_service.engines.speech.words import Word

UNSEEN = Path(__file__).parents[4] / "bench" / "visits" / "unseen"


class ScriptedEar:
    """Hears what it is told to, and remembers what it was told to expect."""

    def __init__(self, first: list[Word], second: list[Word]) -> None:
        self._first, self._second = first, second
        self.expected: list[Sequence[str]] = []

    def listen(self, samples: Samples) -> list[Word]:
        assert samples.size
        return self._first

    def listen_for(self, samples: Samples, hotwords: Sequence[str]) -> list[Word]:
        assert samples.size
        self.expected.append(hotwords)
        return self._second


START = Word("Start", 0, 1, 0.99)
MISHEARD = [
    START,
    Word("lies", 1, 2, 0.3),
    Word("an", 2, 3, 0.5),
    Word("April", 3, 4, 0.4),
    Word("10.", 4, 5, 0.3),
]
MEANT = [START, Word("lisinopril", 1, 4, 0.5), Word("10.", 4, 5, 0.4)]


def nobody_watches(_: float) -> None:
    return


def test_a_merged_transcript_has_the_term_its_time_and_its_doubt(visit: Path, general: Template) -> None:
    ear = ScriptedEar(MISHEARD, MEANT)
    heard = Whisper(ear).transcribe(visit, general, nobody_watches)
    assert heard.text == "Start lisinopril 10."
    assert [(part.start, part.end) for part in heard.segments] == [(0, 5)]
    assert [span.kind for span in heard.uncertain] == ["number"]
    assert "lisinopril" in ear.expected[0]


def test_fast_listens_once_and_expects_everyday_terms(visit: Path, general: Template) -> None:
    ear = ScriptedEar([], MEANT)
    assert Whisper(ear, "fast").transcribe(visit, general, nobody_watches).text == "Start lisinopril 10."
    assert ["metformin" in expected for expected in ear.expected] == [True]


def test_progress_reaches_the_end(visit: Path, general: Template) -> None:
    seen: list[float] = []
    Whisper(ScriptedEar([], [])).transcribe(visit, general, seen.append)
    assert seen[-1] == pytest.approx(1, abs=0.01)


def test_progress_moves_within_a_block_with_each_hearing(visit: Path, general: Template) -> None:
    seen: list[float] = []
    Whisper(ScriptedEar(MISHEARD, MEANT)).transcribe(visit, general, seen.append)
    assert seen[0] == pytest.approx(0.5, abs=0.01)
    assert seen == sorted(seen)
    assert len(seen) > 2


def test_silence_gives_an_empty_transcript_and_no_second_hearing(visit: Path, general: Template) -> None:
    ear = ScriptedEar([], MEANT)
    heard = Whisper(ear).transcribe(visit, general, nobody_watches)
    assert (heard.text, heard.segments, heard.uncertain, heard.warnings) == ("", (), (), ())
    assert ear.expected == []


@pytest.mark.parametrize("cut", ["half_visit", "half_wav"])
def test_a_file_that_plays_in_part_is_told(
    cut: str, general: Template, request: pytest.FixtureRequest
) -> None:
    half = request.getfixturevalue(cut)
    (warning,) = Whisper(ScriptedEar(MEANT, MEANT)).transcribe(half, general, nobody_watches).warnings
    assert "of 0:44 could be played" in warning


@pytest.mark.parametrize("mode", ["merged", "fast"])
def test_the_visit_is_really_heard(mode: str, ear: Ear, visit: Path, general: Template) -> None:
    heard = Whisper(ear, "fast" if mode == "fast" else "merged").transcribe(visit, general, nobody_watches)
    for term in ("chest pain", "denies shortness of breath", "142 over 90", "start lisinopril 10"):
        assert term in heard.text
    assert heard.segments[-1].end == pytest.approx(44, abs=2)
    assert heard.warnings == ()


def test_real_silence_is_not_heard_as_words(ear: Ear, visit: Path, general: Template) -> None:
    assert Whisper(ear).transcribe(visit.with_name("silence.ogg"), general, nobody_watches).text == ""


def test_terms_of_a_visit_that_nothing_was_tuned_on_are_heard(ear: Ear, general: Template) -> None:
    clip = UNSEEN / "emergency.ogg"
    head = clip.with_suffix(".txt").read_text(encoding="utf-8").splitlines()[1]
    terms = head.removeprefix("Terms: ").lower().split("; ")
    text = Whisper(ear).transcribe(clip, general, nobody_watches).text.lower()
    assert sum(term in text for term in terms) >= 0.78 * len(terms)
