"""A chart of several documents: what they say, merged, ordered, and where they contradict each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from sporo_clinical.chart.allergies import allergies, is_reaction, substances
from sporo_clinical.chart.conflicts import clashes
from sporo_clinical.chart.finding import Chart, Finding, Topic
from sporo_clinical.chart.medications import medications
from sporo_clinical.chart.merging import merged
from sporo_clinical.chart.narrative import narrative
from sporo_clinical.chart.patients import clash_of_patients
from sporo_clinical.chart.problems import problems
from sporo_clinical.chart.remarks import Leaf, Remark, page_stamp, remarks
from sporo_clinical.chart.results import results

_ORDER = {topic: place for place, topic in enumerate(Topic)}


def chart(leaves: Sequence[Leaf]) -> Chart:
    """The chart of the pages, which come file by file in order."""
    different = clash_of_patients(leaves)
    found = merged(
        finding for leaf in _stamped(leaves) for remark in remarks(leaf) for finding in _findings(remark)
    )
    ordered = sorted(found, key=_place)
    return Chart(tuple(ordered), (*([different] if different else ()), *clashes(ordered)))


def _place(finding: Finding) -> tuple[int, float]:
    """By topic; diagnoses before other problems, all else as it was found."""
    return _ORDER[finding.topic], -finding.score if finding.topic is Topic.PROBLEMS else 0.0


def _findings(remark: Remark) -> Iterator[Finding]:
    """All that a remark says; a result or an allergy is not told again, nor is what it is to as taken."""
    allergic = list(allergies(remark))
    listed = [*allergic, *results(remark)]
    yield from listed
    allergens = {substance for finding in allergic for substance in substances(finding)}
    for finding in problems(remark):
        is_told = any(is_reaction(allergy, finding) for allergy in allergic)
        if allergens.isdisjoint(finding.key) and not is_told:
            yield finding
    yield from (finding for finding in medications(remark) if finding.about not in allergens)
    told = list(narrative(remark))
    if not listed or any(finding.topic in {Topic.OPEN, Topic.PLAN, Topic.PATIENT} for finding in told):
        yield from told


def _stamped(leaves: Sequence[Leaf]) -> Iterator[Leaf]:
    """The pages, each with the date of the page before it in the file where it has none."""
    for _, pages in groupby(leaves, key=lambda leaf: leaf.file):
        stamp = None
        for leaf in pages:
            stamp = page_stamp(leaf) or stamp
            yield replace(leaf, stamp=stamp)
