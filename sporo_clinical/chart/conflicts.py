"""Findings that can't all hold, to be shown side by side and settled by a person."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from sporo_clinical.chart.allergies import NONE_KNOWN, substances
from sporo_clinical.chart.drug_groups import groups_of
from sporo_clinical.chart.finding import Clash, Finding, Topic
from sporo_clinical.chart.stopping import STOPPED
from sporo_clinical.chart.wording import listed
from sporo_clinical.text import words_of


def clashes(findings: Sequence[Finding]) -> tuple[Clash, ...]:
    """What clashes: allergies and "none", drugs and allergies, taken and stopped, doses, left and right."""
    return (
        *_denied_allergies(findings),
        *_allergens_taken(findings),
        *_stopped_and_taken(findings),
        *_two_doses(findings),
        *_two_sides(findings),
    )


def _of(findings: Sequence[Finding], topic: Topic) -> list[Finding]:
    return [finding for finding in findings if finding.topic is topic]


def _denied_allergies(findings: Sequence[Finding]) -> Iterator[Clash]:
    told = _of(findings, Topic.ALLERGIES)
    none = [finding for finding in told if finding.key == NONE_KNOWN]
    some = [finding for finding in told if substances(finding)]
    if none and some:
        yield Clash("Allergies", (*some, *none))


def _allergens_taken(findings: Sequence[Finding]) -> Iterator[Clash]:
    taken = _of(findings, Topic.MEDICATIONS)
    for allergy in _of(findings, Topic.ALLERGIES):
        to = substances(allergy)
        groups = {group for substance in to for group in groups_of(substance)}
        against = [drug for drug in taken if drug.about in to or groups & groups_of(drug.about)]
        if against:
            yield Clash(
                f"Allergy and medication: {', '.join(sorted({drug.about for drug in against}))}",
                (allergy, *against),
            )


def _stopped_and_taken(findings: Sequence[Finding]) -> Iterator[Clash]:
    """Drugs that one place tells as taken and another as stopped."""
    drugs = _of(findings, Topic.MEDICATIONS)
    stopped = [drug for drug in drugs if drug.key[-1] == STOPPED]
    for about in sorted({name for drug in stopped for name in drug.key[:-1]}):
        taken = [drug for drug in drugs if drug.about == about]
        ends = [drug for drug in stopped if about in drug.key[:-1]]
        if taken:
            yield Clash(f"Taken or stopped: {about}", (*taken, *ends))


def _two_doses(findings: Sequence[Finding]) -> Iterator[Clash]:
    """Drugs with several doses, none of them said to be a change from another."""
    doses: dict[str, list[Finding]] = {}
    for drug in _of(findings, Topic.MEDICATIONS):
        if drug.about and drug.key[-1] and not listed("change") & set(words_of(drug.text)[:1]):
            doses.setdefault(drug.about, []).append(drug)
    for about, group in doses.items():
        if _differ([drug.key[-1] for drug in group]):
            yield Clash(f"Doses of {about}", tuple(group))


def _differ(doses: Sequence[str]) -> bool:
    """Whether the amounts differ, or how often they are taken; one that says less contradicts none."""
    return any(
        not (one.startswith(other) or other.startswith(one)) for one, other in combinations(set(doses), 2)
    )


def _two_sides(findings: Sequence[Finding]) -> Iterator[Clash]:
    """The same problem or procedure on the left in one place and on the right in another."""
    by_key = {(finding.topic, finding.key): finding for finding in findings}
    for finding in findings:
        if finding.topic is not Topic.PROBLEMS or "left" not in finding.key:
            continue
        other = by_key.get(
            (finding.topic, tuple(sorted("right" if word == "left" else word for word in finding.key)))
        )
        if other and not _pages(finding) & _pages(other):
            yield Clash("Side", (finding, other))


def _pages(finding: Finding) -> set[tuple[str, int]]:
    return {(place.file, place.page) for place in finding.places}
