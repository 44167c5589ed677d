"""Findings that the note denies and the transcript has, or the other way round."""

from collections.abc import Iterator, Sequence

from sporo_clinical.check.account import Account
from sporo_clinical.check.findings import Finding, Stand, red_flags
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.likeness import Likeness
from sporo_clinical.check.wording import Told, unsupported

_TURNED = {Stand.DENIED: Stand.PRESENT, Stand.PRESENT: Stand.DENIED}
_ANYWHERE = frozenset(
    {"pain", "tenderness", "edema", "numbness", "weakness", "stiffness", "tingling", "erythema"}
)
"""What is no finding of its own without its part of the body."""
_NEITHER = frozenset({Stand.OPEN, Stand.ASKED})
_CLEARLY = 0.15
_MOST = 60
"""So many places of one finding are compared: a visit has no more, and a long text takes no longer."""


def negation_flags(likeness: Likeness, noted: Sequence[Finding], told: Sequence[Finding]) -> Iterator[Flag]:
    """A flag for each finding that the transcript denies and the note has, or the other way round."""
    heard: dict[str, list[Finding]] = {}
    for finding in told:
        same = heard.setdefault(finding.name, [])
        if len(same) < _MOST:
            same.append(finding)
    flagged: set[tuple[str, Stand]] = set()
    for finding in noted:
        if (finding.name, finding.stand) in flagged:
            continue
        flag = _flag(likeness, finding, heard.get(finding.name, ()))
        if flag:
            flagged.add((finding.name, finding.stand))
            yield flag


def _flag(likeness: Likeness, finding: Finding, heard: Sequence[Finding]) -> Flag | None:
    note, said = likeness.note, likeness.said
    other = _turned(likeness, finding, heard)
    if other:
        grave = finding.name in red_flags() or finding.stand is Stand.DENIED
        severity = Severity.HIGH if grave else Severity.MEDIUM
        how = "denies it" if other.stand is Stand.DENIED else "says that it is there"
    else:
        other = _only_asked(finding, heard)
        severity, how = Severity.LOW, "only asks for it, and no plain yes follows"
    if other is None:
        return None
    told = Told(f"{how}: “{_around(said, other)}”", said.strand.characters(other.first, other.after))
    return unsupported(note, _with_cue(note, finding), FlagKind.NEGATION, severity, told)


def _only_asked(finding: Finding, heard: Sequence[Finding]) -> Finding | None:
    """The question, where a finding of the note is only asked for."""
    if finding.stand is not Stand.PRESENT or finding.person:
        return None
    near = _of_the_same(finding, heard)
    return near[0] if near and all(other.stand is Stand.ASKED for other in near) else None


def _turned(likeness: Likeness, finding: Finding, heard: Sequence[Finding]) -> Finding | None:
    """The place of the transcript that says the opposite, where nothing there says the same."""
    wanted = _TURNED.get(finding.stand)
    if wanted is None:
        return None
    near = _of_the_same(finding, [other for other in heard if other.stand not in _NEITHER])
    opposite = [other for other in near if other.stand is wanted]
    if not opposite:
        return None
    if len(opposite) == len(near):
        return opposite[0]
    place = (finding.first, finding.after)
    best = max(opposite, key=lambda other: likeness.of(place, (other.first, other.after)))
    rest = ((other.first, other.after) for other in near if other.stand is not wanted)
    lead = likeness.of(place, (best.first, best.after)) - likeness.best(place, rest)
    return best if lead >= _CLEARLY else None


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


def _with_cue(note: Account, finding: Finding) -> tuple[int, int]:
    """The finding with the words of its statement that say whether it is there, where they are near."""
    begin = note.strand.statement_at(finding.first).first
    return max(begin, finding.first - 2), finding.after


def _around(said: Account, finding: Finding) -> str:
    statement = said.strand.statement_at(finding.first)
    begin = max(statement.first, finding.first - 4)
    return said.strand.quote(begin, min(finding.after + 3, len(said.strand.words)))
