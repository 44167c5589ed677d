"""A check of notes that says what a test wants said."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SaidFlag:
    """A flag as the check of notes has it."""

    kind: str = "dose"
    severity: str = "high"
    direction: str = "unsupported"
    note_start: int | None = None
    note_end: int | None = None
    transcript_start: int | None = None
    transcript_end: int | None = None
    message: str = "The note gives a dose that nobody said."


def wherever(*words: str) -> "Finder":
    """A check that flags each place of the note with one of these words."""
    return Finder(words)


@dataclass(frozen=True)
class Finder:
    """Flags words of the note wherever they stand, with their first place in the transcript."""

    words: tuple[str, ...]

    def __call__(self, transcript: str, note: str) -> list[SaidFlag]:
        """The flags in the order of their place."""
        found = []
        for words in self.words:
            at, heard = note.find(words), transcript.find(words)
            said = (heard, heard + len(words)) if heard >= 0 else (None, None)
            while at >= 0:
                end = at + len(words)
                message = f"The note says {words}; nobody said it."
                found.append(
                    SaidFlag(
                        note_start=at,
                        note_end=end,
                        transcript_start=said[0],
                        transcript_end=said[1],
                        message=message,
                    )
                )
                at = note.find(words, end)
        return sorted(found, key=lambda flag: flag.note_start or 0)
