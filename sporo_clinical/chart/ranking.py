"""Which lines a summary holds: all problems, drugs and allergies, and what else tells most."""

from collections.abc import Iterable, Iterator, Sequence

from sporo_clinical.chart.finding import Finding, Topic
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
_KNOWN = 0.8
"""The share of its words from which a line tells nothing new."""
_LENGTH = 6


def chosen(findings: Sequence[Finding], source_words: int) -> tuple[Finding, ...]:
    """The findings that a summary of so many words holds, in their order."""
    kept = [finding for finding in findings if finding.topic in ALWAYS]
    known = {word for finding in kept for word in words_of(finding.text)}
    budget = min(max(_FEWEST, _SHARE * source_words), _MOST)
    kept_ids = {id(finding) for finding in [*kept, *_told(findings, known, budget)]}
    return tuple(finding for finding in findings if id(finding) in kept_ids)


def _told(findings: Sequence[Finding], known: set[str], budget: float) -> Iterator[Finding]:
    """The lines that tell most for their length: some of each topic, then what the budget holds."""
    ranked = sorted(
        (finding for finding in findings if finding.topic not in ALWAYS), key=_value, reverse=True
    )
    rest, given = [], dict.fromkeys(_FIRST_OF_EACH, 0)
    for finding in ranked:
        words = _content(finding)
        if _tells_nothing(words, known):
            continue
        if given[finding.topic] < _FIRST_OF_EACH[finding.topic]:
            given[finding.topic] += 1
            budget -= len(finding.text.split())
            known |= words
            yield finding
        else:
            rest.append((finding, words))
    for finding, words in rest:
        cost = len(finding.text.split())
        if cost <= budget and not _tells_nothing(words, known):
            budget -= cost
            known |= words
            yield finding


def _value(finding: Finding) -> float:
    return finding.score / (len(finding.text.split()) + _LENGTH)


def _content(finding: Finding) -> set[str]:
    return set(words_of(finding.text)) - listed("small")


def _tells_nothing(words: Iterable[str], known: set[str]) -> bool:
    words = tuple(words)
    return sum(word in known for word in words) >= _KNOWN * len(words)


def words_in(texts: Iterable[str]) -> int:
    """How many words the texts have."""
    return sum(len(text.split()) for text in texts)
