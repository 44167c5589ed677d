"""What a mention in a written sentence means: denied, of a relative, of the past, only possible, only if.

Rules after NegEx (Chapman et al., J Biomed Inform 2001) and ConText (Harkema et al., J Biomed Inform
2009): a cue reaches forward or backward over the words of its sentence until a word that ends its scope.
Possible is also what the ICD-10-CM guidelines call uncertain (section IV.H: "consistent with", "rule out").
"""

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from sporo_clinical.headings import PartKind, kind_of
from sporo_clinical.text import Sentence, Token, Words, ngrams, words_of

Meaning: TypeAlias = Literal["negated", "family", "historical", "possible", "hypothetical"]
Role: TypeAlias = Literal["not", "before", "after", "close", "next", "ends"]

_FILE = Path(__file__).parent / "data" / "context.toml"
_MEANINGS: tuple[Meaning, ...] = ("negated", "family", "historical", "possible", "hypothetical")
_ROLES: tuple[Role, ...] = ("not", "before", "after", "close", "next", "ends")
_LONGEST = 6
_REACH = 60
"""How many words away a cue is still looked for: longer sentences are lists, or text without full stops."""
_STOPS = (";", "\N{BULLET}", ".,")
_MADE_OF_STATEMENTS = frozenset({"negated", "historical", "possible"})
"""What ends where a new statement opens."""


@dataclass(frozen=True)
class Context:
    """What the words around a mention make of it; all false where the patient plainly has it."""

    negated: bool = False
    family: bool = False
    historical: bool = False
    possible: bool = False
    hypothetical: bool = False

    @property
    def present(self) -> bool:
        """Whether the patient has it, or had it."""
        return not (self.negated or self.family or self.possible or self.hypothetical)


@dataclass(frozen=True)
class _Cue:
    """A phrase found among the tokens: from the place `first` up to `after`."""

    roles: frozenset[Role]
    first: int
    after: int
    apart: bool
    """Whether a mark or the end follows it."""


def context_of(sentence: Sentence, start: int, end: int, heading: str = "") -> Context:
    """The context of the mention at the characters `start` to `end` of the original.

    `heading` is the title under which the sentence stands; a family history makes every mention a relative's.
    A past history makes none historical: chronic disease stands there.
    """
    near, first, after = _near(sentence, start, end)
    breaks = _breaks(sentence, near)
    found = {
        meaning: _applies(_cues(near, meaning, (first, after)), breaks, first, after) for meaning in _MEANINGS
    }
    if heading and kind_of(heading) is PartKind.FAMILY:
        found["family"] = True
    return Context(**found)


def _near(sentence: Sentence, start: int, end: int) -> tuple[Sequence[Token], int, int]:
    """The tokens around the mention, and the places among them where it begins and after it."""
    first = bisect_right(sentence.tokens, start, key=lambda token: token.end)
    after = max(first, bisect_left(sentence.tokens, end, key=lambda token: token.start))
    begin = max(0, first - _REACH)
    return sentence.tokens[begin : after + _REACH], first - begin, after - begin


def _breaks(sentence: Sentence, near: Sequence[Token]) -> frozenset[int]:
    """The places before which a semicolon, a bullet or a lost line break stands."""
    gaps = (
        (place, sentence.text[left.end - sentence.start : right.start - sentence.start])
        for place, (left, right) in enumerate(pairwise(near), start=1)
    )
    return frozenset(place for place, gap in gaps if any(stop in gap for stop in _STOPS))


def _cues(near: Sequence[Token], meaning: Meaning, mention: tuple[int, int]) -> list[_Cue]:
    """The phrases of one meaning in order, longest first, none inside another and none in the mention."""
    words = tuple(token.word for token in near)
    cues, free = [], 0
    for place, run in ngrams(words, _LONGEST):
        roles = _phrases(meaning).get(run)
        overlaps = place < mention[1] and place + len(run) > mention[0]
        if roles and place >= free and not overlaps:
            cues.append(_Cue(roles, place, place + len(run), _stands_apart(near, place)))
            free = place + len(run)
    return cues


def _stands_apart(near: Sequence[Token], place: int) -> bool:
    """Whether a mark or the end follows the word: "Diabetes: no." but not "hypertension, no diabetes"."""
    return place + 1 >= len(near) or near[place + 1].start - near[place].end > 1


def _applies(cues: Sequence[_Cue], breaks: frozenset[int], first: int, after: int) -> bool:
    return any(_reaches(cue, cues, breaks, first, after) for cue in cues)


def _reaches(cue: _Cue, cues: Sequence[_Cue], breaks: frozenset[int], first: int, after: int) -> bool:
    if "not" in cue.roles:
        return False
    if cue.first == after and ("close" in cue.roles or ("next" in cue.roles and cue.apart)):
        return True
    if "before" in cue.roles and cue.after <= first:
        between = range(cue.after, first)
    elif "after" in cue.roles and cue.first >= after:
        between = range(after, cue.first)
    else:
        return False
    ended = any("ends" in other.roles and other.first in between for other in cues)
    return not ended and breaks.isdisjoint(range(between.start, between.stop + 1))


@cache
def _phrases(meaning: Meaning) -> Mapping[Words, frozenset[Role]]:
    """The phrases that count for a meaning, with what each does."""
    phrases: dict[Words, frozenset[Role]] = {}
    for role, phrase in _listed(_table(), meaning):
        words = words_of(phrase)
        phrases[words] = phrases.get(words, frozenset()) | {role}
    return phrases


def _listed(table: Mapping[str, dict[str, list[str]]], meaning: Meaning) -> Iterator[tuple[Role, str]]:
    for role in _ROLES:
        for phrase in table[meaning].get(role, []):
            yield role, phrase
    for phrase in table["every"]["ends"] + (table["verbs"]["ends"] if meaning in _MADE_OF_STATEMENTS else []):
        yield "ends", phrase


@cache
def _table() -> Mapping[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text("utf-8"))
    return table
