"""Whether a line that a language model wrote stands on the facts that it cites."""

import re
from collections.abc import Iterator, Sequence

from sporo_clinical.chart.allergies import NONE_KNOWN
from sporo_clinical.chart.drug_groups import drugs_named, generic
from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.measured import measures
from sporo_clinical.chart.medications import medications
from sporo_clinical.chart.problems import problem_key
from sporo_clinical.chart.remarks import Leaf, remarks
from sporo_clinical.chart.stopping import STOPPED
from sporo_clinical.chart.terms import problems_named
from sporo_clinical.context import context_of
from sporo_clinical.statements import statements
from sporo_clinical.support import is_negative, unsupported
from sporo_clinical.text import Words, words_of

GLUE = frozenset(
    words_of(
        "a an the and with for of in on to by at as that which who from patient he she his her their be been "
        "also both including include includes were had takes"
    )
)
"""Words by which sentences are joined; they need no source."""


_CLAUSE = re.compile(r"[,;]\s+(?:and\s+)?|\s+and\s+")


def stands(line: str, cited: Sequence[Finding]) -> bool:
    """Whether the sources of the facts say every word, number, dose and denial of the line.

    What stands between two commas is of one fact: a value said of one drug is no word about another.
    """
    sources = [_said(finding) for finding in cited]
    if not all(any(_holds(clause, said) for said in sources) for clause in _CLAUSE.split(line)):
        return False
    said = "\n".join(sources)
    known = _doses(said) | {finding.key for finding in cited}
    doses = all(any(_is_said(dose, other) for other in known) for dose in _doses(line))
    return doses and _stops_the_same(line, said) and _agrees(line, said)


def names(line: str, finding: Finding) -> bool:
    """Whether the line names what the fact is about: to cite it is not to tell it."""
    words = words_of(line)
    if finding.topic in {Topic.MEDICATIONS, Topic.ALLERGIES}:
        drugs = {generic(" ".join(words[first:after])) for first, after in drugs_named(words)}
        wanted = {finding.about} if finding.about else set(finding.key) - {STOPPED} - set(NONE_KNOWN)
        return wanted <= drugs | set(words)
    measured = measures(finding)
    if measured:
        return all(set(measure) <= set(words) for measure in measured) or _figures(finding) <= set(words)
    return not set(finding.key).isdisjoint(problem_key(words))


def _figures(finding: Finding) -> set[str]:
    return {word for word in words_of(finding.text) if word[:1].isdigit()}


def _said(finding: Finding) -> str:
    return "\n".join(place.quote for place in finding.places)


def _holds(clause: str, said: str) -> bool:
    return not set(unsupported(clause, said)) - GLUE


def _is_said(dose: Words, source: Words) -> bool:
    """Whether a source says this dose of this drug, and perhaps how often."""
    return dose[:-1] == source[:-1] and (dose[-1] == source[-1] or source[-1].startswith(f"{dose[-1]} "))


def _doses(text: str) -> set[Words]:
    """Each drug with its dose."""
    leaf = Leaf("", 1, text)
    return {finding.key for remark in remarks(leaf) for finding in medications(remark) if finding.key[-1]}


def _stops_the_same(line: str, said: str) -> bool:
    """Whether no drug that the sources stop is told as taken."""
    stopped = {name for key in _doses(said) if key[-1] == STOPPED for name in key[:-1]}
    words = words_of(line)
    named = {generic(" ".join(words[first:after])) for first, after in drugs_named(words)}
    kept = {name for key in _doses(line) if key[-1] == STOPPED for name in key[:-1]}
    return named & stopped <= kept


def _agrees(line: str, said: str) -> bool:
    """Whether what the line says or denies of each problem, and of whom, is said or denied there."""
    told = list(_mentions(said))
    for key, meaning in _mentions(line):
        alike = [
            other for other_key, other in told if set(key) <= set(other_key) or set(other_key) <= set(key)
        ]
        if alike and meaning not in alike:
            return False
        if not alike and is_negative(words_of(line)) != is_negative(words_of(said)):
            return False
    return True


def _mentions(text: str) -> Iterator[tuple[Words, tuple[bool, bool]]]:
    """Each problem that is named, with whether it is denied and whether it is a relative's."""
    for sentence in statements(text):
        for first, after in problems_named(sentence):
            tokens = sentence.tokens[first:after]
            context = context_of(sentence, tokens[0].start, tokens[-1].end)
            yield problem_key([token.word for token in tokens]), (context.negated, context.family)
