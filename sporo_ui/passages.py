"""A transcript taken apart for reading: passages with their times, and in them what was heard with doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sporo_ui.models import Segment, Uncertain


@dataclass(frozen=True)
class Piece:
    """Some words of a passage; `doubt` is set where they may have been misheard."""

    text: str
    doubt: Uncertain | None = None


@dataclass(frozen=True)
class Passage:
    """A stretch of the transcript; `start` in seconds, None where the service gave no times."""

    start: float | None
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(piece.text for piece in self.pieces)


def passages(
    transcript: str, segments: Sequence[Segment], uncertain: Sequence[Uncertain]
) -> tuple[Passage, ...]:
    """The transcript by segment where every segment is found in it, else as one passage without a time.

    Nothing of the transcript is lost: the passages' texts joined are the transcript.
    """
    doubts = _usable(transcript, uncertain)
    cuts = _cuts(transcript, segments)
    return tuple(
        Passage(start, tuple(_pieces(transcript, doubts, begin, end)))
        for start, begin, end in cuts
        if begin < end
    )


def _usable(transcript: str, uncertain: Sequence[Uncertain]) -> list[Uncertain]:
    """The spans that lie in the transcript, say what it says there, and do not overlap an earlier one."""
    kept: list[Uncertain] = []
    for span in sorted(uncertain, key=lambda span: span.start):
        free = not kept or kept[-1].end <= span.start
        if free and 0 <= span.start < span.end and transcript[span.start : span.end] == span.text:
            kept.append(span)
    return kept


def _cuts(transcript: str, segments: Sequence[Segment]) -> list[tuple[float | None, int, int]]:
    """Start second, first and last character of each passage; the words between two belong to the earlier."""
    begins: list[tuple[float | None, int]] = []
    cursor = 0
    for segment in segments:
        words = segment.text.strip()
        at = transcript.find(words, cursor)
        if at < 0:
            return [(None, 0, len(transcript))]
        begins.append((segment.start, at if begins else 0))
        cursor = at + len(words)
    if not begins:
        return [(None, 0, len(transcript))]
    ends = [begin for _, begin in begins[1:]] + [len(transcript)]
    return [(start, begin, end) for (start, begin), end in zip(begins, ends, strict=True)]


def _pieces(transcript: str, doubts: Sequence[Uncertain], begin: int, end: int) -> Iterator[Piece]:
    """The words from `begin` to `end`; a doubt that starts here is cut where the passage ends."""
    cursor = begin
    for doubt in doubts:
        if doubt.end <= begin or doubt.start >= end:
            continue
        first, last = max(doubt.start, begin), min(doubt.end, end)
        if cursor < first:
            yield Piece(transcript[cursor:first])
        yield Piece(transcript[first:last], doubt)
        cursor = last
    if cursor < end:
        yield Piece(transcript[cursor:end])
