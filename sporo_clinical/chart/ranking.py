"""Which lines a summary holds: all problems, drugs and allergies, and what else tells most."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.measured import latest_of_each
from sporo_clinical.chart.results import FLAGGED
from sporo_clinical.chart.wording import listed
from sporo_clinical.text import words_of

ALWAYS = frozenset({Topic.PROBLEMS, Topic.MEDICATIONS, Topic.ALLERGIES, Topic.FAMILY})
"""Topics whose every line is kept."""
_FIRST_OF_EACH = {
    Topic.PATIENT: 2,
    Topic.HISTORY: 2,
    Topic.RESULTS: 3,
    Topic.PROCEDURES: 2,
    Topic.ASSESSMENT: 2,
    Topic.PLAN: 4,
    Topic.OPEN: 2,
}
"""Lines that a topic has whatever the others tell."""
_SHARE, _FEWEST, _MOST = 0.22, 30, 1200
"""Words for what is told: a share of the words of the sources, at least and at most so many."""
_KNOWN = 0.7
"""The share of its words from which a line tells nothing new."""
_LENGTH = 6
_LEAST = 0.3
"""What a line must tell."""


def chosen(findings: Sequence[Finding], source_words: int) -> tuple[Finding, ...]:
    """The findings that a summary of a source of so many words holds, in their order.

    What tells little stands in it only where there is nothing else.
    """
    latest = {id(finding) for finding in latest_of_each(findings)}
    kept = [finding for finding in findings if is_always_told(finding) or id(finding) in latest]
    always = {id(finding) for finding in kept}
    others = [finding for finding in findings if id(finding) not in always]
    telling = [finding for finding in others if finding.score >= _LEAST]
    if not kept and not telling:
        telling = others
    budget = min(max(_FEWEST, _SHARE * source_words), _MOST)
    ids = {id(finding) for finding in [*kept, *_told(telling, _content(kept), budget)]}
    return tuple(finding for finding in findings if id(finding) in ids)


def is_always_told(finding: Finding) -> bool:
    """Whether no length is worth its loss: a value that is marked, or out of its range, is one of these."""
    return finding.topic in ALWAYS or (finding.topic is Topic.RESULTS and finding.score >= FLAGGED)


def left_out(findings: Sequence[Finding], kept: Sequence[Finding]) -> Mapping[Topic, int]:
    """How many lines of each topic tell something that the kept ones do not."""
    known, there = _content(kept), {id(finding) for finding in kept}
    missing = (finding for finding in findings if id(finding) not in there and finding.score >= _LEAST)
    return Counter(finding.topic for finding in missing if not _tells_nothing(_content([finding]), known))


def _told(findings: Sequence[Finding], known: set[str], budget: float) -> Iterator[Finding]:
    """The lines that tell most for their length: some of each topic, then what the budget holds."""
    given = dict.fromkeys(_FIRST_OF_EACH, 0)
    ranked = sorted(findings, key=_value, reverse=True)
    for first_round in (True, False):
        for finding in ranked:
            words, cost = _content([finding]), len(finding.text.split())
            due = given[finding.topic] < _FIRST_OF_EACH[finding.topic] if first_round else cost <= budget
            if due and not _tells_nothing(words, known):
                given[finding.topic] += 1
                budget -= cost
                known |= words
                yield finding


def _value(finding: Finding) -> float:
    return finding.score / (len(finding.text.split()) + _LENGTH)


def _content(findings: Iterable[Finding]) -> set[str]:
    return {word for finding in findings for word in words_of(finding.text)} - listed("small")


def _tells_nothing(words: set[str], known: set[str]) -> bool:
    return len(words & known) >= _KNOWN * len(words)


def words_in(texts: Iterable[str]) -> int:
    """How many words the texts have."""
    return sum(len(text.split()) for text in texts)
