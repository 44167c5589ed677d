"""A review of codes as its component draws it: every word of it, and which words of the text are whose."""

from collections.abc import Iterable
from typing import Any

from sporo_clinical.icd10cm.finding import Finding, FindingKind
from sporo_clinical.icd10cm.found import Reason
from sporo_clinical.icd10cm.placing import Nearness, Placed
from sporo_ui.code_set import is_billable, name_of
from sporo_ui.coded import Coded, CodeRow, Considered
from sporo_ui.decisions import Standing
from sporo_ui.marks import Mark, marked_pieces

Drawn = dict[str, Any]
"""What goes to the component, as JSON."""

REASONS: dict[str, str] = {
    Reason.DENIED: "The text denies it.",
    Reason.FAMILY: "It is said of a relative.",
    Reason.ANOTHER: "It is said of another person.",
    Reason.PAST: "It is over, or was long ago.",
    Reason.UNCERTAIN: "It is only possible or suspected, which an outpatient visit does not code.",
    Reason.PLANNED: "It is only feared, screened for or to be watched for.",
    Reason.AMBIGUOUS: "These letters mean several things, and nothing near by says which.",
    Reason.INTEGRAL: "It belongs to a diagnosis that is coded beside it.",
    Reason.NOT_THE_REASON: "The assessment draws nothing from it.",
    Reason.EXCLUDED: "A code that says more excludes it.",
}
_FLAGS = {
    Nearness.EXACT: "",
    Nearness.CLOSE: "Not in these words: the closest passage is marked.",
    Nearness.NOT_FOUND: "Not found in the text.",
}
_WITHOUT = _FLAGS | {Nearness.NOT_FOUND: "Without evidence in the text."}
_LOOSE = 0.7
"""The confidence below which a code is said to fit loosely."""
_BESIDE = frozenset({FindingKind.CODE_FIRST, FindingKind.USE_ADDITIONAL, FindingKind.UNCODED})
"""Findings whose codes come beside the code, not in its place."""


def drawn(coded: Coded) -> Drawn:
    """The text in pieces, the codes with what is said of them, and the codes that were only considered."""
    findings = coded.findings
    listed = {row.code for row in coded.rows if row.standing is not Standing.REJECTED}
    return {
        "pieces": _pieces(coded),
        "rows": [_row(number, row, findings) for number, row in enumerate(coded.rows, start=1)],
        "others": [finding_drawn(finding, "") for finding in findings if finding.code not in listed],
        "considered": [_considered(place, each) for place, each in enumerate(coded.considered)],
    }


def finding_drawn(finding: Finding, row: str) -> Drawn:
    """The finding with the codes that it names, each to be taken with one click for this row, or for none."""
    way = "add" if finding.kind in _BESIDE or not row else "replace"
    return {
        "sentence": finding.sentence,
        "source": finding.source,
        "instead": [_instead(code, way) for code in finding.instead],
    }


def considered_at(row: str) -> int:
    """Which of the considered codes the component means."""
    return int(row.removeprefix("considered"))


def _pieces(coded: Coded) -> list[Drawn]:
    named = [(row.id, str(number), row.place) for number, row in enumerate(coded.rows, start=1)]
    named += [(_id(place), "", each.place) for place, each in enumerate(coded.considered)]
    spans = [(row, _mark(place, sign)) for row, sign, place in named]
    marked = [(row, mark) for row, mark in spans if mark]
    return [
        {"text": piece.text, "rows": [marked[place][0] for place in piece.under], "signs": piece.signs}
        for piece in marked_pieces(coded.text, [mark for _row, mark in marked])
    ]


def _mark(place: Placed, sign: str) -> Mark | None:
    if place.start is None or place.end is None:
        return None
    return Mark(place.start, place.end, sign)


def _row(number: int, row: CodeRow, findings: Iterable[Finding]) -> Drawn:
    concerned = () if row.standing is Standing.REJECTED else findings
    return {
        "id": row.id,
        "number": str(number),
        "code": row.code,
        "name": row.name or name_of(row.code),
        "standing": row.standing,
        "facts": list(filter(None, [_hand(row), _doubt(row)])),
        "findings": [finding_drawn(finding, row.id) for finding in concerned if finding.code == row.code],
    } | _evidence(row.evidence, row.place)


def _hand(row: CodeRow) -> str:
    if not row.proposed:
        return "Added by you."
    return f"Changed by you from {row.proposed}." if row.is_changed else ""


def _doubt(row: CodeRow) -> str:
    """That the words fit loosely. A figure would look like a probability, and is only an order of trust."""
    is_loose = row.confidence is not None and row.confidence < _LOOSE
    return "These words fit loosely." if is_loose else ""


def _evidence(words: str, place: Placed) -> Drawn:
    """The words with how near to the text they are; a code without any has only its place."""
    flag = _FLAGS[place.kind] if words else _WITHOUT[place.kind]
    return {"evidence": " ".join(words.split()), "near": place.kind, "flag": flag}


def _instead(code: str, way: str) -> Drawn:
    """A code to take with one click; a beginning of several leads to the picker."""
    if not is_billable(code):
        return {"do": f"look_to_{way}", "code": code, "words": f"Look up {code}", "name": name_of(code)}
    verb = "Add" if way == "add" else "Change to"
    return {"do": way, "code": code, "words": f"{verb} {code}", "name": name_of(code)}


def _considered(place: int, each: Considered) -> Drawn:
    return {
        "id": _id(place),
        "code": each.code,
        "name": each.name or name_of(each.code),
        "reason": REASONS.get(each.reason, each.reason),
    } | _evidence(each.evidence, each.place)


def _id(place: int) -> str:
    return f"considered{place}"
