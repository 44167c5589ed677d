"""What a mention in a written sentence means: denied, another person's, past, over, only possible, only if.

Rules after NegEx (Chapman et al., J Biomed Inform 2001) and ConText (Harkema et al., J Biomed Inform
2009): a cue reaches forward or backward over the words of its sentence until a word that ends its scope.
Possible is also what the ICD-10-CM guidelines call uncertain (section IV.H: "consistent with", "rule out").
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

from sporo_clinical.headings import PartKind, kind_of
from sporo_clinical.text import Sentence, Words, words_of

Meaning: TypeAlias = Literal[
    "negated", "family", "another", "historical", "resolved", "possible", "hypothetical"
]
Role: TypeAlias = Literal["not", "before", "after", "close", "next", "ends"]

_FILE = Path(__file__).parent / "data" / "context.toml"
_MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_ROLES: tuple[Role, ...] = ("not", "before", "after", "close", "next", "ends")
_REACH = 60
"""How many words away a cue is still looked for: longer sentences are lists, or text without full stops."""
_NO = re.compile(r":\s*(?:no|none|never|denies|denied|negative|absent|n/a)\W*$", re.IGNORECASE)
_LONGEST_NO = 20
_STOPS = (";", "\N{BULLET}", ".,")
_LIST = re.compile(r"<(\w+)>")
"""What names a list of words in a phrase of the table."""
_MINUS = re.compile(r"\s*\([-\N{EN DASH}]\)")
"""How a list of symptoms denies one: "asthma (-)"."""
_MADE_OF_STATEMENTS = frozenset({"negated", "historical", "resolved", "possible"})
"""What ends where a new statement opens."""
_NOT_OF_THE_OWNED = frozenset({"possible", "hypothetical"})
"""What no word before it makes of a condition that has an owner: "if her gout returns"."""


@dataclass(frozen=True)
class Context:
    """What the words around a mention make of it; all false where the patient plainly has it."""

    negated: bool = False
    family: bool = False
    another: bool = False
    """Of someone who is no blood relative: the husband, a dog."""
    historical: bool = False
    resolved: bool = False
    possible: bool = False
    hypothetical: bool = False

    @property
    def present(self) -> bool:
        """Whether the patient has it, or had it and it is not said to be over."""
        absent = self.negated or self.family or self.another or self.resolved
        return not (absent or self.possible or self.hypothetical)


class _Cue(NamedTuple):
    """A phrase among the words, from the place `first` up to `after`, and what it does for each meaning."""

    first: int
    after: int
    roles: Mapping[Meaning, frozenset[Role]]


def context_of(sentence: Sentence, start: int, end: int, heading: str = "") -> Context:
    """The context of the mention at the characters `start` to `end` of the original.

    `heading` is the title under which the sentence stands; a family history makes every mention a relative's.
    A past history makes none historical: chronic disease stands there.
    """
    first = bisect_right(sentence.tokens, start, key=lambda token: token.end)
    after = max(first, bisect_left(sentence.tokens, end, key=lambda token: token.start))
    words = _read(sentence.words)
    after = _past_the_test(words, after)
    near = _around(words, first, after)
    found = {
        meaning: _applies(sentence, _chosen(near, meaning), meaning, first, after) for meaning in _MEANINGS
    }
    found["negated"] = found["negated"] or _is_answered_no(sentence, end)
    if heading and kind_of(heading) is PartKind.FAMILY:
        found["family"] = True
    return Context(**found)


@lru_cache(maxsize=64)
def _read(words: Words) -> Words:
    """The words as cues know them: "two-month" history is a history of months."""
    spans = _table()["historical"]["spans"]
    return tuple(last if (last := word.rpartition("-")[2]) in spans else word for word in words)


def _past_the_test(words: Words, after: int) -> int:
    """Where the test for what is mentioned ends: the answer is about the mention: "HIV antibody negative"."""
    end = after
    while end < len(words) and (words[end] in _table()["negated"]["tests"] or words[end][:1].isdigit()):
        end += 1
    return end if end > after and words[end - 1] in _table()["negated"]["tests"] else after


def _is_answered_no(sentence: Sentence, end: int) -> bool:
    """Whether the mention stands in a label that is answered with no: "History of asthma: none"."""
    if _MINUS.match(sentence.text, end - sentence.start):
        return True
    answer = _NO.search(sentence.text, max(0, len(sentence.text) - _LONGEST_NO))
    return answer is not None and end - sentence.start <= answer.start()


def _around(words: Words, first: int, after: int) -> list[_Cue]:
    """The phrases within reach of the mention from `first` to `after`, none in it."""
    cues = _cues(words)
    begin = bisect_left(cues, first - _REACH, key=lambda cue: cue.first)
    end = bisect_right(cues, after + _REACH, key=lambda cue: cue.first)
    return [cue for cue in cues[begin:end] if cue.after <= first or cue.first >= after]


@lru_cache(maxsize=64)
def _cues(words: Words) -> tuple[_Cue, ...]:
    """Every phrase among the words, by place, the longest first; one sentence is asked for many mentions."""
    found = {(cue.first, cue.after): cue for cue in _at(words, range(len(words)))}
    if not _adverbs().isdisjoint(words):
        without = [place for place, word in enumerate(words) if word not in _adverbs()]
        found = {(cue.first, cue.after): cue for cue in _at(words, without)} | found
    return tuple(sorted(found.values(), key=lambda cue: (cue.first, -cue.after)))


def _at(words: Words, places: Sequence[int]) -> Iterator[_Cue]:
    """The phrases that the words at these places make."""
    for at, place in enumerate(places):
        for size in range(1, min(_longest_from().get(words[place], 0), len(places) - at) + 1):
            roles = _phrases().get(tuple(words[one] for one in places[at : at + size]))
            if roles:
                yield _Cue(place, places[at + size - 1] + 1, roles)


def _chosen(cues: Sequence[_Cue], meaning: Meaning) -> list[_Cue]:
    """The phrases that count for a meaning, the longest of each place, none inside another."""
    chosen, free = [], 0
    for cue in cues:
        if meaning in cue.roles and cue.first >= free:
            chosen.append(cue)
            free = cue.after
    return chosen


def _applies(sentence: Sentence, cues: Sequence[_Cue], meaning: Meaning, first: int, after: int) -> bool:
    ends = [cue.first for cue in cues if "ends" in cue.roles[meaning]]
    is_owned = meaning in _NOT_OF_THE_OWNED and first > 0 and sentence.words[first - 1] in _owners()
    for cue in cues:
        between = _between(sentence, cue, cue.roles[meaning], first, after)
        if between is None or any(end in between for end in ends) or _breaks(sentence, between):
            continue
        if is_owned and cue.after <= first:
            continue
        if meaning != "resolved" or cue.first < after or not _lists(sentence, between):
            return True
    return False


def _between(sentence: Sentence, cue: _Cue, roles: frozenset[Role], first: int, after: int) -> range | None:
    """The places between a cue and the mention that it would reach; None where it can't."""
    if "not" in roles:
        return None
    if cue.first == after and ("close" in roles or ("next" in roles and _stands_apart(sentence, cue))):
        return range(after, after)
    if "before" in roles and cue.after <= first:
        return range(cue.after, first)
    if "after" in roles and cue.first >= after:
        return range(after, cue.first)
    return None


