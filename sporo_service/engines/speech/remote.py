"""A transcriber elsewhere: any endpoint that speaks OpenAI's `audio/transcriptions`."""

from pathlib import Path

import httpx
from pydantic import BaseModel, ValidationError

from sporo_service.catalog import Template
from sporo_service.engines.base import EngineError, Progress, Segment, Transcript
from sporo_service.engines.speech.decode import Recording

TIMEOUT = httpx.Timeout(connect=5.0, read=1800.0, write=300.0, pool=5.0)


class Passage(BaseModel):
    """A stretch of the answer."""

    start: float
    end: float
    text: str


class Answer(BaseModel):
    """What of `verbose_json` we use; servers that know only `json` answer with the text alone."""

    text: str
    segments: list[Passage] = []


class Remote:
    """A `Transcriber` behind HTTP; the client brings the address, the key and the time limits."""

    def __init__(self, http: httpx.Client, model: str) -> None:
        self._http = http
        self._model = model

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:  # noqa: ARG002 (the endpoint takes no template)
        """What the endpoint heard; `EngineError` where the file holds no sound or the endpoint fails."""
        Recording(audio).close()
        answer = self._ask(audio)
        progress(1.0)
        segments = tuple(Segment(part.start, part.end, part.text.strip()) for part in answer.segments)
        return Transcript(answer.text.strip(), segments)

    def _ask(self, audio: Path) -> Answer:
        form = {"model": self._model, "language": "en", "response_format": "verbose_json"}
        try:
            with audio.open("rb") as sound:
                reply = self._http.post(
                    "audio/transcriptions", data=form, files={"file": (audio.name, sound)}
                )
            return Answer.model_validate_json(reply.raise_for_status().content)
        except httpx.TransportError as problem:
            raise _failed("could not be reached") from problem
        except httpx.HTTPStatusError as problem:
            raise _failed(f"refused the recording (status {problem.response.status_code})") from problem
        except ValidationError as problem:
            raise _failed("gave an answer that could not be read") from problem


def _failed(what: str) -> EngineError:
    return EngineError(
        "transcription_failed",
        f"The transcription service {what}. Send the recording again later, or tell IT.",
    )
