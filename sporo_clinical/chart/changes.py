"""What a change is a change from: for each line since a day, the last one before it of the same thing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sporo_clinical.chart.finding import Finding, Topic
from sporo_clinical.chart.focus import Focus
from sporo_clinical.chart.measured import measures
from sporo_clinical.text import Words

BEFORE = "Before"


def earlier(
    findings: Sequence[Finding], answers: Sequence[Finding], focus: Focus
) -> Mapping[int, Sequence[Finding]]:
    """By the id of an answer, the line that told the same of the time before; only where changes are asked.

    A drug's line has the dose that it had, a result the value before it.
    """
    if not (focus.changes and focus.since):
        return {}
    last: dict[tuple[Topic, Words], Finding] = {}
    for finding in findings:
        if finding.day is None or finding.day >= focus.since:
            continue
        for subject in _subjects(finding):
            known = last.get(subject)
            if known is None or (known.day or date.min) <= finding.day:
                last[subject] = finding
    return {id(answer): _known_before(answer, last) for answer in answers}


def _known_before(answer: Finding, last: Mapping[tuple[Topic, Words], Finding]) -> Sequence[Finding]:
    found = {id(last[subject]): last[subject] for subject in _subjects(answer) if subject in last}
    return [replace(finding, text=f"{BEFORE}: {finding.text}") for finding in found.values()]


def _subjects(finding: Finding) -> Sequence[tuple[Topic, Words]]:
    """What the line is about, where that can be said of another time too."""
    if finding.topic is Topic.MEDICATIONS and finding.about:
        return [(finding.topic, (finding.about,))]
    return [(finding.topic, measure) for measure in measures(finding)]
