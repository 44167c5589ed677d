"""The problems that a clinician goes through by name: "For your second problem, your asthma, I think …"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sporo_clinical.cues import Cues
from sporo_clinical.facts import Fact, Kind
from sporo_clinical.support import is_negative
from sporo_clinical.text import Sentence, Token, Words, ngrams, tokens, words_of

UNDER_PROBLEMS = frozenset({Kind.ASSESSMENT, Kind.PLAN, Kind.INSTRUCTIONS, Kind.FOLLOW_UP})
"""Kinds of facts that stand under the problem that they are about."""
_FEWEST = 2
"""Problems from which headings tell more than they take."""
_FARTHEST = 1500
"""Characters of the transcript after which a fact no longer belongs to the problem before it."""
_LONGEST_NAME = 6
_MOST_BEFORE = 3
"""Words that may stand between "your" and the name of a finding: "your left knee pain"."""

_FILLER = r"(?:so|and|now|okay|alright|all right|then|also|next|um|uh|well|first|dragon)\W+"
_ABOUT = r"(?:for|as for|regarding|concerning|in terms of|as far as|(?:with|in) regards? to|when it comes to)"
_COUNTED = (
    r"(?:(?:first|second|third|fourth|fifth|next|last|final|other|main) (?:\w+ )?"
    r"(?:problem|issue|diagnosis|concern)|(?:problem )?number (?:one|two|three|four|five|[1-5]))"
)
_WHOSE = r"(?:your|you|the|her|his|their|this|that)"
_STANDPOINT = r"(?:standpoint|perspective|point of view)"
_OPENING = re.compile(
    rf"(?:{_FILLER})*(?:"
    rf"(?P<counted>(?:{_ABOUT} )?(?:{_WHOSE} )?{_COUNTED}\W+(?:(?:of|is|being)\W+)?(?:{_WHOSE} )?)|"
    rf"{_ABOUT} {_WHOSE} |from (?:a|an|the|your) (?=(?:[\w-]+ ){{1,4}}{_STANDPOINT}\b))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"(?: {_STANDPOINT})?\s*(?:[,.;:]|$|(?=\s(?:i|i'm|i'll|i'd|we|we'll|we're|you|you're|it|"
    r"it's|that's|this|let's|your|my|continue|start|stop|increase|decrease|keep)\b))",
    re.IGNORECASE,
)
"""What follows the name of a problem that a sentence is about, and not only part of it."""
_NO_PART_OF_A_NAME = frozenset(
    words_of(
        "a an and are at be because but can do for from get go has have he i i'd i'll i'm if in is it it's "
        "let's may more mother mother's father father's my of on or our she so some that they this to was we "
        "we'll what when which who will with would you you're your"
    )
)


@dataclass(frozen=True)
class Opening:
    """The problem that a sentence turns to, and the characters up to the end of its name.

    `key` is the finding in it, empty where it is none that we know.
    """

    name: str
    key: Words
    end: int


def opening(text: str, cues: Cues) -> Opening | None:
    """The problem that the sentence turns to; None where it turns to none."""
    opens = _OPENING.match(text)
    if not opens:
        return None
    found = _named_first(text, opens.end(), cues)
    if opens["counted"]:
        return found or Opening("", (), opens.end())
    return found if found and _GOES_ON.match(text, found.end) else None


def by_problem(facts: Sequence[Fact], said: Sequence[Sentence], cues: Cues) -> list[Fact]:
    """The facts, those of assessment and plan with their problem where a clinician goes through several."""
    turns = {sentence.start: turn for sentence in said if (turn := opening(sentence.text, cues))}
    names: dict[Words, str] = {}
    for turn in turns.values():
        names.setdefault(turn.key, turn.name[:1].upper() + turn.name[1:])
    placed = list(_placed(facts, turns, names, cues))
    return placed if len({fact.problem for fact in placed} - {""}) >= _FEWEST else list(facts)


def _placed(
    facts: Sequence[Fact], turns: Mapping[int, Opening], names: Mapping[Words, str], cues: Cues
) -> Iterator[Fact]:
    starts = sorted(turns)
    turned = last = 0
    for fact in facts:
        if fact.kind not in UNDER_PROBLEMS:
            yield fact
            continue
        place = bisect_right(starts, fact.start)
        if place > turned:
            turned, last = place, starts[place - 1]
        opened = turns[starts[turned - 1]].key if turned and fact.start - last <= _FARTHEST else ()
        if opened:
            last = fact.end
        turns_here = fact.start in turns
        key = opened if turns_here else _named(fact, names) or (() if _is_for_all(fact, cues) else opened)
        yield replace(fact, problem=names.get(key, ""))


def without_opening(text: str, cues: Cues) -> str:
    """What the sentence says after it has named its problem; all of it where that would not stand alone."""
    turn = opening(text, cues)
    if not turn or not turn.key:
        return text
    named = _GOES_ON.match(text, turn.end)
    return text[named.end() :].lstrip(" ,.;:") if named else text


def _named_first(text: str, start: int, cues: Cues) -> Opening | None:
    words = tokens(text[start:], start)
    for place, run in ngrams(tuple(token.word for token in words), _LONGEST_NAME):
        if place > _MOST_BEFORE or not _is_name(words[:place], text, start):
            return None
        if run in cues.findings:
            last = words[place + len(run) - 1].end
            return Opening(text[start:last], run, last)
    return None


def _is_name(before: Sequence[Token], text: str, start: int) -> bool:
    """Whether the words between "your" and a finding can describe it, all in one clause."""
    words = {token.word for token in before}
    clause = text[start : before[-1].end] if before else ""
    return not (words & _NO_PART_OF_A_NAME or is_negative(words) or re.search(r"[,.;:?!]", clause))


def _named(fact: Fact, names: Mapping[Words, str]) -> Words:
    """The one problem that the fact names itself; nothing where it names none or several."""
    said = {run for _, run in ngrams(words_of(fact.text), _LONGEST_NAME) if run in names}
    return said.pop() if len(said) == 1 else ()


def _is_for_all(fact: Fact, cues: Cues) -> bool:
    """Whether the fact is about the whole visit: when to come again, with nothing named."""
    return fact.kind is Kind.FOLLOW_UP and not cues.name_a_finding_or_drug(words_of(fact.text))
