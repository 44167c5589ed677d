"""What the service asks of its engines; only `create_app` and the worker name real ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sporo_documents.document import Document
from sporo_service.catalog import Template

Progress = Callable[[float], None]
"""Called with the finished share of the work, between 0 and 1."""


@dataclass(frozen=True)
class Segment:
    """A stretch of speech: seconds from the start of the audio, and what was heard."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Uncertain:
    """A span of the transcript, in characters, that was heard with doubt and could do harm if wrong."""

    start: int
    end: int
    text: str
    kind: str
    """`drug`, `number` or `negation`."""
    probability: float


@dataclass(frozen=True)
class Transcript:
    """What was said, flat, with where and how surely it was heard; empty text means that nobody spoke."""

    text: str
    segments: tuple[Segment, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One titled part of a note."""

    title: str
    text: str


@dataclass(frozen=True)
class Note:
    """A note by section; `writer` names what wrote it."""

    sections: tuple[Section, ...]
    writer: str
    is_remark: bool = False
    """It only says why there is no note."""
    removed: int = 0
    """Sentences that a language model wrote and nobody said: they are not in the note."""
    warnings: tuple[str, ...] = ()
    """What a reader should know: that a language model failed."""

    @property
    def text(self) -> str:
        """The note as one flat text: each title in capitals on its own line, then a blank line between."""
        return "\n\n".join(f"{part.title.upper()}\n{part.text}" for part in self.sections)


@dataclass(frozen=True)
class Source:
    """Where a line of a summary stands: the file, the page or section from 1, and its words there."""

    file: str
    page: int
    quote: str


@dataclass(frozen=True)
class SummaryLine:
    """One statement, with every place that it rests on: never none."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class SummarySection:
    """A titled part of a summary, in clinical order."""

    title: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True)
class Conflict:
    """Statements of the sources that can't all hold: two doses of one drug."""

    about: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True)
class Summary:
    """What the documents say, by section; `writer` names what wrote it."""

    sections: tuple[SummarySection, ...]
    conflicts: tuple[Conflict, ...]
    writer: str
    removed: int = 0
    """Lines that a language model wrote and no source supports: they are not in the summary."""
    warnings: tuple[str, ...] = ()
    """What a reader should know: how the focus was taken, whether a language model failed."""


@dataclass(frozen=True)
class Code:
    """A billable ICD-10-CM code and the characters of the text that it rests on."""

    name: str
    icd10_code: str
    evidence: str
    start: int
    end: int
    confidence: float
    """Between 0 and 1."""


@dataclass(frozen=True)
class ConsideredCode:
    """A code that the text mentions and that is not coded, for a reason: denied, of a relative, uncertain."""

    name: str
    icd10_code: str
    evidence: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Coded:
    """What a text supports; `coder` names what proposed the codes."""

    codes: tuple[Code, ...]
    considered: tuple[ConsideredCode, ...] = ()
    coder: str = "Local rules"
    removed: int = 0
    """Codes that a language model proposed and that can't be billed or have no words in the text."""
    warnings: tuple[str, ...] = ()
    """What a reader should know: that nothing can be coded, that a language model failed."""


class EngineError(Exception):
    """An engine could not do its work; `sentence` is fit for the clinician and holds no patient text."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class Transcriber(Protocol):
    """Turns an audio file into a transcript; raises `EngineError` where the file can't be played."""

    def transcribe(self, audio: Path, template: Template, progress: Progress) -> Transcript:
        """What was said in the file."""
        ...


class NoteWriter(Protocol):
    """Turns a transcript into a note with the template's sections, from what was said alone."""

    def write(self, transcript: str, template: Template) -> Note:
        """The note; an empty transcript gives one that says so."""
        ...


class DocumentReader(Protocol):
    """Turns a file of any kind into text by page."""

    def read(self, file: Path, name: str, progress: Progress) -> Document:
        """The document; raises `EngineError`, its sentence naming the file, where it can't be read."""
        ...


class Summarizer(Protocol):
    """Draws one summary from several documents; nothing in it lacks a source."""

    def summarize(self, documents: Sequence[Document], focus: str) -> Summary:
        """The summary; `focus` is a question or a subject that ranks and filters, or empty."""
        ...


class Coder(Protocol):
    """Finds the ICD-10-CM codes that a clinical text supports."""

    def code(self, text: str) -> Coded:
        """The codes in the order in which they should be listed; none where nothing can be coded."""
        ...


@dataclass(frozen=True)
class Engines:
    """The engines of one worker."""

    transcriber: Transcriber
    writer: NoteWriter
    reader: DocumentReader
    summarizer: Summarizer
    coder: Coder
