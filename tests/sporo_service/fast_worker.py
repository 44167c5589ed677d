"""A real worker with engines that take no time: how they behave is told by the arguments."""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

from sporo_service import worker
from sporo_service.catalog import Template
from sporo_service.engines.base import (
    EngineError,
    Engines,
    Note,
    Progress,
    Section,
    Segment,
    Transcript,
    Uncertain,
)
from sporo_service.lifeline import say_ready, stop_when_told
from sporo_service.settings import Settings

HEARD = "Patient reports worsening cough. Start amoxicillin 500 mg."


@dataclass
class FastTranscriber:
    behaviour: str
    seconds: float
    steps: int

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:
        assert audio.stat().st_size > 0, template.name
        for step in range(self.steps):
            progress(step / self.steps)
            time.sleep(self.seconds / self.steps)
        if self.behaviour == "die":
            os._exit(9)
        if self.behaviour == "refuse":
            raise EngineError("unplayable_audio", "This file can't be played. Please send it again.")
        if self.behaviour == "crash":
            raise ValueError(HEARD)
        if self.behaviour == "silence":
            return Transcript("")
        return Transcript(
            HEARD,
            segments=(Segment(0.0, 2.5, HEARD),),
            uncertain=(Uncertain(39, 50, "amoxicillin", "drug", 0.4),),
            warnings=("The recording is quiet.",),
        )


@dataclass
class FastWriter:
    behaviour: str

    def write(self, transcript: str, template: Template) -> Note:
        if self.behaviour == "write-crash":
            raise ValueError(transcript)
        return Note((Section(template.sections[0].title, transcript or "No speech was heard."),), "test")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--behaviour", default="")
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--steps", type=int, default=1)
    told = parser.parse_args()
    transcriber = FastTranscriber(told.behaviour, told.seconds, told.steps)
    engines = Engines(transcriber, FastWriter(told.behaviour))
    worker.run(Settings(), engines, stop_when_told(until_stdin_closes=True), say_ready)


if __name__ == "__main__":
    main()
