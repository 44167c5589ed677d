"""Findings that the note gives to another person than the transcript does."""

from collections.abc import Iterator, Mapping, Sequence

from sporo_clinical.check.account import Account
from sporo_clinical.check.findings import Finding, Stand
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, unsupported

_SAME: Mapping[str, str] = {
    "mom": "mother",
    "mum": "mother",
    "dad": "father",
    "grandma": "grandmother",
    "grandpa": "grandfather",
}
_BEFORE, _BEHIND = 30, 12
_RELATIVES = listed("relatives")
_ANYBODY = frozenset({"family", "parents", "parent", "siblings", "sibling", "grandparents", "grandparent"})


def person_flags(
    note: Account, said: Account, noted: Sequence[Finding], told: Sequence[Finding]
) -> Iterator[Flag]:
    """A flag for each finding of a relative that the transcript gives to another, or to the patient."""
    heard: dict[str, list[Finding]] = {}
    for finding in told:
        if finding.stand is Stand.PRESENT:
            heard.setdefault(finding.name, []).append(finding)
    flagged: set[str] = set()
    for finding in noted:
        others = heard.get(finding.name, [])
        if finding.name in flagged or finding.stand is not Stand.PRESENT or not others:
            continue
        if any(_is_of_the_same(finding, other, _near(said, other)) for other in others):
            continue
        flagged.add(finding.name)
        whose = f"of the {_plain(others[0].person)}" if others[0].person else "of the patient"
        characters = said.strand.characters(others[0].first, others[0].after)
        place = (finding.first, finding.after)
        yield unsupported(note, place, FlagKind.PERSON, Severity.MEDIUM, Told(f"says it {whose}", characters))


def _is_of_the_same(finding: Finding, other: Finding, near: frozenset[str]) -> bool:
    if not finding.person:
        return not other.person
    person = _plain(finding.person)
    return person in near or (bool(near) and bool(_ANYBODY & (near | {person})))


def _near(said: Account, other: Finding) -> frozenset[str]:
    """The relatives who are spoken of around a finding."""
    words = said.strand.words[max(0, other.first - _BEFORE) : other.after + _BEHIND]
    return frozenset(_plain(word.removesuffix("'s")) for word in words) & (_RELATIVES | _ANYBODY)


def _plain(person: str) -> str:
    return _SAME.get(person, person)
