"""From what a mention can mean to the one billable code that the text supports.

Guidelines, section I.B.2 (the highest number of characters available), I.B.13 (laterality), I.B.18
(unspecified where the text says no more), I.C.19.c (a fracture is closed and displaced unless the text says
otherwise).
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sporo_clinical.icd10cm.match import Line, Mention
from sporo_clinical.icd10cm.naming import SIDES, bag, core
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.words import forms

_NEAR = 8
"""Words to either side of a mention that may say more about it."""
_SIDE_NEAR = 4
_UNIONS = ("malunion", "nonunion", "delayed healing")
_ENCOUNTERS = {"initial": "initial encounter", "subsequent": "subsequent encounter", "sequela": "sequela"}
_LATER = frozenset({"subsequent", "healing", "healed", "recheck"})
_LATE_EFFECTS = frozenset({("late", "effect"), ("residual", "of"), ("residual", "from")})
_CAUSES = frozenset({"due", "from", "secondary", "after", "following"})
_OLD = frozenset({"old", "prior", "previous", "remote", "healed"})
_FOLLOWUP = "followup"
_THIS_VISIT = frozenset({"visit", "of", "for", "encounter", "exam", "examination", "evaluation"})
"""Behind "follow-up": it is this visit, and not one that is planned."""
_CAME = frozenset({"here", "seen", "present", "presenting", "returning"})
_OF_ANOTHER = frozenset({"and", "or", "with", "but", "no", "without"})
_SAID_SIDES = SIDES - {"unilateral", "bilaterally"}
_BOTH = {"both": "bilateral", "bilaterally": "bilateral"}
_GOES_WITH = {"right": frozenset({"dominant"}), "left": frozenset({"nondominant"})}
"""Of which hand the person is need not be said: the right is taken for the dominant side (I.C.6.a)."""
_BOTH_SIDES = frozenset({"bilateral", "bilaterally", "both", "left"})
"""One of these is among the words where both sides are said."""
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
    union: str
    """How a fracture heals where it does not heal well."""
    vague: bool
    """Whether it says that it is unspecified."""
    other: bool


class _Visit(NamedTuple):
    """Which visit for it this is, and how a fracture heals, as the sentence says."""

    encounter: str
    union: str


def code_for(mention: Mention, line: Line) -> str | None:
    """The billable code that the mention and the words near it support best; None where they support none."""
    said = set(mention.term.words) | set(_around(mention, line, _NEAR))
    side = _side(mention, line)
    visit = _visit(line)
    if _is_late_effect(mention, line):
        visit = visit._replace(encounter="sequela")
    candidates = _candidates(mention.term.codes)
    ranked = sorted((_misfit(code, mention, said, side, visit), code) for code in candidates)
    if not ranked:
        return None
    (unsupported, wrong_side, *_), code = ranked[0]
    if wrong_side == _OTHER_SIDE or (unsupported and not mention.term.curated):
        return None
    return code


def codes_for(mention: Mention, line: Line) -> tuple[str, ...]:
    """The same, as two codes where both sides are said and no code is of both (I.B.13)."""
    code = code_for(mention, line)
    if code is None:
        return ()
    if not _names_both_sides(line) or _traits(code).side:
        return (code,)
    if _side(mention, line) == "bilateral":
        sided = tuple(one for one in _relatives(code) if _traits(one).side in {"left", "right"})
        if len(sided) == _OTHER_SIDE:
            return sided
    return (code,)


@lru_cache(maxsize=16)
def _names_both_sides(line: Line) -> bool:
    return not _BOTH_SIDES.isdisjoint(line.forms)


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
    """The code, and the billable ones that differ from it only in the side."""
    traits = _traits(code)
    parent = code[:-1] if len(code) < _FULL_LENGTH else code[:-2]
    if len(parent) <= _CATEGORY:
        return (code,)
    return tuple(
        other for other in release().billable(parent) if other == code or _is_of_another_side(other, traits)
    )


def _is_of_another_side(code: str, traits: Traits) -> bool:
    other = _traits(code)
    return other.side != traits.side and other.words == traits.words


@lru_cache(maxsize=16)
def _visit(line: Line) -> _Visit:
    """Which visit the sentence tells of; asked of every mention in it."""
    union = next((union for union in _UNIONS if union.split()[0] in line.forms), "")
    if "sequela" in line.forms:
        return _Visit("sequela", union)
    return _Visit("subsequent" if union or _is_later(line) else "initial", union)


def _is_late_effect(mention: Mention, line: Line) -> bool:
    """Whether something is said to be left of the injury: "pain due to an old fracture" (I.B.10)."""
    first = min(mention.places)
    before = line.forms[max(0, first - _SIDE_NEAR) : first + 1]
    if any(pair in _LATE_EFFECTS for pair in pairwise(before)):
        return True
    due = not _CAUSES.isdisjoint(line.forms[max(0, first - _SIDE_NEAR - 1) : first])
    return due and not _OLD.isdisjoint(before)


def _is_later(line: Line) -> bool:
    """Whether the sentence tells of a visit after the first for it (I.C.19.a)."""
    if not _LATER.isdisjoint(line.forms):
        return True
    if line.forms[-1:] == [_FOLLOWUP] and line.before[-1] == 0 and len(line.forms) > 1:
        return True
    if _FOLLOWUP in line.forms and not _CAME.isdisjoint(line.forms):
        return True
    return any(form == _FOLLOWUP and after in _THIS_VISIT for form, after in pairwise(line.forms))


def _misfit(code: str, mention: Mention, said: Collection[str], side: str, visit: _Visit) -> tuple[int, ...]:
    """How ill it fits, the worst first: it says what the text does not, of another side, encounter, vague."""
    traits = _traits(code)
    extra = traits.words - set(mention.term.words)
    unsaid = len(extra - set(said))
    unsupported = 0 if traits.vague or traits.words in _given(mention.term.codes) else unsaid
    wrong_side = 0 if traits.side == side else _OTHER_SIDE if traits.side else 1
    wrong_kind = (
        (traits.encounter not in {"", visit.encounter})
        + (traits.union != visit.union)
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
    side = next((side for side in ("bilateral", "left", "right") if side in words), "")
    return Traits(
        words=frozenset(bag(core(name))) - _GOES_WITH.get(side, frozenset()),
        side=side,
        encounter=next((kind for kind, phrase in _ENCOUNTERS.items() if phrase in low), ""),
        open="open fracture" in low,
        nondisplaced="nondisplaced" in low,
        union=next((union for union in _UNIONS if f"with {union}" in low), ""),
        vague="unspecified" in low,
        other="other" in low.split(),
    )


def _given(targets: tuple[str, ...]) -> Collection[frozenset[str]]:
    """The words of the codes that the term names: of these, on any side, no word need be said."""
    codes = release()
    named = [code for target in targets for code in codes.billable(target)]
    return [_traits(code).words for code in named if code in targets or _traits(code).vague]


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
    """The side that is said of the mention: within it, else just before it, else just after it."""
    first, last = min(mention.places), max(mention.places)
    before = _until(line, range(first - 1, max(-1, first - _SIDE_NEAR), -1))
    after = _until(line, range(last + 1, min(len(line.forms), last + _SIDE_NEAR)))
    for way in (range(first, last + 1), before, after):
        sides = [(at, _BOTH.get(line.forms[at], line.forms[at])) for at in way]
        said = [(at, side) for at, side in sides if side in _SAID_SIDES]
        if said:
            return "bilateral" if _is_of_both(line, *said[0]) else said[0][1]
    return ""


def _until(line: Line, way: range) -> Iterator[int]:
    """The places of the way up to where something else may begin: "left knee pain and shoulder pain"."""
    for at in way:
        if line.before[at + (way.step < 0)] > 1 or line.forms[at] in _OF_ANOTHER:
            return
        yield at


def _is_of_both(line: Line, at: int, side: str) -> bool:
    """Whether the other side is joined to this one: "right and left"."""
    around = line.forms[max(0, at - 2) : at + 3]
    return "and" in around and {"left": "right", "right": "left"}.get(side) in around
