"""What the service answers, strictly as documented, plus the fields that it adds."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from sporo_service.engines.base import (
    Code,
    Conflict,
    ConsideredCode,
    Section,
    Segment,
    SummarySection,
    Uncertain,
)
from sporo_service.store import Job

Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat(timespec="microseconds"), return_type=str),
]
"""UTC with microseconds and no zone."""

Status = Literal["queued", "processing", "completed", "failed"]
Open = Literal["queued", "processing"]
Share = Annotated[float, Field(ge=0, le=1)]
JobId = Annotated[str, Field(pattern="^[0-9a-f]{24}$")]
Metadata = dict[str, Any]


class Answer(BaseModel):
    """Any answer: it has the documented fields and no others; its errors never quote what a patient said."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Refusal(Answer):
    """Any request that could not be served."""

    detail: str
    """One sentence, or a few, on what happened and what to do."""


class Accepted(Answer):
    """A job was accepted and will be worked on."""

    job_id: JobId
    status: Literal["queued"] = "queued"
    message: str
    created_at: Moment
    webhook_url: str | None


class Known(Answer):
    """What every job answers about itself."""

    job_id: JobId
    created_at: Moment
    updated_at: Moment


class Standing(Known):
    """A job that is not at its end; `progress` is null before the work begins."""

    status: Open
    progress: Share | None


class Failed(Known):
    """A job that ended without a result, and why."""

    status: Literal["failed"]
    error_code: str
    error_message: str


class AudioNote(Known):
    """A completed audio note job: the documented texts, and what the service adds to them."""

    status: Literal["completed"]
    progress: Share | None
    transcript: str
    note: str
    segments: list[Segment]
    uncertain: list[Uncertain]
    warnings: list[str]
    writer: str
    sections: list[Section]
    removed: int = 0
    """Sentences that a language model wrote and nobody said."""


class CodesFinding(Answer):
    """What a coder would change in the list, or look at, and where the rule stands."""

    icd10_code: str
    """Empty where it is about the whole list."""
    kind: str
    sentence: str
    source: str
    instead: list[str]
    """Codes to choose from."""


class CodeRelease(Answer):
    """The release of ICD-10-CM, with the first and the last day on which a visit is coded with it."""

    model_config = ConfigDict(serialize_by_alias=True)

    label: str
    first: date = Field(alias="from")
    last: date = Field(alias="to")


class Icd10Codes(Known):
    """A completed coding job: the documented codes, and what the service adds to them.

    What has a default was added later: results that were kept before are without.
    """

    status: Literal["completed"]
    progress: Share | None
    icd10_codes: list[Code]
    considered: list[ConsideredCode] = []
    """What the text mentions and does not support, each with the reason."""
    findings: list[CodesFinding] = []
    release: CodeRelease | None = None
    coder: str = ""
    removed: int = 0
    """Codes that a language model proposed and the rules refused."""
    warnings: list[str] = []


class UploadAccepted(Answer):
    """Documents were accepted and will be summarized."""

    message: str = "Files uploaded successfully; processing is underway."
    upload_id: JobId
    webhook_url: str | None
    extra_information: str | None
    metadata: Metadata


class UploadKnown(Answer):
    """What every upload answers about itself."""

    upload_id: JobId
    created_at: Moment
    updated_at: Moment
    extra_information: str | None
    metadata: Metadata


class UploadStanding(UploadKnown):
    """An upload that is not at its end."""

    status: Open
    progress: Share | None
    response: None


class UploadFailed(UploadKnown):
    """An upload of which nothing could be summarized, and why."""

    status: Literal["failed"]
    response: None
    error_code: str
    error_message: str


class DocumentLine(Answer):
    """One file of an upload: its kind and number of pages, or why it is not in the summary."""

    name: str
    kind: str | None
    pages: int | None
    error_code: str | None
    error_message: str | None


class PageText(Answer):
    """The text of a page that some line of the summary rests on."""

    file: str
    page: int
    title: str
    text: str
    by_ocr: bool


