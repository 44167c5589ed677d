"""A real worker with engines that take no time: how they behave is told by the arguments."""

import argparse
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sporo_documents.document import Document, Page
from sporo_service import worker
from sporo_service.catalog import Template
from sporo_service.engines.base import (
    Code,
    Coded,
    EngineError,
    Engines,
    Note,
    Progress,
    Section,
    Segment,
    Source,
    Summary,
    SummaryLine,
    SummarySection,
    Transcript,
    Uncertain,
)
from sporo_service.lifeline import say_ready, stop_when_told
from sporo_service.logs import install
from sporo_service.settings import Settings

DISEASE = "high blood pressure"
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


@dataclass
class FastReader:
    """A page for each line; a file that says so can't be read."""

    behaviour: str = ""
    seconds: float = 0.0

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        progress(0.0)
        time.sleep(self.seconds)
        if self.behaviour == "die":
            os._exit(9)
        text = file.read_text(encoding="utf-8", errors="replace")
        if self.behaviour == "crash" or text.startswith("crash"):
            raise ValueError(text)
        if not text or text.startswith("unreadable"):
            raise EngineError("unreadable_file", f"{name} can't be read. Please send it in another format.")
        pages = tuple(Page(number, line) for number, line in enumerate(text.splitlines(), 1))
        return Document(name, "text", pages)


class FastSummarizer:
    """The first words of each page, under one title."""

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        lines = tuple(
            SummaryLine(page.text[:60], (Source(document.name, page.number, page.text[:60]),))
            for document in documents
            for page in document.pages
        )
        return Summary((SummarySection(focus or "Findings", lines),), (), "test")


class FastCoder:
    """Knows one disease."""

    def __init__(self, behaviour: str = "") -> None:
        self.behaviour = behaviour

    def code(self, text: str) -> Coded:
        if self.behaviour == "crash":
            raise ValueError(text)
        start = text.find(DISEASE)
        if start < 0:
            return Coded((), coder="test")
        code = Code("Essential (primary) hypertension", "I10", DISEASE, start, start + len(DISEASE), 0.9)
        return Coded((code,), coder="test")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--behaviour", default="")
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--steps", type=int, default=1)
    told = parser.parse_args()
    transcriber = FastTranscriber(told.behaviour, told.seconds, told.steps)
    engines = Engines(
        transcriber,
        FastWriter(told.behaviour),
        FastReader(told.behaviour, told.seconds),
        FastSummarizer(),
        FastCoder(told.behaviour),
    )
    settings = Settings()
    install(settings)
    worker.run(settings, engines, stop_when_told(until_stdin_closes=True), say_ready)


if __name__ == "__main__":
    main()
