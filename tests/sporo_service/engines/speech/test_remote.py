from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx
import pytest
from pydantic import SecretStr

from sporo_service.catalog import Template
from sporo_service.engines.base import EngineError, Segment, Transcript
from sporo_service.engines.speech import build_transcriber
from sporo_service.engines.speech.remote import Remote
from sporo_service.engines.speech.whisper import Whisper

Reply = Callable[[httpx.Request], httpx.Response]


def heard(reply: Reply, visit: Path, template: Template) -> Transcript:
    http = httpx.Client(base_url="http://speech.test/v1", transport=httpx.MockTransport(reply))
    return Remote(http, "a-model").transcribe(visit, template, lambda _: None)


def test_the_endpoint_s_text_and_times_are_taken(visit: Path, general: Template) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        assert str(request.url) == "http://speech.test/v1/audio/transcriptions"
        assert b"verbose_json" in request.content
        passage = {"id": 0, "start": 0.0, "end": 1.5, "text": " No fever."}
        return httpx.Response(200, json={"text": " No fever. ", "segments": [passage], "language": "en"})

    transcript = heard(reply, visit, general)
    assert (transcript.text, transcript.segments) == ("No fever.", (Segment(0.0, 1.5, "No fever."),))


def test_an_answer_of_text_alone_is_enough(visit: Path, general: Template) -> None:
    assert (
        heard(lambda _: httpx.Response(200, json={"text": "No fever."}), visit, general).text == "No fever."
    )


def unreachable(_: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (unreachable, "could not be reached"),
        (lambda _: httpx.Response(401, json={"error": "key"}), "refused the recording .status 401."),
        (lambda _: httpx.Response(200, text="<html>"), "could not be read"),
    ],
)
def test_a_failing_endpoint_is_told_in_one_sentence(
    reply: Reply, sentence: str, visit: Path, general: Template
) -> None:
    with pytest.raises(EngineError, match=sentence) as failed:
        heard(reply, visit, general)
    assert failed.value.code == "transcription_failed"


def test_what_is_not_audio_is_never_sent(tmp_path: Path, general: Template) -> None:
    (tmp_path / "visit.mp3").write_bytes(b"not sound")
    with pytest.raises(EngineError, match="could not be read"):
        heard(unreachable, tmp_path / "visit.mp3", general)


@dataclass(frozen=True)
class Told:
    whisper_model: str = ""
    speech_mode: Literal["merged", "fast"] = "merged"
    transcribe_url: str = ""
    transcribe_key: SecretStr | None = None
    transcribe_model: str = ""


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (Told(), Whisper),
        (Told(speech_mode="fast"), Whisper),
        (Told(transcribe_url="http://speech.test/v1", transcribe_key=SecretStr("k")), Remote),
    ],
)
def test_the_settings_choose_the_transcriber(told: Told, kind: type) -> None:
    assert isinstance(build_transcriber(told), kind)