class SummaryParts(Answer):
    """A summary as one flat text, and what the service adds: its parts, each line with its sources."""

    response: str
    sections: list[SummarySection]
    conflicts: list[Conflict]
    writer: str
    removed: int
    warnings: list[str] = []
    """Results that were kept before texts had any are without."""


class UploadSummary(SummaryParts, UploadKnown):
    """A completed upload: the summary, and what the service adds to it."""

    status: Literal["completed"]
    progress: Share | None
    documents: list[DocumentLine]
    pages: list[PageText]


class TextSummary(SummaryParts):
    """The summary of a plain text."""

    webhook_url: str | None
    extra_information: str | None
    metadata: Metadata


class TemplateLine(Answer):
    """A template in a list."""

    model_config = ConfigDict(serialize_by_alias=True)

    id: JobId = Field(serialization_alias="_id")
    name: str
    short_description: str
    specialty: str
    """Added to the documented fields."""


class TemplatePage(Answer):
    """One page of templates; `count` is the number of all that match."""

    data: list[TemplateLine]
    count: int


def audio_note(job: Job) -> Standing | AudioNote | Failed:
    """The documented answer for an audio note job."""
    if job.status == "completed":
        return AudioNote(**_known(job), status="completed", progress=job.progress, **job.result)
    return _unfinished(job)


def icd10(job: Job) -> Standing | Icd10Codes | Failed:
    """The documented answer for a coding job."""
    if job.status == "completed":
        return Icd10Codes(**_known(job), status="completed", progress=job.progress, **job.result)
    return _unfinished(job)


def upload(job: Job) -> UploadStanding | UploadSummary | UploadFailed:
    """The documented answer for an upload."""
    known = {"upload_id": job.id, "created_at": job.created_at, "updated_at": job.updated_at, **_asked(job)}
    if job.status == "completed":
        return UploadSummary(**known, status="completed", progress=job.progress, **job.result)
    if job.status == "failed":
        return UploadFailed(**known, status="failed", response=None, **_reason(job))
    return UploadStanding.model_validate(
        {**known, "status": job.status, "progress": job.progress, "response": None}
    )


def text_summary(job: Job) -> TextSummary:
    """The documented answer for a text."""
    return TextSummary(webhook_url=job.request["webhook_url"], **_asked(job), **job.result)


def answer_to(job: Job) -> dict[str, Any]:
    """What a webhook tells of the job, in JSON."""
    return TOLD[job.kind](job)


def _told_of_upload(job: Job) -> dict[str, Any]:
    # The pages' texts can be megabytes, and stand in the answer to whoever reads the job.
    return {"job_id": job.id, **upload(job).model_dump(mode="json", exclude={"pages"})}


def _told_of_text(job: Job) -> dict[str, Any]:
    return {"job_id": job.id, "status": job.status, **text_summary(job).model_dump(mode="json")}


TOLD: dict[str, Callable[[Job], dict[str, Any]]] = {
    "audio_note": lambda job: audio_note(job).model_dump(mode="json"),
    "icd10": lambda job: icd10(job).model_dump(mode="json"),
    "upload": _told_of_upload,
    "text_summary": _told_of_text,
}
"""What is told of each kind of job: as its own route answers it, with an id and a status in any case."""


def _unfinished(job: Job) -> Standing | Failed:
    if job.status == "failed":
        return Failed(**_known(job), status="failed", **_reason(job))
    return Standing.model_validate({**_known(job), "status": job.status, "progress": job.progress})


def _known(job: Job) -> dict[str, Any]:
    return {"job_id": job.id, "created_at": job.created_at, "updated_at": job.updated_at}


def _asked(job: Job) -> dict[str, Any]:
    return {"extra_information": job.request["extra_information"], "metadata": job.request["metadata"]}


def _reason(job: Job) -> dict[str, Any]:
    return {"error_code": job.error_code or "internal_error", "error_message": job.error_message or ""}
