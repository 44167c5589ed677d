"""What the notes of the tabular list ask of codes that stand together, or that stand alone.

Most notes hold under a condition ("if applicable", "to identify any"). Those count where the text supports
the code that they name; without one count only those that name what the code can't do without.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sporo_clinical.icd10cm.finding import Finding, FindingKind, called
from sporo_clinical.icd10cm.naming import bag
from sporo_clinical.icd10cm.notes import Note, notes_of, notes_source
from sporo_clinical.icd10cm.release import dotted, release

_CONDITION = re.compile(r"\b(?:if|any|known|applicable|when|such as)\b", re.IGNORECASE)
_NEEDED = re.compile(r"\bto (?:identify|specify) (?:the )?(?:type|stage|site|severity|heart failure)\b")
_CAUSE = re.compile(
    r"(?:the )?(?:underlying|associated (?:physical|AIDS)|neoplasm \(|(?:coronary )?atherosclerosis\b)"
)
_PARENTHESES = re.compile(r"\([^()]*\)")
_OPEN = re.compile(r",? such as:?.*")
_TITLES = {
    FindingKind.EXCLUDES: "Excludes1:",
    FindingKind.CODE_FIRST: "Code first",
    FindingKind.USE_ADDITIONAL: "Use additional",
}
_MOST_SHOWN = 12
_MANY = 3


def excluded(codes: Sequence[str]) -> Iterator[Finding]:
    """Each pair that the tabular list forbids together, once."""
    for place, code in enumerate(codes):
        for other in codes[place + 1 :]:
            note = _forbids(code, other) or _forbids(other, code)
            if note:
                yield _clash(code, other, note)


def forbidden_together(code: str, other: str) -> bool:
    """Whether a note of either forbids the other beside it."""
    return (_forbids(code, other) or _forbids(other, code)) is not None


def code_first(codes: Sequence[str]) -> Iterator[Finding]:
    """Causes that are missing before their manifestation, or listed behind it."""
    for place, code in enumerate(codes):
        notes = notes_of(code).code_first
        late = next((one for one in codes[place + 1 :] if any(_names(note, one) for note in notes)), None)
        if late:
            note = next(note for note in notes if _names(note, late))
            sentence = f"List {dotted(late)} before {dotted(code)}: the cause comes first."
            yield _found(FindingKind.CODE_FIRST, code, sentence, note, (dotted(late),))
        else:
            yield from _cause_missing(code, codes[:place], notes)


def use_additional(codes: Sequence[str], supported: Sequence[str]) -> Iterator[Finding]:
    """Codes that are missing beside another: the text supports one, or the note asks without condition."""
    told: set[str] = set()
    for code in codes:
        for note in notes_of(code).use_additional:
            if not note.codes or any(_names(note, one) for one in codes):
                continue
            said = [one for one in supported if _names(note, one)]
            if told.isdisjoint(said) and (said or _is_needed(note)):
                told.update(said)
                yield _companion(code, note, said)


def _forbids(code: str, other: str) -> Note | None:
    """The note at a code, or above it, that excludes the other; not one that names both."""
    notes = (note for note in notes_of(code).excludes1 if _names(note, other) and not _names(note, code))
    return next((note for note in notes if _is_meant(note, other)), None)


def _is_meant(note: Note, other: str) -> bool:
    """Whether the code is what the note speaks of; a wide note may name a rare use of it, or a part of many.

    "5-alpha-reductase deficiency (E29.1)" at E70-E88 does not mean other testicular hypofunction, and "coma
    in diabetes (E08-E13)" no diabetes without coma.
    """
    if not _is_of_block(note) and len(note.codes) < _MANY:
        return True
    said = _PARENTHESES.sub("", note.text).split(" in ", 1)[0]
    return not set(bag(said)).isdisjoint(bag(release().name(other)))


def _clash(code: str, other: str, note: Note) -> Finding:
    sentence = (
        f"{called(code)} and {called(other)} are not coded together"
        " unless the two conditions have nothing to do with each other."
    )
    return _found(FindingKind.EXCLUDES, code, sentence, note, (dotted(code), dotted(other)))


def _cause_missing(code: str, before: Sequence[str], notes: Iterable[Note]) -> Iterator[Finding]:
    for _, under in groupby(notes, key=lambda note: note.under):
        lines = [note for note in under if _CAUSE.match(note.text) and not _is_conditional(note)]
        is_open = any("such as" in note.text or not note.codes for note in lines)
        if not lines or (before and is_open) or any(_names(note, one) for note in lines for one in before):
            continue
        what = _OPEN.sub("", lines[0].text)
        choices = tuple(dotted(one) for note in lines for one in note.codes)[:_MOST_SHOWN]
        sentence = f"{called(code)} is not listed without what causes it: code first {what}."
        yield _found(FindingKind.CODE_FIRST, code, sentence, lines[0], choices)
        return


def _companion(code: str, note: Note, said: Sequence[str]) -> Finding:
    if said:
        sentence = f"The note supports {called(said[0])}, which is coded beside {dotted(code)}."
    else:
        sentence = f"{called(code)} needs a further {note.text}."
    choices = tuple(dotted(one) for one in said) or _billable(note)
    return _found(FindingKind.USE_ADDITIONAL, code, sentence, note, choices)


def _billable(note: Note) -> tuple[str, ...]:
    below = [one for beginning in note.codes for one in release().billable(beginning)]
    return tuple(dotted(one) for one in below[:_MOST_SHOWN])


def _is_needed(note: Note) -> bool:
    return bool(_NEEDED.search(note.text)) and not _CONDITION.search(note.text)


def _is_conditional(note: Note) -> bool:
    return bool(_CONDITION.search(_OPEN.sub("", note.text)))


def _names(note: Note, code: str) -> bool:
    return code.startswith(note.codes) if note.codes else False


def _is_of_block(note: Note) -> bool:
    return "-" in note.under


def _found(kind: FindingKind, code: str, sentence: str, note: Note, instead: tuple[str, ...]) -> Finding:
    under = note.under if _is_of_block(note) else dotted(note.under)
    source = f"Tabular list, {under}: {_TITLES[kind]} {note.text} ({notes_source()})"
    return Finding(dotted(code), kind, sentence, source, instead)
