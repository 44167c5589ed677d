"""What the service answers, strictly as documented, plus the fields that it adds."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from sporo_service.store import Job

Moment = Annotated[datetime, PlainSerializer(lambda at: at.isoformat(timespec="microseconds"))]
"""UTC with microseconds and no zone."""

Status = Literal["queued", "processing", "completed", "failed"]


class Answer(BaseModel):
    """Any answer: it has the documented fields, and no others than those named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Accepted(Answer):
    """A job was accepted and will be worked on."""

    job_id: str
    status: Status
    message: str
    created_at: Moment
    webhook_url: str | None


class AudioNote(Answer):
    """An audio note job as it stands."""

    job_id: str
    status: Status
    created_at: Moment
    updated_at: Moment
    progress: float | None
    transcript: str | None = None
    note: str | None = None
    segments: list[dict[str, Any]] = []
    uncertain: list[dict[str, Any]] = []
    warnings: list[str] = []
    writer: str | None = None
    sections: list[dict[str, Any]] = []


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


class TemplatePage(Answer):
    """One page of templates; `count` is the number of all that match."""

    data: list[TemplateLine]
    count: int


def audio_note(job: Job) -> AudioNote | Failed:
    """The documented answer for an audio note job."""
    if job.status == "failed":
        return _failed(job)
    return AudioNote(
        **_standing(job), progress=job.progress, **(job.result if job.status == "completed" else {})
    )


ANSWERS = {"audio_note": audio_note}
"""How each kind of job is answered."""


def answer_to(job: Job) -> dict[str, Any]:
    """The job as its status route answers it, in JSON; webhooks carry the same."""
    return ANSWERS[job.kind](job).model_dump(mode="json")


def _failed(job: Job) -> Failed:
    return Failed(
        **_standing(job), error_code=job.error_code or "internal_error", error_message=job.error_message or ""
    )


def _standing(job: Job) -> dict[str, Any]:
    return {
        "job_id": job.id,
        "status": job.status,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
    }
