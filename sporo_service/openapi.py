"""The OpenAPI document: what the routes can't say by their types, and the words for developers."""

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from sporo_service import web_address
from sporo_service.bodies import VISIBLE
from sporo_service.examples import Facts
from sporo_service.schemas import Refusal

UNAVAILABLE = (503, 507)
MEANS = {
    400: "What was sent can't be used; `detail` says why.",
    401: "The key is missing, not known, or revoked.",
    404: "Nothing with this id is known for this key.",
    409: "The `Idempotency-Key` was used before, for something else.",
    429: "Over a limit of this key; `Retry-After` says in seconds when to come back.",
    503: "The engine that this needs is not available; `detail` says why.",
    507: "The disk takes no more. Nothing was kept.",
}
SAID = {
    400: "This is not a job id: one has 24 hexadecimal characters.",
    401: "This key is not known here, or it was revoked.",
    404: "No job with this id is known for this key.",
    409: "This Idempotency-Key was used before, for something else.",
    429: "Rate limit of 10 requests per hour exceeded. Please try again after an hour.",
    503: "Coding is not available on this service.",
    507: "The service could not store what was sent: its disk may be full.",
}
ABOUT = """Visits to notes, documents to summaries, text to codes, on this machine.

Every request needs a key in `X-API-KEY`. Work that takes time is a job: the answer to a submission names it,
its own address tells how it stands, and a `webhook_url` is told when it is queued, completed or failed.
Status is one of `queued`, `processing`, `completed` and `failed`; a failed job has an `error_code` and an
`error_message`.

Every error is `{"detail": "..."}`, a sentence. Times are UTC with microseconds and no zone; ids have 24
hexadecimal characters. A submission with an `Idempotency-Key` may be repeated: it stays one job.
"""
TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
METADATA = {"description": "Metadata, echoed and told to the webhook."}
DOCUMENT_TYPES = (
    "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, "
    "application/rtf, text/html, text/plain, text/markdown, application/xml, "
    "image/png, image/jpeg, image/tiff"
)
READABLE = {**TEXT, "pattern": VISIBLE.pattern}
WEBHOOK = {
    "pattern": web_address.PATTERN,
    "maxLength": web_address.LENGTH,
    "description": "Where to tell how the job stands, by http:// or https://.",
}


def answers(examples: dict[int | str, Facts], *refusals: int) -> dict[int | str, Facts]:
    """What a route answers: the examples of its success, and its errors, 401 among them in any case."""
    return {**examples, **{status: _refusal(status) for status in sorted({401, *refusals})}}


def describe(app: FastAPI) -> Facts:
    """The document of the app's routes, made once."""
    if not app.openapi_schema:
        document = get_openapi(
            title=app.title, version=app.version, description=ABOUT, routes=app.routes, servers=app.servers
        )
        # A request that is not valid is answered with 400 and a sentence, not with FastAPI's own 422.
        for methods in document["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        app.openapi_schema = document
    return app.openapi_schema


def _refusal(status: int) -> Facts:
    answer: Facts = {
        "model": Refusal,
        "description": MEANS.get(status, HTTPStatus(status).phrase),
        "content": {"application/json": {"example": {"detail": SAID[status]}}},
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["headers"] = {
            "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}
        }
    return answer


def _body(media_type: str, properties: Facts, example: Facts, **more: object) -> Facts:
    schema = {"type": "object", "properties": properties, **more}
    content = {media_type: {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def _form(properties: Facts, example: Facts, files: Facts, **more: object) -> Facts:
    """A form with files, each field of them with the media types that it takes."""
    body = _body("multipart/form-data", properties, example, **more)
    encoding = {field: {"contentType": types} for field, types in files.items()}
    body["requestBody"]["content"]["multipart/form-data"]["encoding"] = encoding
    return body


AUDIO_FORM = _form(
    {
        "file": {
            "type": "string",
            "format": "binary",
            "description": "MP3, WAV, OGG or FLAC, known by its content.",
        },
        "template_id": {
            **TEXT,
            "format": "template-id",
            "description": "A community template's `_id`.",
        },
        "webhook_url": {**TEXT, **WEBHOOK},
    },
    {"template_id": "66eb0bfe20db7d898c8e5c4e", "webhook_url": "https://your-hook.example.com/notify"},
    files={"file": "audio/mpeg, audio/mp3, audio/wav, audio/ogg, audio/flac"},
    required=["file", "template_id"],
)
UPLOAD_FORM = _form(
    {
        "files": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "string", "format": "binary"},
            "description": "PDF, Word, RTF, HTML, text, Markdown, C-CDA, PNG, JPEG or TIFF.",
        },
        "extra_information": {**TEXT, "description": "A question or a focus for the summary."},
        "webhook_url": {**TEXT, **WEBHOOK},
    },
    {
        "extra_information": "Patient Tony Stark, June 2025 notes",
        "webhook_url": "https://your-hook.example.com/notify",
        "unique_identifier": "case-1234",
    },
    files={"files": DOCUMENT_TYPES},
    required=["files"],
    additionalProperties=METADATA,
)
TEXT_BODY = _body(
    "application/json",
    {
        "user_input": {**READABLE, "description": "The text to be summarized."},
        "extra_information": {**MAYBE_TEXT, "description": "A question or a focus for the summary."},
        "webhook_url": {**MAYBE_TEXT, **WEBHOOK},
    },
    {
        "user_input": "Seen for a cough of three days. Started amoxicillin 500 mg three times a day.",
        "extra_information": "Optional context or instructions.",
        "unique_identifier": "note-5678",
    },
    required=["user_input"],
    additionalProperties=METADATA,
)
CODES_BODY = _body(
    "application/json",
    {
        "text": {**READABLE, "description": "The text to be coded."},
        "webhook_url": {**MAYBE_TEXT, **WEBHOOK},
    },
    {
        "text": "Patient with a history of high blood pressure.",
        "webhook_url": "https://your-hook.example.com/notify",
    },
    required=["text"],
)
