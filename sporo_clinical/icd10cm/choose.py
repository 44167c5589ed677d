"""From what a mention can mean to the one billable code that the text supports.

Guidelines, section I.B.2 (the highest number of characters available), I.B.13 (laterality), I.B.18
(unspecified where the text says no more), I.C.19.c (a fracture is closed and displaced unless the text says
otherwise).
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sporo_clinical.icd10cm.match import Line, Mention
from sporo_clinical.icd10cm.naming import SIDES, bag, core
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.words import forms

_NEAR = 8
"""Words to either side of a mention that may say more about it."""
_SIDE_NEAR = 4
_ENCOUNTERS = {"initial": "initial encounter", "subsequent": "subsequent encounter", "sequela": "sequela"}
_LATER = frozenset({"subsequent", "followup", "healing", "healed", "recheck"})
_BOTH = {"both": "bilateral", "bilaterally": "bilateral"}
_FULL_LENGTH = 7
_CATEGORY = 3
_OTHER_SIDE = 2


class Traits(NamedTuple):
    """What a code's name says."""

    words: frozenset[str]
    side: str
    """`left`, `right`, `bilateral`, or empty."""
    encounter: str
    open: bool
    nondisplaced: bool
    vague: bool
    """Whether it says that it is unspecified."""
    other: bool


def code_for(mention: Mention, line: Line) -> str | None:
    """The billable code that the mention and the words near it support best; None where they support none."""
    said = set(mention.term.words) | set(_around(mention, line, _NEAR))
    side = _side(mention, line)
    ranked = sorted((_misfit(code, mention, said, side), code) for code in _candidates(mention.term.codes))
    if not ranked:
        return None
    (unsupported, wrong_side, *_), code = ranked[0]
    if wrong_side == _OTHER_SIDE or (unsupported and not mention.term.curated):
        return None
    return code


def is_vague(code: str) -> bool:
    """Whether the code's name says that it is unspecified."""
    return _traits(code).vague


def _candidates(targets: Sequence[str]) -> Iterator[str]:
    codes = release()
    seen = set()
    for target in targets:
        for code in _relatives(target) if codes.is_billable(target) else codes.billable(target):
            if code not in seen:
                seen.add(code)
                yield code


@lru_cache(maxsize=4096)
def _relatives(code: str) -> tuple[str, ...]:
    """The billable codes that differ from this one only in the side."""
    words = _traits(code).words
    parent = code[:-1] if len(code) < _FULL_LENGTH else code[:-2]
    if len(parent) <= _CATEGORY:
        return (code,)
    return tuple(
        other for other in release().billable(parent) if other == code or _traits(other).words == words
    )


def _misfit(code: str, mention: Mention, said: Collection[str], side: str) -> tuple[int, ...]:
    """How ill it fits, the worst first: it says what the text does not, of another side, encounter, vague."""
    traits = _traits(code)
    extra = traits.words - set(mention.term.words)
    unsaid = len(extra - set(said))
    unsupported = 0 if traits.vague or traits.words in _given(mention.term.codes) else unsaid
    wrong_side = 0 if traits.side == side else _OTHER_SIDE if traits.side else 1
    later = "subsequent" if _LATER & set(said) else "initial"
    wrong_kind = (
        (traits.encounter not in {"", later})
        + (traits.open != ("open" in said))
        + (traits.nondisplaced != ("nondisplaced" in said))
    )
    supported = len(extra & set(said))
    other_side = wrong_side == _OTHER_SIDE
    return (
        unsupported + other_side,
        wrong_side,
        wrong_kind,
        -supported,
        2 * traits.other - traits.vague,
        unsaid,
    )


@lru_cache(maxsize=1 << 14)
def _traits(code: str) -> Traits:
    name = release().names[code]
    low = name.lower()
    words = set(forms(name))
    return Traits(
        words=frozenset(set(bag(core(name)))),
        side=next((side for side in ("bilateral", "left", "right") if side in words), ""),
        encounter=next((kind for kind, phrase in _ENCOUNTERS.items() if phrase in low), ""),
        open="open fracture" in low,
        nondisplaced="nondisplaced" in low,
        vague="unspecified" in low,
        other="other" in low.split(),
    )


def _given(targets: tuple[str, ...]) -> Collection[frozenset[str]]:
    """The words of the codes that the term names: of these, on any side, no word need be said."""
    return [_traits(target).words for target in targets if release().is_billable(target)]


def _around(mention: Mention, line: Line, reach: int) -> list[str]:
    first, last = min(mention.places), max(mention.places)
    begin = _until_a_wall(line, range(first, max(0, first - reach), -1))
    end = _until_a_wall(line, range(last + 1, min(len(line.forms), last + 1 + reach)))
    return line.forms[begin:end]


def _until_a_wall(line: Line, way: range) -> int:
    for at in way:
        if line.before[at] > 1:
            return at
    return way.stop


def _side(mention: Mention, line: Line) -> str:
    """The side that is said nearest to the mention, "both" and a left beside a right being bilateral."""
    near = [_BOTH.get(form, form) for form in _around(mention, line, _SIDE_NEAR)]
    return next((form for form in near if form in SIDES - {"unilateral"}), "")
