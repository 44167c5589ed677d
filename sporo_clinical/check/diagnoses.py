"""Diagnoses of the note of which nothing was said, by any of their names."""

from collections.abc import Iterator, Sequence

from sporo_clinical.check.account import Account
from sporo_clinical.check.findings import Finding, Stand
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import singular
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, unsupported
from sporo_clinical.headings import PartKind

_PARTS = frozenset(
    {PartKind.ASSESSMENT, PartKind.PLAN, PartKind.PROBLEMS, PartKind.BACKGROUND, PartKind.HISTORY}
)
_STEM = 5
"""So many first letters tell that two words are of one kind: diverticulosis, diverticulitis."""


def diagnosis_flags(
    note: Account, said: Account, noted: Sequence[Finding], told: Sequence[Finding]
) -> Iterator[Flag]:
    """A flag for each disease that the note says the patient has and no word of which was said."""
    heard = {finding.name for finding in told}
    stems = {singular(word)[:_STEM] for word in said.strand.words if len(word) >= _STEM}
    flagged: set[str] = set()
    for finding in noted:
        if finding.name in heard | flagged or finding.stand is not Stand.PRESENT or finding.person:
            continue
        if note.strand.statement_at(finding.first).kind not in _PARTS or not _is_a_disease(finding.name):
            continue
        words = note.strand.words[finding.first : finding.after]
        if any(singular(word)[:_STEM] in stems for word in words if len(word) >= _STEM):
            continue
        flagged.add(finding.name)
        place = (finding.first, finding.after)
        yield unsupported(note, place, FlagKind.DIAGNOSIS, Severity.LOW, Told("says nothing like it"))


def _is_a_disease(name: str) -> bool:
    return name in listed("diseases") or name.endswith(tuple(listed("disease_endings")))
