"""Finds the terms of the lexicon among the words of a sentence: in any order, with small gaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sporo_clinical.icd10cm.naming import FREE, SPECIFIERS
from sporo_clinical.icd10cm.notes import notes_of
from sporo_clinical.icd10cm.terms import Term, terms
from sporo_clinical.icd10cm.words import Word, listed

_REACH = 10
"""Words to either side of the rarest word of a term among which its others are looked for."""
_GAP = 1
"""What may stand between the words of a term: this many words or commas that do not belong to it."""
_NEVER_BETWEEN = listed("never_between")
_CARRY_ON = SPECIFIERS | listed("carry_on")
_BESIDE = frozenset({"with", "and", "from", "by", "for", "at"})
_WALL = 99


@dataclass(frozen=True)
class Mention:
    """A term in a text: the characters from `start` to `end`, and what they can mean."""

    start: int
    end: int
    places: frozenset[int]
    """Which words of the sentence it took."""
    gap: int
    term: Term


class Line:
    """The words of one sentence, with what it costs to step over each, and what stands before it."""

    def __init__(self, text: str, offset: int, found: Sequence[Word]) -> None:
        self.words = found
        self.forms = [word.form for word in found]
        self.cost = [_cost(form) for form in self.forms]
        ends = [offset, *(word.end for word in found)]
        self.before = [
            _hurdle(text[end - offset : word.start - offset], word.form)
            for end, word in zip(ends, found, strict=False)
        ]


def mentions(line: Line) -> list[Mention]:
    """The mentions in order of their place; none lies within another."""
    found = sorted(_all(line), key=_rank)
    taken: list[Mention] = []
    by_place: dict[int, list[Mention]] = {}
    for mention in found:
        rivals = {id(other): other for place in mention.places for other in by_place.get(place, ())}.values()
        if any(_excludes(other, mention) for other in rivals):
            continue
        taken.append(mention)
        for place in mention.places:
            by_place.setdefault(place, []).append(mention)
    return sorted(taken, key=lambda mention: (mention.start, mention.end))


def _rank(mention: Mention) -> tuple[int, int, bool, int, int]:
    """More words first, then closer ones, then our own lexicon."""
    width = max(mention.places) - min(mention.places)
    return (-len(mention.places), mention.gap, not mention.term.curated, width, mention.start)


def _excludes(taken: Mention, mention: Mention) -> bool:
    """Words may be shared ("lower back and leg pain"), but not all, over no gap, by one term once.

    All are shared by what is coded beside: the frequency in "enlarged prostate with urinary frequency".
    """
    if mention.gap > 0 or mention.term == taken.term:
        return True
    return mention.places <= taken.places and not _is_coded_beside(mention.term.codes, taken.term.codes)


@lru_cache(maxsize=4096)
def _is_coded_beside(codes: tuple[str, ...], taken: tuple[str, ...]) -> bool:
    """Whether the tabular list asks for the one code in addition to the other."""
    asked = (note.codes for code in taken for note in notes_of(code).use_additional if note.under in taken)
    return any(code.startswith(begin) for begins in asked for begin in begins for code in codes)


def _all(line: Line) -> Iterator[Mention]:
    for place, form in enumerate(line.forms):
        if form in FREE:
            continue
        near = frozenset(line.forms[max(0, place - _REACH) : place + _REACH + 1])
        for term in _possible(form, near):
            mention = _placed(term, place, line)
            if mention:
                yield mention


@lru_cache(maxsize=4096)
def _possible(rarest: str, near: frozenset[str]) -> tuple[Term, ...]:
    return tuple(term for term in terms().of(rarest) if near.issuperset(term.words))


def _placed(term: Term, place: int, line: Line) -> Mention | None:
    """The term around one place, its other words taken nearest first; None where too much stands between."""
    needed = set(term.words) - {line.forms[place]}
    places, first, last, gap = {place}, place, place, 0
    while needed:
        left = _next(line, needed, range(first - 1, max(-1, first - _REACH), -1))
        right = _next(line, needed, range(last + 1, min(len(line.forms), last + _REACH)))
        cost, at = min(left, right)
        gap += cost
        if gap > _GAP:
            return None
        needed.remove(line.forms[at])
        places.add(at)
        first, last = min(first, at), max(last, at)
    if gap + _left_over(line, places) > _most_gap(term) or _is_loose(term, line, places):
        return None
    start = min(line.words[at].start for at in places)
    end = max(line.words[at].end for at in places)
    return Mention(start, end, frozenset(places), gap, term)


def _most_gap(term: Term) -> int:
    """Names are long enough to find their words by chance; our own terms are what people say."""
    return _GAP if term.curated else 0


def _is_loose(term: Term, line: Line, places: set[int]) -> bool:
    """Whether a tumor and a site only stand beside each other: "carcinoma with retroperitoneal nodes"."""
    between = line.forms[min(places) : max(places)]
    return term.source == "neoplasm" and not _BESIDE.isdisjoint(between)


def _left_over(line: Line, places: set[int]) -> int:
    """What the words cost that the term left of an abbreviation: "CHF, CKD" is no chronic heart failure."""
    spans = {line.words[at].start for at in places}
    around = range(max(0, min(places) - _REACH), min(len(line.forms), max(places) + _REACH))
    return sum(line.cost[at] for at in around if at not in places and line.words[at].start in spans)


def _next(line: Line, needed: Iterable[str], way: range) -> tuple[int, int]:
    """What it costs to reach the nearest needed word on that way, and where it stands."""
    cost = 0
    for at in way:
        cost += line.before[at if way.step > 0 else at + 1]
        if line.forms[at] in needed:
            return cost, at
        cost += line.cost[at]
        if cost > _GAP:
            break
    return _WALL, -1


def _cost(form: str) -> int:
    if form in _NEVER_BETWEEN:
        return _WALL
    return 0 if form in FREE else 1


def _hurdle(between: str, form: str) -> int:
    """What the characters before a word cost: a comma much, but not before "recurrent", a full stop all."""
    if any(mark in between for mark in ";:.\n\N{BULLET}"):
        return _WALL
    return 2 if "," in between and form not in _CARRY_ON else 0
