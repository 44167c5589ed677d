import json
from argparse import Namespace
from pathlib import Path

import pytest

from sporo_service.__main__ import main
from sporo_service.catalog import Template
from sporo_service.engines.base import EngineError, Progress, Segment, Transcript, Uncertain
from sporo_service.transcribe import show

CLIPS = Path(__file__).parents[1] / "clips"


class Scripted:
    """Hears one transcript in any file, or fails."""

    def __init__(self, transcript: Transcript | None) -> None:
        self._transcript = transcript

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:
        assert audio.is_file()
        assert template.name == "General"
        progress(1.0)
        if self._transcript is None:
            raise EngineError("transcription_failed", "The file holds no sound.")
        return self._transcript


HEARD = Transcript(
    "Take 10.", (Segment(0, 1, "Take 10."),), (Uncertain(5, 8, "10.", "number", 0.3),), ("Cut.",)
)


def options(
    *, as_json: bool = False, file: Path = CLIPS / "visit.ogg", template: str = "General"
) -> Namespace:
    return Namespace(file=file, json=as_json, template=template)


def test_json_holds_all_that_was_heard(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(options(as_json=True), Scripted(HEARD)) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "transcript": "Take 10.",
        "segments": [{"start": 0, "end": 1, "text": "Take 10."}],
        "uncertain": [{"start": 5, "end": 8, "text": "10.", "kind": "number", "probability": 0.3}],
        "warnings": ["Cut."],
    }


def test_without_json_the_text_is_printed_and_warnings_go_to_the_other_stream(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert show(options(), Scripted(HEARD)) == 0
    assert capsys.readouterr() == ("Take 10.\n", "Cut.\n")


def test_a_file_that_cannot_be_played_gives_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(options(), Scripted(None)) == 1
    assert capsys.readouterr().err == "The file holds no sound.\n"


def test_a_missing_file_and_an_unknown_template_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(options(file=Path("nowhere.wav")), Scripted(HEARD)) == 1
    assert show(options(template="Astrology"), Scripted(HEARD)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "There is no file called nowhere.wav.",
        "There is no template called Astrology.",
    ]


def test_the_command_hears_silence_as_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", str(CLIPS / "silence.ogg"), "--fast", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["transcript"] == ""
