"""Findings that the note denies and the transcript has, or the other way round."""

from collections.abc import Iterator, Sequence

from sporo_clinical.check.account import Account
from sporo_clinical.check.findings import Finding, Stand, red_flags
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.lexicon import singular
from sporo_clinical.check.lists import listed
from sporo_clinical.check.wording import Told, unsupported

_TURNED = {Stand.DENIED: Stand.PRESENT, Stand.PRESENT: Stand.DENIED}
_ANYWHERE = frozenset(
    {"pain", "tenderness", "edema", "numbness", "weakness", "stiffness", "tingling", "erythema"}
)
"""What is no finding of its own without its part of the body."""
_NOTE_REACH, _SAID_REACH, _CLEARLY, _SHORTEST = 8, 14, 2, 4
_EMPTY = listed("says_little")


def negation_flags(
    note: Account, said: Account, noted: Sequence[Finding], told: Sequence[Finding]
) -> Iterator[Flag]:
    """A flag for each finding of the patient's that stands the other way round throughout the transcript."""
    heard: dict[str, list[Finding]] = {}
    for finding in told:
        heard.setdefault(finding.name, []).append(finding)
    flagged: set[tuple[str, Stand]] = set()
    for finding in noted:
        other = _turned(note, said, finding, heard.get(finding.name, ()))
        if other and (finding.name, finding.stand) not in flagged:
            flagged.add((finding.name, finding.stand))
            severity = (
                Severity.HIGH
                if finding.name in red_flags() or finding.stand is Stand.DENIED
                else Severity.MEDIUM
            )
            how = "denies it" if other.stand is Stand.DENIED else "says that it is there"
            tells = f"{how}: “{_around(said, other)}”"
            yield unsupported(
                note,
                _with_cue(note, finding),
                FlagKind.NEGATION,
                severity,
                Told(tells, said.strand.characters(other.first, other.after)),
            )


def _turned(note: Account, said: Account, finding: Finding, heard: Sequence[Finding]) -> Finding | None:
    """The place of the transcript that says the opposite, where nothing there says the same."""
    wanted = _TURNED.get(finding.stand)
    if wanted is None:
        return None
    near = _of_the_same(finding, [other for other in heard if other.stand is not Stand.OPEN])
    opposite = [other for other in near if other.stand is wanted]
    if not opposite:
        return None
    if len(opposite) == len(near):
        return opposite[0]
    words = _around_in(note, finding, _NOTE_REACH)
    alike = {other.first: len(words & _around_in(said, other, _SAID_REACH)) for other in near}
    best = max(opposite, key=lambda other: alike[other.first])
    rest = max(alike[other.first] for other in near if other.stand is not wanted)
    return best if alike[best.first] >= rest + _CLEARLY else None


def _of_the_same(finding: Finding, heard: Sequence[Finding]) -> Sequence[Finding]:
    """Where the same is named of the same person and the same part of the body, as far as is said."""
    own = [other for other in heard if bool(other.person) is bool(finding.person)]
    exact = [other for other in own if other.parts & finding.parts]
    if exact:
        return exact
    if finding.name in _ANYWHERE and finding.parts:
        return [other for other in own if not other.parts]
    if finding.name in _ANYWHERE:
        return own
    return [other for other in own if not other.parts or not finding.parts]


def _around_in(account: Account, finding: Finding, reach: int) -> frozenset[str]:
    """The words that carry meaning around a finding, in the singular."""
    words = account.strand.words
    near = words[max(0, finding.first - reach) : finding.first] + words[finding.after : finding.after + reach]
    return frozenset(singular(word) for word in near if len(word) >= _SHORTEST and word not in _EMPTY)


def _with_cue(note: Account, finding: Finding) -> tuple[int, int]:
    """The finding with the words of its statement that say whether it is there, where they are near."""
    begin = note.strand.statement_at(finding.first).first
    return max(begin, finding.first - 2), finding.after


def _around(said: Account, finding: Finding) -> str:
    statement = said.strand.statement_at(finding.first)
    begin = max(statement.first, finding.first - 4)
    return said.strand.quote(begin, min(finding.after + 3, len(said.strand.words)))
