"""A note as a FHIR R4 document: a Composition by section, and a DocumentReference with the flat text."""

import base64
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from sporo_ui.exports.letters import legal
from sporo_ui.exports.plain import as_text
from sporo_ui.exports.stamp import stamp
from sporo_ui.note_review import NoteReview

_LOINC = {"system": "http://loinc.org", "code": "34109-9", "display": "Note"}
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
NOBODY = "Not signed by anybody"


def as_fhir(review: NoteReview, now: datetime) -> bytes:
    """The bundle in JSON, held against the classes of FHIR; it names no patient, for the app knows none."""
    from fhir.resources.R4B.bundle import Bundle  # noqa: PLC0415 - a start of the app need not wait for it

    author, composition = _address(review, "author"), _address(review, "composition")
    told = {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _address(review, "bundle")},
        "timestamp": _moment(now),
        "entry": [
            {"fullUrl": composition, "resource": _composition(review, author, now)},
            {"fullUrl": author, "resource": _author(review)},
            {"fullUrl": _address(review, "document"), "resource": _document(review, author, now)},
        ],
    }
    return Bundle.model_validate(told).model_dump_json(indent=2).encode()


def _composition(review: NoteReview, author: str, now: datetime) -> dict[str, Any]:
    signature = review.signature
    told: dict[str, Any] = {
        "resourceType": "Composition",
        "status": "final" if review.signer else "preliminary",
        "type": {"coding": [_LOINC]},
        "date": _moment(signature.at if signature and review.signer else now),
        "author": [{"reference": author}],
        "title": _title(review),
        "text": {"status": "generated", "div": _div(stamp(review))},
        "section": [_section(title, text) for title, text in review.note.parts if text.strip()],
    }
    if signature and review.signer:
        party = {"reference": author}
        told["attester"] = [{"mode": "legal", "time": _moment(signature.at), "party": party}]
    return {name: value for name, value in told.items() if value}


def _author(review: NoteReview) -> dict[str, Any]:
    return {"resourceType": "Practitioner", "name": [{"text": legal(review.signer or NOBODY)}]}


def _document(review: NoteReview, author: str, now: datetime) -> dict[str, Any]:
    content = base64.b64encode(legal(as_text(review)).encode()).decode()
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "docStatus": "final" if review.signer else "preliminary",
        "type": {"coding": [_LOINC]},
        "date": _moment(now),
        "author": [{"reference": author}],
        "description": legal(stamp(review)),
        "content": [
            {
                "attachment": {
                    "contentType": "text/plain; charset=utf-8",
                    "data": content,
                    "title": _title(review),
                }
            }
        ],
    }


def _section(title: str, text: str) -> dict[str, Any]:
    named = {"title": legal(title).strip()} if title.strip() else {}
    return {**named, "text": {"status": "generated", "div": _div(text)}}


def _div(text: str) -> str:
    lines = "<br/>".join(escape(line) for line in legal(text).split("\n"))
    return f"<div {_XHTML}><p>{lines}</p></div>"


def _title(review: NoteReview) -> str:
    return legal(review.note.entry.template_name).strip() or "Note"


def _address(review: NoteReview, part: str) -> str:
    """The same for the same text of the same note, and for nothing else."""
    return uuid5(NAMESPACE_URL, f"{review.note.entry.id}/{review.digest}/{stamp(review)}/{part}").urn


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
