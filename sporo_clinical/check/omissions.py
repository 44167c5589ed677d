"""What the transcript says and the note leaves out: drugs, new doses, red flags, when to return."""

from collections.abc import Iterator, Sequence

from sporo_clinical.check.account import COUNTED, Account
from sporo_clinical.check.cues import near_cue
from sporo_clinical.check.drug_mentions import DrugMention, is_class, same_drug, same_group
from sporo_clinical.check.findings import Finding, Stand
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.spans import spans
from sporo_clinical.check.wording import omitted

_BEFORE, _BEHIND, _TALK = 10, 6, 4
_RETURN_REACH = 12
_A_DAY = 1440
_MOST = 100
"""So many places of one drug are read: a visit has no more, and a long text takes no longer."""


def omitted_drugs(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each drug that is taken, started, changed or stopped and that the note never names."""
    told: list[frozenset[str]] = []
    for drug in said.each_drug:
        if _is_told(drug, note) or any(same_drug(drug.generics, other) for other in told):
            continue
        mentions = [
            mention
            for mention in said.named(drug.generics)[:_MOST]
            if same_drug(mention.generics, drug.generics)
        ]
        real = [mention for mention in mentions if not _is_only_talk(said, mention)]
        plain = next((mention for mention in real if _is_plain(said, mention)), None)
        told.append(drug.generics)
        chosen = plain if is_class(drug.generics) else plain or next(iter(real), None)
        if chosen:
            severity = Severity.HIGH if plain and not is_class(drug.generics) else Severity.MEDIUM
            place = (chosen.first, chosen.after)
            yield omitted(said, place, FlagKind.DRUG, severity, _never_names(said, chosen))


def _is_told(drug: DrugMention, note: Account) -> bool:
    """Whether the note names it, its kind, or, of a kind, one of it."""
    return any(
        same_drug(drug.generics, other.generics)
        or (is_class(drug.generics | other.generics) and drug.generics & other.generics)
        or (
            (is_class(drug.generics) or is_class(other.generics))
            and same_group(drug.generics, other.generics)
        )
        for other in note.each_drug
    )


def _never_names(said: Account, drug: DrugMention) -> str:
    statement = said.strand.statement_at(drug.first)
    begin, end = max(statement.first, drug.first - 6), min(statement.after, drug.after + 8)
    return f"in “{said.strand.quote(begin, end)}”, and the note never names it"


def _is_only_talk(said: Account, drug: DrugMention) -> bool:
    """Whether it is only asked for, denied, an example, or what could be."""
    return near_cue(said, (drug.first, drug.after), "drug_talk", _TALK, 0)


def _is_plain(said: Account, drug: DrugMention) -> bool:
    """Whether a dose is said of it, or that it is taken, started, changed or stopped."""
    dosed = any(
        dose.first < drug.after + _BEHIND and drug.first - _BEHIND < dose.first for dose in said.doses
    )
    return dosed or near_cue(said, (drug.first, drug.after), "drug_taken", _BEFORE, 2)


def omitted_changes(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each dose to which a drug of the note is changed and that the note does not give."""
    values = set(note.values)
    told: set[tuple[str, ...]] = set()
    for dose in said.doses:
        drug = said.owner(dose.first, dose.after)
        if (
            drug is None
            or dose.unit in COUNTED
            or not near_cue(said, (dose.first, dose.after), "dose_changed", _BEFORE, 0)
        ):
            continue
        key = tuple(sorted(drug.generics))
        noted = note.named(drug.generics)
        if not noted or key in told or values & dose.figure.readings:
            continue
        told.add(key)
        tells = f"of {drug.name}, and the note does not give that dose"
        yield omitted(said, (dose.first, dose.after), FlagKind.DOSE, Severity.HIGH, tells)


def omitted_red_flags(
    note_findings: Sequence[Finding], heard: Sequence[Finding], said: Account, red: frozenset[str]
) -> Iterator[Flag]:
    """A flag for each finding that must not be missed, that the patient has and the note never names."""
    noted = {finding.name for finding in note_findings}
    told: set[str] = set()
    for finding in heard:
        if finding.name not in red or finding.name in noted | told:
            continue
        if finding.stand is Stand.PRESENT and not finding.person and not _is_weak(said, finding):
            told.add(finding.name)
            tells = f"in “{_around(said, finding)}”, and the note never names it"
            yield omitted(said, (finding.first, finding.after), FlagKind.RED_FLAG, Severity.HIGH, tells)


def _is_weak(said: Account, finding: Finding) -> bool:
    return not near_cue(said, (finding.first, finding.after), "has_it", _BEFORE, 3)


def _around(said: Account, finding: Finding) -> str:
    statement = said.strand.statement_at(finding.first)
    return said.strand.quote(max(statement.first, finding.first - 6), min(statement.after, finding.after + 4))


def omitted_returns(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for the time at which to come back, where the note gives none."""
    noted = tuple(spans(note, _RETURN_REACH))
    if any(span.is_return for span in noted):
        return
    returns = [
        span
        for span in spans(said, _RETURN_REACH)
        if span.is_return and span.shortest > _A_DAY and _is_a_plan(said, span.first, span.after)
    ]
    if not returns or any(span.agrees(other) or other.agrees(span) for span in returns for other in noted):
        return
    span = returns[-1]
    statement = said.strand.statement_at(span.first)
    begin = max(statement.first, span.first - 6)
    tells = f"in “{said.strand.quote(begin, span.after)}”, and the note names no such time"
    yield omitted(said, (span.first, span.after), FlagKind.FOLLOW_UP, Severity.MEDIUM, tells)


def _is_a_plan(said: Account, first: int, after: int) -> bool:
    return near_cue(said, (first, after), "returns", _RETURN_REACH, 6)
