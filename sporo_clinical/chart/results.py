"""Results and vital signs with their dates: rows of tables, and sentences that say a value."""

import re
from collections.abc import Iterator
from functools import cache

from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.measured import is_out_of_range
from sporo_clinical.chart.remarks import Remark, written
from sporo_clinical.chart.terms import has_problem
from sporo_clinical.chart.wording import phrase
from sporo_clinical.headings import PartKind
from sporo_clinical.text import Words, ngrams, words_of
from sporo_clinical.vitals import vitals
from sporo_clinical.vocabulary import vocabulary

_ALWAYS = frozenset({PartKind.RESULTS, PartKind.VITALS})
_OF_THE_DAY = _ALWAYS | {PartKind.EXAM}
"""What stands here is of the date above it; a story tells older results too."""
_SOMETIMES = frozenset(
    {
        PartKind.HISTORY,
        PartKind.COURSE,
        PartKind.ASSESSMENT,
        PartKind.OTHER,
        PartKind.EXAM,
        PartKind.COMPLAINT,
        PartKind.PROBLEMS,
    }
)
_LONGEST_TEST = 5
_SHOWS = phrase("shows")
_ABNORMAL = phrase("abnormal")
_FLAG = re.compile(r"\*|(?<=[\d\s])[HL]{1,2}\b")
_MARKED = re.compile(
    r"\d\s*\(?(?:HH?|LL?|\*+)\)?(?![\w/])|(?<=\s)(?:HIGH|LOW|CRITICAL|ABNORMAL)\b|"
    r"\|\s*(?:HH?|LL?|A|\*+|[Hh]igh|[Ll]ow|[Cc]ritical|[Aa]bnormal)\s*(?:\||$)"
)
"""A value that the laboratory marks."""
_LONGEST_ROW = 14
FLAGGED = 5.0
"""What such a row tells."""
_COMPARES = re.compile("[<>=:]")
_VALUE = re.compile(r"\d")
_ABNORMAL_COUNTS, _VALUE_COUNTS, _DATED_COUNTS, _PLAIN = 2.0, 1.0, 0.5, 0.5


def results(remark: Remark) -> Iterator[Finding]:
    """What a remark says was measured, seen or tested, with the date that holds for it."""
    signs = vitals(remark.sentence.tokens) if remark.kind not in _ALWAYS else ()
    tells = remark.kind in _ALWAYS and len(remark.sentence.tokens) > 1
    seen = remark.kind is PartKind.EXAM and has_problem(remark.sentence)
    if tells or signs or seen or (remark.kind in _SOMETIMES and _says_a_value(remark)):
        yield _finding(remark)


def _says_a_value(remark: Remark) -> bool:
    words, text = remark.sentence.words, remark.sentence.text
    if not any(run in _tests() for _, run in ngrams(words, _LONGEST_TEST)):
        return False
    return any(pattern.search(text) for pattern in (_SHOWS, _COMPARES, _VALUE))


def _finding(remark: Remark) -> Finding:
    text, places = written(remark.sentence.text), [remark.place(remark.sentence.start, remark.sentence.end)]
    if remark.stamp and not remark.own and remark.kind in _OF_THE_DAY:
        text = f"{remark.stamp.text}: {text}"
        places.append(remark.stamp.place)
    return Finding(Topic.RESULTS, text, words_of(text), tuple(places), remark.day, score=_score(remark))


def _score(remark: Remark) -> float:
    text = remark.sentence.text
    is_marked = _MARKED.search(text) is not None or is_out_of_range(text)
    if is_marked and len(remark.sentence.tokens) <= _LONGEST_ROW:
        return FLAGGED
    abnormal = _ABNORMAL.search(text) is not None or _FLAG.search(text) is not None
    value, dated = _VALUE.search(text) is not None, remark.day is not None
    return _PLAIN + _ABNORMAL_COUNTS * abnormal + _VALUE_COUNTS * value + _DATED_COUNTS * dated


@cache
def _tests() -> frozenset[Words]:
    return frozenset(words_of(term.text) for term in vocabulary() if term.kind == "test")
