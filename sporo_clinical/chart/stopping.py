"""Which drugs of a statement are no longer taken, and which never were."""

import re
from collections.abc import Iterator, Sequence

from sporo_clinical.chart.dosing import dosing_end
from sporo_clinical.chart.drug_groups import drugs_named
from sporo_clinical.chart.remarks import Remark
from sporo_clinical.chart.rows import is_over
from sporo_clinical.chart.wording import listed
from sporo_clinical.context import context_of
from sporo_clinical.headings import PartKind

STOPPED = "stopped"
"""The end of the key of a statement that drugs were stopped; the drugs stand before it."""
_STOPS_BEFORE = re.compile(
    r"\bd/c(?:'?d)?:?\s+$|\bran out of (?:\w+ )?$|\bused to (?:take|be on) $", re.IGNORECASE
)
_NEVER_BEGUN = re.compile(
    r"\b(?:never|not|n't) (?:yet )?(?:start(?:ed)?|beg[iu]n|tak(?:e|en|ing)|took|fill(?:ed)?|pick(?:ed)?)\b",
    re.IGNORECASE,
)
_SWITCHED_FROM = re.compile(
    r"\b(?:switch|chang|transition|convert)\w*(?: \w+){0,2} from (?:his |her |the )?$", re.IGNORECASE
)
_PLURAL = frozenset({"were", "are", "have", "both"})
_NEAR = 6
"""Words before a drug that can say that it was stopped."""
_FURTHEST_BEFORE = 40


def is_stopped(remark: Remark, start: int, end: int) -> bool:
    """Whether the words around a drug say that it was taken and is no more."""
    text = remark.leaf.text
    if is_over(remark.sentence.text):
        return True
    if _STOPS_BEFORE.search(text[max(remark.sentence.start, start - _FURTHEST_BEFORE) : start]):
        return True
    context = context_of(remark.sentence, start, end)
    if context.negated or context.family or context.hypothetical:
        return False
    if not listed("stopped").isdisjoint(_leading(remark, start)):
        return True
    return next(_trailing(remark, end), "") in listed("stopped")


def is_left_off(remark: Remark, start: int, end: int) -> bool:
    """Whether the words around a drug say that it is not taken, though not that it was stopped."""
    text = remark.leaf.text
    if _SWITCHED_FROM.search(text[max(remark.sentence.start, start - _FURTHEST_BEFORE) : start]):
        return True
    if _NEVER_BEGUN.search(text[end : _next_drug(remark, end)]):
        return True
    return not listed("not_taken").isdisjoint(_leading(remark, start))


def _next_drug(remark: Remark, end: int) -> int:
    """Where the next drug is named, or the statement ends."""
    tokens = remark.sentence.tokens
    starts = (tokens[first].start for first, _ in drugs_named(remark.sentence.words))
    return next((start for start in starts if start >= end), remark.sentence.end)


def _leading(remark: Remark, start: int) -> Sequence[str]:
    """The words right before a drug, back to one that says what is taken or begun."""
    text, begin = remark.leaf.text, remark.sentence.start
    marks = ";," if remark.kind is PartKind.MEDICATIONS else ";"
    begin = max(begin, *(text.rfind(mark, begin, start) for mark in marks))
    before = [token.word for token in remark.sentence.tokens if begin <= token.start < start][-_NEAR:]
    last = max((place for place in range(len(before)) if _begins(before, place)), default=-1)
    return before[last + 1 :]


def _begins(words: Sequence[str], place: int) -> bool:
    """Whether the word says that a drug is taken or begun: not in "stopped taking", "refused to start"."""
    if words[place] not in listed("takes") | listed("change"):
        return False
    led = [word for word in words[max(0, place - 2) : place] if word != "to"][-1:]
    return (listed("stopped") | listed("not_taken")).isdisjoint(led)


def _trailing(remark: Remark, end: int) -> Iterator[str]:
    """The words behind a drug and its dosing, without those that lead to what became of it.

    Of several drugs only "were stopped" speaks: "aspirin, lisinopril - stopped" is of the second.
    """
    text = remark.leaf.text
    begin, until = dosing_end(text, end, remark.sentence.end), text.find(";", end, remark.sentence.end)
    others = {token for first, after in drugs_named(remark.sentence.words) for token in range(first, after)}
    crossed = False
    for place, token in enumerate(remark.sentence.tokens):
        if token.start < begin or 0 <= until < token.start:
            continue
        crossed = (crossed or place in others) and token.word not in _PLURAL
        passed = token.word in listed("before_stopped") or token.word[:1].isdigit() or place in others
        if not passed and crossed:
            return
        if not passed:
            yield token.word
