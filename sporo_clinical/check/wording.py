"""The sentences of flags: what the note says, what the transcript says, and what to do."""

from typing import NamedTuple, TypeAlias

from sporo_clinical.check.account import Account
from sporo_clinical.check.flags import Direction, Flag, FlagKind, Severity

Place: TypeAlias = tuple[int, int]
"""The first word of something, and the word behind it."""

_LONGEST = 70
_DO = {
    FlagKind.DRUG: "check the drug",
    FlagKind.DOSE: "check the dose",
    FlagKind.UNIT: "check the unit",
    FlagKind.FREQUENCY: "check how often it is taken",
    FlagKind.NUMBER: "check the number",
    FlagKind.SIDE: "check the side",
    FlagKind.BODY_PART: "check the body part",
    FlagKind.ALLERGY: "check the allergy",
    FlagKind.DATE: "check the date",
    FlagKind.DURATION: "check how long",
    FlagKind.PERSON: "check whose it is",
    FlagKind.NEGATION: "check whether the patient has it",
    FlagKind.DIAGNOSIS: "check the diagnosis",
    FlagKind.RED_FLAG: "check whether it belongs in the note",
    FlagKind.FOLLOW_UP: "check the follow-up",
    FlagKind.MISHEARD: "check the drug",
}


class Told(NamedTuple):
    """What the transcript does instead of what the note says, and the characters where it does."""

    sentence: str
    characters: tuple[int, int] | None = None


def unsupported(note: Account, place: Place, kind: FlagKind, severity: Severity, told: Told) -> Flag:
    """A flag on the note's words of a place."""
    start, end = note.strand.characters(*place)
    quote = shortened(note.strand.quote(*place))
    message = f"The note says “{quote}”, the transcript {told.sentence}: {_DO[kind]}."
    said_start, said_end = told.characters or (None, None)
    return Flag(kind, severity, Direction.UNSUPPORTED, start, end, said_start, said_end, message)


def omitted(said: Account, place: Place, kind: FlagKind, severity: Severity, tells: str) -> Flag:
    """A flag on the transcript's words of a place; `tells` is what the note lacks."""
    start, end = said.strand.characters(*place)
    message = f"The transcript says “{shortened(said.strand.quote(*place))}” {tells}: {_DO[kind]}."
    return Flag(kind, severity, Direction.OMITTED, None, None, start, end, message)


def not_read() -> Flag:
    """The flag that says that nothing was checked, because a text is not in English."""
    message = (
        "The note was not checked, because the check reads only English: compare it with the transcript."
    )
    return Flag(FlagKind.LANGUAGE, Severity.LOW, Direction.UNSUPPORTED, None, None, None, None, message)


def shortened(quote: str) -> str:
    """The quote, cut at a word where it is long."""
    return quote if len(quote) <= _LONGEST else f"{quote[:_LONGEST].rsplit(None, 1)[0]} …"
