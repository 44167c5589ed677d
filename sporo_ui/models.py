"""What the API answers. Unknown fields are kept; optional ones may lack.

What only comes with an answer (progress, times, warnings) may be malformed, and then counts as lacking. The
work itself (a transcript, a note, codes) may not: a wrong shape is an error, never a silently empty result.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)


class JobStatus(StrEnum):
    """How far the service is with a job."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"


def _known_status(value: object) -> object:
    """A status of the contract; a word that it does not name means that the job is still being worked on."""
    word = value.strip().lower() if isinstance(value, str) else value
    return word if word in set(JobStatus) or not isinstance(word, str) else JobStatus.PROCESSING


def _or_nothing(value: object, parse: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - the field's own type
    try:
        return parse(value)
    except ValueError:
        return None


def _or_empty(value: object, parse: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - the field's own type
    try:
        return parse(value)
    except ValueError:
        return ()


T = TypeVar("T")
Status = Annotated[JobStatus, BeforeValidator(_known_status)]
Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""A text that is empty where the server says null."""
Maybe = Annotated[T | None, WrapValidator(_or_nothing)]
"""An optional field that is None where it lacks or can't be read."""
Many = Annotated[tuple[T, ...], WrapValidator(_or_empty)]
"""An optional list that is empty where it lacks or can't be read."""


Id = Annotated[str, Field(min_length=1, max_length=64)]
"""As long as the ledger has room for; those of the contract have 24 characters."""
LONGEST_NAME = 200


class Answer(BaseModel):
    """An answer of the API, with whatever else it carried in `model_extra`."""

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)


class Template(Answer):
    """A community template, as listed: its body is not shown by the API."""

    id: Id = Field(validation_alias="_id", serialization_alias="_id")
    name: Annotated[str, AfterValidator(lambda name: name[:LONGEST_NAME])]
    short_description: Text = ""


class TemplatePage(Answer):
    """One page of templates; `count` is the number of all matches, or only of these, by server."""

    data: Sequence[Template]
    count: Maybe[int] = None


class Accepted(Answer):
    """A job that the service took on."""

    job_id: Id
    status: Maybe[Status] = None
    message: Maybe[str] = None
    created_at: Maybe[str] = None
    webhook_url: Maybe[str] = None


class Segment(Answer):
    """A stretch of speech, in seconds from the start."""

    start: float
    end: float
    text: str


class Uncertain(Answer):
    """A span of the transcript, in characters, that was heard with doubt and could do harm if wrong."""

    start: int
    end: int
    text: str
    kind: str = ""
    probability: float = 0.0


class Section(Answer):
    """One titled part of a note."""

    title: str
    text: str


class Job(Answer):
    """What every job answers about itself."""

    status: Status
    error_code: Maybe[str] = None
    error_message: Maybe[str] = None
    created_at: Maybe[str] = None
    updated_at: Maybe[str] = None
    progress: Maybe[Annotated[float, Field(ge=0, le=1)]] = None


class AudioJob(Job):
    """A visit's job: from `completed` on with transcript and note, either of which may be empty."""

    job_id: Maybe[str] = None
    transcript: str | None = None
    note: str | None = None
    segments: Many[Segment] = ()
    uncertain: Many[Uncertain] = ()
    warnings: Many[str] = ()
    writer: Maybe[str] = None
    sections: Many[Section] = ()

    @property
    def is_empty(self) -> bool:
        """Whether transcript or note has nothing to read."""
        return not ((self.transcript or "").strip() and (self.note or "").strip())


class Icd10Code(Answer):
    """A code with the words that it rests on; `evidence` may be a paraphrase."""

    name: str
    icd10_code: str
    evidence: Text = ""
    start: Maybe[int] = None
    end: Maybe[int] = None
    """The characters of the text that it rests on, where the service tells them."""
    confidence: Maybe[Annotated[float, Field(ge=0, le=1)]] = None


class ConsideredCode(Answer):
    """A code that the text mentions and that is not coded, with the reason."""

    name: Text = ""
    icd10_code: str
    evidence: Text = ""
    start: Maybe[int] = None
    end: Maybe[int] = None
    reason: Text = ""


class Icd10Job(Job):
    """A coding job; what comes beside its codes is our own service's."""

    job_id: Maybe[str] = None
    icd10_codes: tuple[Icd10Code, ...] | None = None
    considered: Many[ConsideredCode] = ()
    coder: Maybe[str] = None
    removed: Maybe[int] = None
    """Codes that were proposed and taken out, for they had no words in the text or can't be billed."""
    warnings: Many[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no code was found."""
        return not self.icd10_codes


class Source(Answer):
    """Where a line of a summary stands: the file, the page or section from 1, and its words there."""

    file: str
    page: int
    quote: Text = ""


class SummaryLine(Answer):
    """One statement of a summary, with the places that it rests on."""

    text: str
    sources: tuple[Source, ...] = ()


class SummarySection(Answer):
    """One titled part of a summary."""

    title: str
    lines: tuple[SummaryLine, ...]


class Conflict(Answer):
    """Statements of the sources that can't all hold, such as two doses of one drug."""

    about: str
    lines: tuple[SummaryLine, ...]


class Summarized(Answer):
    """What a summary may carry beside its flat text; `conflicts` is None where they can't be read."""

    sections: Many[SummarySection] = ()
    conflicts: Maybe[tuple[Conflict, ...]] = ()
    writer: Maybe[str] = None
    removed: Maybe[int] = None
    """Lines that no source supports, and that were taken out."""
    warnings: Many[str] = ()


class Upload(Answer):
    """Documents that the service took on."""

    upload_id: Id
    message: Maybe[str] = None
    webhook_url: Maybe[str] = None
    extra_information: Maybe[str] = None
    metadata: Maybe[dict[str, Any]] = None


class ReadDocument(Answer):
    """One file as the service read it; one that was left out of the summary says why."""

    name: str
    kind: Text = ""
    pages: Maybe[int] = None
    error_code: Maybe[str] = None
    error_message: Maybe[str] = None


class ReadPage(Answer):
    """The text of a page that the summary rests on; `by_ocr` where it was recognized in a picture."""

    file: str
    page: int
    title: Text = ""
    text: str
    by_ocr: bool = False


class UploadJob(Job, Summarized):
    """The summary of uploaded documents; `response` is None until it is completed."""

    upload_id: Maybe[str] = None
    response: str | None = None
    extra_information: Maybe[str] = None
    metadata: Maybe[dict[str, Any]] = None
    documents: Many[ReadDocument] = ()
    pages: Many[ReadPage] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is no summary to read."""
        return not (self.response or "").strip()


class TextSummary(Summarized):
    """The summary of a plain text, made at once."""

    response: str
    webhook_url: Maybe[str] = None
    extra_information: Maybe[str] = None
    metadata: Maybe[dict[str, Any]] = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no summary to read."""
        return not self.response.strip()
