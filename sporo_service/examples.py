"""What the OpenAPI document shows as answers: the documented examples, with what the service adds."""

from typing import Any

Facts = dict[str, Any]
"""A JSON object."""

AUDIO_JOB = "680a8eb5904f2995138cf6b6"
CODING_JOB = "67f4ea3b8c7b2f64b2f1a3cd"
HOOK = "https://your-hook.example.com/notify"

METADATA = {
    "unique_identifier": "case-1234",
    "foo": "bar",
    "email": "tony.stark@example.com",
    "first_name": "Tony",
    "last_name": "Stark",
}
FOCUS = "Patient Tony Stark, June 2025 notes"
SOURCE = {"file": "notes.txt", "page": 1, "quote": "Blood pressure 142/88 today."}
SECTIONS = [{"title": "Results", "lines": [{"text": "Blood pressure 142/88", "sources": [SOURCE]}]}]
PARTS = {"sections": SECTIONS, "conflicts": [], "writer": "local", "removed": 0, "warnings": []}

AUDIO_TIMES = {"created_at": "2026-04-25T10:40:15.947012", "updated_at": "2026-04-25T10:41:22.103050"}
CODING_TIMES = {"created_at": "2026-04-21T19:14:02.739182", "updated_at": "2026-04-21T19:14:13.989100"}
UPLOAD = {
    "upload_id": "684a9f404c658fc1a0743af9",
    **CODING_TIMES,
    "extra_information": FOCUS,
    "metadata": METADATA,
}


def _shown(status: int, **examples: Facts) -> dict[int | str, Facts]:
    """The examples by name, as the answers of a route with this status."""
    values = {name: {"value": value} for name, value in examples.items()}
    return {status: {"content": {"application/json": {"examples": values}}}}


AUDIO_ACCEPTED = _shown(
    202,
    accepted={
        "job_id": AUDIO_JOB,
        "status": "queued",
        "message": "Audio note request accepted; processing has started",
        "created_at": AUDIO_TIMES["created_at"],
        "webhook_url": HOOK,
    },
)
AUDIO_STATUS = _shown(
    200,
    processing={"job_id": AUDIO_JOB, **AUDIO_TIMES, "status": "processing", "progress": 0.4},
    completed={
        "job_id": AUDIO_JOB,
        **AUDIO_TIMES,
        "status": "completed",
        "progress": 1.0,
        "transcript": "Patient reports worsening cough over 3 days...",
        "note": "Clinical note generated using selected community template...",
        "segments": [
            {"start": 0.0, "end": 2.5, "text": "Patient reports worsening cough over 3 days..."},
        ],
        "uncertain": [],
        "warnings": [],
        "writer": "local",
        "sections": [{"title": "Subjective", "text": "Worsening cough over 3 days."}],
    },
    failed={
        "job_id": AUDIO_JOB,
        **AUDIO_TIMES,
        "status": "failed",
        "error_code": "transcription_failed",
        "error_message": "Failed to transcribe audio",
    },
)
CODES_ACCEPTED = _shown(
    202,
    accepted={
        "job_id": CODING_JOB,
        "status": "queued",
        "message": "ICD-10 request accepted; processing has started",
        "created_at": CODING_TIMES["created_at"],
        "webhook_url": HOOK,
    },
)
CODES_STATUS = _shown(
    200,
    completed={
        "job_id": CODING_JOB,
        **CODING_TIMES,
        "status": "completed",
        "progress": 1.0,
        "icd10_codes": [
            {
                "name": "Primary hypertension",
                "icd10_code": "I10",
                "evidence": "history of high blood pressure",
                "start": 15,
                "end": 45,
                "confidence": 0.95,
            }
        ],
        "considered": [
            {
                "name": "Gout, unspecified",
                "icd10_code": "M10.9",
                "evidence": "gout",
                "start": 60,
                "end": 64,
                "reason": "denied",
            }
        ],
        "findings": [
            {
                "icd10_code": "I10",
                "kind": "use_additional",
                "sentence": "The note supports Z72.0 (Tobacco use), which is coded beside I10.",
                "source": "Tabular list, I10-I1A: Use additional code to identify: tobacco use (Z72.0)"
                " (April 2026)",
                "instead": ["Z72.0"],
            }
        ],
        "release": {"label": "FY2027", "from": "2026-10-01", "to": "2027-09-30"},
        "coder": "local",
        "removed": 0,
        "warnings": [],
    },
    failed={
        "job_id": CODING_JOB,
        **CODING_TIMES,
        "status": "failed",
        "error_code": "rag_service_error",
        "error_message": "ICD-10 upstream service error",
    },
)
UPLOAD_ACCEPTED = _shown(
    200,
    accepted={
        "message": "Files uploaded successfully; processing is underway.",
        "upload_id": UPLOAD["upload_id"],
        "webhook_url": HOOK,
        "extra_information": FOCUS,
        "metadata": METADATA,
    },
)
UPLOAD_STATUS = _shown(
    200,
    processing={**UPLOAD, "status": "processing", "progress": 0.4, "response": None},
    completed={
        **UPLOAD,
        "status": "completed",
        "progress": 1.0,
        "response": "Summarized content of the uploaded files...",
        **PARTS,
        "documents": [
            {"name": "notes.txt", "kind": "text", "pages": 1, "error_code": None, "error_message": None}
        ],
        "pages": [{"file": "notes.txt", "page": 1, "title": "", "text": SOURCE["quote"], "by_ocr": False}],
    },
    failed={
        **UPLOAD,
        "status": "failed",
        "response": None,
        "error_code": "unreadable_file",
        "error_message": "A file could not be read.",
    },
)
TEXT_SUMMARY = _shown(
    200,
    completed={
        "response": "Generated summary of the provided text.",
        "webhook_url": HOOK,
        "extra_information": "Optional context or instructions.",
        "metadata": {"unique_identifier": "note-5678", "foo": "bar"},
        **PARTS,
    },
)
TEMPLATES = _shown(
    200,
    listed={
        "data": [
            {
                "_id": "66eb0bfe20db7d898c8e5c4e",
                "name": "GENERAL TEMPLATE",
                "short_description": "A minimal and versatile template designed for any clinical interview.",
                "specialty": "General",
            }
        ],
        "count": 1,
    },
)
