"""What the service answers, strictly as documented, plus the fields that it adds."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from sporo_service.store import Job

Moment = Annotated[datetime, PlainSerializer(lambda at: at.isoformat(timespec="microseconds"))]
"""UTC with microseconds and no zone."""

Status = Literal["queued", "processing", "completed", "failed"]


class Answer(BaseModel):
    """Any answer: it has the documented fields and no others; its errors never quote what a patient said."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Accepted(Answer):
    """A job was accepted and will be worked on."""

    job_id: str
    status: Status
    message: str
    created_at: Moment
    webhook_url: str | None


class Standing(Answer):
    """A job that is not at its end; `progress` is between 0 and 1, or null before the work begins."""

    job_id: str
    status: Status
    created_at: Moment
    updated_at: Moment
    progress: float | None


class AudioNote(Standing):
    """A completed audio note job: the documented texts, and what the service adds to them."""

    transcript: str
    note: str
    segments: list[dict[str, Any]]
    uncertain: list[dict[str, Any]]
    warnings: list[str]
    writer: str
    sections: list[dict[str, Any]]


class Failed(Answer):
    """A job that ended without a result, and why."""

    job_id: str
    status: Literal["failed"]
    created_at: Moment
    updated_at: Moment
    error_code: str
    error_message: str


class TemplateLine(Answer):
    """A template in a list."""

    model_config = ConfigDict(serialize_by_alias=True)

    id: str = Field(serialization_alias="_id")
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
    if job.status == "failed":
        return _failed(job)
    if job.status == "completed":
        return AudioNote(**_known(job), progress=job.progress, **job.result)
    return Standing(**_known(job), progress=job.progress)


ANSWERS = {"audio_note": audio_note}
"""How each kind of job is answered."""


def answer_to(job: Job) -> dict[str, Any]:
    """The job as its status route answers it, in JSON; webhooks carry the same."""
    return ANSWERS[job.kind](job).model_dump(mode="json")


def _failed(job: Job) -> Failed:
    return Failed(
        **_known(job), error_code=job.error_code or "internal_error", error_message=job.error_message or ""
    )


def _known(job: Job) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "status": job.status,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
    }
