"""What a reader should know of a transcript before trusting the note that was written from it."""

from collections.abc import Iterator

from sporo_clinical.facts import Fact
from sporo_clinical.language import is_foreign
from sporo_clinical.reading import read
from sporo_clinical.relevance import is_clinical
from sporo_clinical.text import tokens

FEWEST_WORDS = 50
"""Of fewer words no whole note can be written."""


def remarks(transcript: str) -> Iterator[str]:
    """The sentences; none for a usual visit, and none for silence, which is said in its own place."""
    count = len(tokens(transcript))
    if not transcript.strip():
        return
    if is_foreign(transcript):
        yield (
            "This transcript does not seem to be English. The check, and the marks between note and "
            "transcript, read English alone: hold the note against the transcript yourself."
        )
    elif count < FEWEST_WORDS:
        words = "1 word was" if count == 1 else f"{count} words were"
        yield f"Only {words} heard: too little for a whole note. Check that the recording holds the visit."
    elif not is_clinical(transcript, _facts(transcript)):
        yield "Nothing clinical was heard in this recording. Check that it is the visit that you meant."


def _facts(transcript: str) -> Iterator[Fact]:
    """Read only where the words alone do not tell."""
    yield from read(transcript)
