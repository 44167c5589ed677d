"""Which results no length is worth the loss of: what is out of its range, and the latest of each measure."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import dropwhile, takewhile

from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.text import Words, ngrams, tokens, words_of
from sporo_clinical.vitals import vitals
from sporo_clinical.vocabulary import vocabulary

_NUMBER = r"\d+(?:\.\d+)?"
_IN_RANGE = re.compile(
    rf"(?<![\w./-])(?P<value>{_NUMBER})(?![\d./-])[^()\[\]\d]{{0,25}}"
    rf"[(\[|][^()\[\]\d]{{0,20}}(?P<low>{_NUMBER})\s?(?:-|to|\N{{EN DASH}})\s?(?P<high>{_NUMBER})\b"
)
"""A value and the range beside it: "6.1 mmol/L (3.5-5.1)", "6.1 | 3.5-5.1"."""
_LONGEST_ROW = 14
_LONGEST_TEST = 5
_LONGEST_LABEL = 3


def is_out_of_range(text: str) -> bool:
    """Whether a value stands beside a range that it is not in."""
    return any(
        not Decimal(found["low"]) <= Decimal(found["value"]) <= Decimal(found["high"])
        for found in _IN_RANGE.finditer(text)
    )


def latest_of_each(findings: Iterable[Finding]) -> Sequence[Finding]:
    """The short results that are the last of what they measure: each vital sign and each test."""
    last: dict[Words, Finding] = {}
    for finding in findings:
        for measure in measures(finding):
            known = last.get(measure)
            if known is None or (finding.day or date.min) >= (known.day or date.min):
                last[measure] = finding
    return list({id(finding): finding for finding in last.values()}.values())


def measures(finding: Finding) -> frozenset[Words]:
    """What a short result measures; nothing where it is long, or says no value."""
    if finding.topic is not Topic.RESULTS or not any(map(str.isdigit, finding.text)):
        return frozenset()
    read = tokens(finding.text)
    if len(read) > _LONGEST_ROW:
        return frozenset()
    signs = {words_of(vital.line.rstrip("0123456789/. %FCkglb"))[:2] for vital in vitals(read)}
    words = tuple(token.word for token in read)
    named = {run for _, run in ngrams(words, _LONGEST_TEST) if run in _tests()}
    longest = {run for run in named if not any(set(run) < set(other) for other in named)}
    return frozenset(signs or longest or _label(words))


def _label(words: Words) -> set[Words]:
    """What stands before the value, behind a date: "Potassium" of "03/04/2025: Potassium 6.1"."""
    undated = dropwhile(_is_a_number, words)
    label = tuple(takewhile(lambda word: not _is_a_number(word), undated))
    return {label} if 0 < len(label) <= _LONGEST_LABEL else set()


def _is_a_number(word: str) -> bool:
    return word[:1].isdigit()


@cache
def _tests() -> frozenset[Words]:
    return frozenset(words_of(term.text) for term in vocabulary() if term.kind == "test")
