"""What the components of the note's page are told to draw: flags, and the transcript with its ties."""

from collections.abc import Sequence
from typing import Any

from sporo_clinical.align import Alignment
from sporo_ui.marks import Mark, marked_pieces
from sporo_ui.note_review import NoteReview, Reviewed
from sporo_ui.passages import Passage, passages
from sporo_ui.words import clock

_SEVERITIES = {"high": "Could do harm", "medium": "Look at this", "low": "Minor"}
_AROUND = 60
"""Characters of the transcript that are quoted on each side of what a flag is about."""
REASONS = (
    "It was said in other words",
    "It was misheard in the transcript",
    "I know it from the record or the examination",
    "It does not matter for this note",
)


def flags_drawn(review: NoteReview) -> list[dict[str, Any]]:
    """The flags in the order of severity: those that are open first."""
    return [_flag(flag, review) for flag in (*review.open, *review.settled)]


def transcript_drawn(review: NoteReview, alignment: Alignment) -> dict[str, Any]:
    """The transcript by passage, its sentences numbered, and the lines of the note that rest on them.

    It is cut where flags begin and end, so that just their words can be marked.
    """
    note, at, told = review.note, 0, list[dict[str, Any]]()
    said = [(each.flag.transcript_start, each.flag.transcript_end) for each in review.flags]
    flagged = [(start, end) for start, end in said if start is not None and end is not None]
    for passage in passages(note.transcript, note.segments, note.uncertain):
        told.append(_passage(passage, at, alignment, flagged))
        at += len(passage.text)
    texts = [text for _, text in note.parts]
    lines = [
        {"section": line.part, "text": texts[line.part][line.start : line.end], "supports": line.supports}
        for line in alignment.lines
    ]
    return {"passages": told, "lines": lines}


def _flag(reviewed: Reviewed, review: NoteReview) -> dict[str, Any]:
    flag, place, settlement = reviewed.flag, reviewed.place, reviewed.settlement
    note = review.note
    said = (flag.transcript_start, flag.transcript_end)
    return {
        "mark": reviewed.mark,
        "severity": flag.severity,
        "severityName": _SEVERITIES.get(flag.severity, flag.severity),
        "about": flag.kind.replace("_", " "),
        "message": flag.message,
        "section": place.section if place else None,
        "title": note.sections[place.section].title if place else "",
        "words": note.sections[place.section].text[place.start : place.end] if place else "",
        "start": place.start if place else None,
        "said": said if None not in said else None,
        "heard": _quoted(note.transcript, *said),
        "verdict": settlement.verdict if settlement else "open",
        "reason": settlement.reason if settlement else "",
    }


def _quoted(text: str, start: int | None, end: int | None) -> str:
    """The words at a place with some around them."""
    if start is None or end is None:
        return ""
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[first:start] if first == 0 else f"…{text[first:start].partition(' ')[2]}"
    after = text[end:last] if last == len(text) else f"{text[end:last].rpartition(' ')[0]}…"
    return f"{before}{text[start:end]}{after}".strip()


def _passage(
    passage: Passage, at: int, alignment: Alignment, flagged: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    text, doubts, begin = passage.text, list[Mark](), 0
    kinds = list[str]()
    for piece in passage.pieces:
        if piece.doubt:
            doubts.append(Mark(begin, begin + len(piece.text)))
            kinds.append(piece.doubt.kind)
        begin += len(piece.text)
    spans = [
        (number, Mark(max(start - at, 0), min(end - at, len(text))))
        for number, (start, end) in enumerate(alignment.sentences)
        if start - at < len(text) and end > at
    ]
    sentences = [mark for _, mark in spans]
    cuts = [Mark(max(start - at, 0), min(end - at, len(text))) for start, end in flagged]
    pieces: list[dict[str, Any]] = [
        {
            "text": piece.text,
            "at": at,
            "sentence": next((spans[place][0] for place in piece.under if place < len(spans)), None),
            "doubt": next(
                (_why(kind) for place, kind in enumerate(kinds, len(spans)) if place in piece.under), ""
            ),
        }
        for piece in marked_pieces(text, [*sentences, *doubts, *cuts])
    ]
    for told in pieces:
        told["at"], at = at, at + len(str(told["text"]))
    return {
        "seconds": passage.start,
        "clock": "" if passage.start is None else clock(passage.start),
        "pieces": pieces,
    }


def _why(kind: str) -> str:
    return f"check the {kind}" if kind else "check"
