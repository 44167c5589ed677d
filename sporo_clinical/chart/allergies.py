"""Allergies and the statements that there are none."""

import re
from collections.abc import Iterator

from sporo_clinical.chart.drug_groups import drugs_named, generic, groups_of
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.remarks import Remark
from sporo_clinical.chart.wording import listed, phrase
from sporo_clinical.context import context_of
from sporo_clinical.headings import PartKind
from sporo_clinical.statements import statements
from sporo_clinical.support import is_negative
from sporo_clinical.text import Words, words_of

NONE_KNOWN: Words = ("none known",)
"""The key of a statement that there are no allergies."""

_CUE = re.compile(r"\b(?:allerg(?:y|ies|ic)\b|nkda\b|nka\b|anaphyla\w+)", re.IGNORECASE)
_TELLS, _REACTS = phrase("tells_an_allergy"), phrase("tells_a_reaction")
_SEVERE = phrase("severe_reaction")
_EXCEPT = re.compile(r"\b(?:except(?: for)?|other than|besides|aside from|apart from)\b", re.IGNORECASE)
_ONLY_OF_A_KIND = re.compile(
    r"\bno (?:known )?(food|latex|environmental|seasonal|contrast|iodine|pet|animal)s? allerg", re.IGNORECASE
)
"""A denial that says nothing of drugs."""
_NEVER = frozenset(PartKind) & {PartKind.FAMILY, PartKind.OPERATIVE}
_EMPTY = frozenset(words_of("none nkda nka denied denies"))
_LONGEST = 25
_REACTION = r"(?:[(:\N{EM DASH}\N{EN DASH}]|\s-|\b(?:causes?|caused|gives?|gave|reaction)\b)[^.;]{0,40}?"
"""Between a substance and the reaction to it."""
_CLAUSE = re.compile(r"[;,]\s|\.\s")


def allergies(remark: Remark) -> Iterator[Finding]:
    """What a remark says the patient is allergic to, or that there is nothing; not what a relative is."""
    if remark.kind in _NEVER or _is_of_another(remark):
        return
    if remark.kind is PartKind.ALLERGIES:
        yield _finding(remark, remark.sentence.start, remark.sentence.end)
    elif _TELLS.search(remark.sentence.text) or _tells_a_reaction(remark):
        yield _finding(remark, *_span(remark))


def is_reaction(allergy: Finding, problem: Finding) -> bool:
    """Whether the problem is only how the patient reacts: the hives of "allergic to penicillin (hives)"."""
    told, said = allergy.text.lower(), re.escape(problem.text.lower())
    return re.search(rf"{_REACTION}{said}", told) is not None


def substances(finding: Finding) -> frozenset[str]:
    """The plain names of what an allergy is to; none where it says that there are none."""
    return frozenset() if finding.key[:1] == NONE_KNOWN else frozenset(finding.key)


def _is_of_another(remark: Remark) -> bool:
    cue = _CUE.search(remark.sentence.text)
    if not cue:
        return False
    start = remark.sentence.start + cue.start()
    context = context_of(remark.sentence, start, start + len(cue.group()), remark.part.title)
    return context.family or context.another


def _tells_a_reaction(remark: Remark) -> bool:
    """Whether a drug is named with a reaction to it that the patient had: "hives after taking vancomycin"."""
    cue = _REACTS.search(remark.sentence.text)
    if not cue or not any(_substances_named(remark.sentence.text)):
        return False
    start = remark.sentence.start + cue.start()
    return context_of(remark.sentence, start, start + len(cue.group()), remark.part.title).present


def _span(remark: Remark) -> tuple[int, int]:
    """The whole statement, or of a long one the clause that speaks of the allergy."""
    start, end = remark.sentence.start, remark.sentence.end
    cue = _CUE.search(remark.sentence.text)
    if len(remark.sentence.tokens) <= _LONGEST or cue is None:
        return start, end
    cuts = [start, *(start + cut.end() for cut in _CLAUSE.finditer(remark.sentence.text)), end]
    at = start + cue.start()
    return max(cut for cut in cuts if cut <= at), min(cut for cut in cuts if cut > at)


def _finding(remark: Remark, start: int, end: int) -> Finding:
    text = remark.leaf.text[start:end]
    score = 2.0 * (_SEVERE.search(text) is not None) + (remark.kind is PartKind.ALLERGIES)
    return remark.finding(Topic.ALLERGIES, allergy_key(text), start, end, score=score)


def allergy_key(text: str) -> Words:
    """What a statement says that there is an allergy to, sorted; first `NONE_KNOWN` where it denies it."""
    named = set(_substances_named(text))
    if named:
        return tuple(sorted(named))
    exception = _EXCEPT.search(text)
    words = words_of(text[exception.end() :] if exception else text)
    others = {generic(word) for word in set(words) - listed("allergy_small")}
    if exception and others:
        return tuple(sorted(others))
    if is_negative(words) or _EMPTY & set(words):
        of_a_kind = _ONLY_OF_A_KIND.search(text)
        return (*NONE_KNOWN, of_a_kind[1].lower()) if of_a_kind else NONE_KNOWN
    return tuple(sorted(others)) or NONE_KNOWN


def _substances_named(text: str) -> Iterator[str]:
    """The plain names of the drugs that the text names and does not deny an allergy to."""
    for sentence in statements(text):
        groups = [(place, place + 1) for place, word in enumerate(sentence.words) if groups_of(word)]
        for first, after in dict.fromkeys([*drugs_named(sentence.words), *groups]):
            start, end = sentence.tokens[first].start, sentence.tokens[after - 1].end
            name = " ".join(sentence.words[first:after])
            if name not in listed("body_substances") and not context_of(sentence, start, end).negated:
                yield generic(name)