def _stands_apart(sentence: Sentence, cue: _Cue) -> bool:
    """Whether a mark or the end follows the word: "Diabetes: no." but not "hypertension, no diabetes"."""
    tokens = sentence.tokens
    return cue.after >= len(tokens) or tokens[cue.after].start - tokens[cue.after - 1].end > 1


def _breaks(sentence: Sentence, between: range) -> bool:
    """Whether a semicolon, a bullet or a lost line break stands between a cue and its mention."""
    tokens = sentence.tokens
    begin, end = tokens[max(0, between.start - 1)].end, tokens[min(between.stop, len(tokens) - 1)].start
    gap = sentence.text[begin - sentence.start : end - sentence.start]
    is_label = gap.startswith(":")
    return any(stop in gap for stop in _STOPS if not (is_label and stop == ";"))


def _lists(sentence: Sentence, between: range) -> bool:
    """Whether a comma parts the mention from the last words before a cue: "asthma, pneumonia resolved"."""
    if not between:
        return False
    begin, end = sentence.tokens[between.start - 1].end, sentence.tokens[between.stop - 1].start
    return "," in sentence.text[begin - sentence.start : end - sentence.start]


@cache
def _adverbs() -> frozenset[str]:
    return frozenset(_table()["words"]["adverb"])


@cache
def _owners() -> frozenset[str]:
    return frozenset(_table()["words"]["owner"])


@cache
def _longest_from() -> Mapping[str, int]:
    """How many words the longest phrase has that opens with a word."""
    longest: dict[str, int] = {}
    for phrase in _phrases():
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


@cache
def _phrases() -> Mapping[Words, Mapping[Meaning, frozenset[Role]]]:
    """The phrases, with what each does for each meaning."""
    phrases: dict[Words, dict[Meaning, frozenset[Role]]] = {}
    for meaning in _MEANINGS:
        for role, phrase in _listed(_table(), meaning):
            for said in _spelled_out(phrase):
                roles = phrases.setdefault(words_of(said), {})
                roles[meaning] = roles.get(meaning, frozenset()) | {role}
    return phrases


def _spelled_out(phrase: str) -> Iterator[str]:
    """The phrase with each word of a list where it names the list: "<hedge> due to" is "likely due to"."""
    named = _LIST.search(phrase)
    if not named:
        yield phrase
        return
    for word in _table()["words"][named[1]]:
        yield from _spelled_out(f"{phrase[: named.start()]}{word}{phrase[named.end() :]}")


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
