"""Doses of the note that the transcript tells otherwise, of another drug, in another unit, or not at all."""

from collections.abc import Iterator
from decimal import Decimal

from sporo_clinical.check.account import COUNTED, Account, Dose
from sporo_clinical.check.drug_mentions import DrugMention
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.wording import Told, unsupported

_FURTHEST = 60
_MOST = 50
"""So many amounts are compared: a visit has no more, and a long text takes no longer."""
_CLOSE = 12
_NUMBER_REACH = 25
_STRENGTHS = {"baby aspirin": Decimal(81)}


def dose_flags(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each dose of a drug that the transcript names and does not give it."""
    for dose in note.doses:
        drug = note.owner(dose.first, dose.after, within=True)
        if drug is None or not drug.generics & said.generics:
            yield from _unowned(note, said, dose)
            continue
        yield from _judged(note, said, dose, drug)


def _unowned(note: Account, said: Account, dose: Dose) -> Iterator[Flag]:
    """A dose of no drug, or of a drug that was never named: only its number can be looked for."""
    if dose.unit in COUNTED or any(value in said.values for value in dose.figure.readings):
        return
    yield unsupported(
        note, (dose.first, dose.after), FlagKind.DOSE, Severity.HIGH, Told("says nothing like it")
    )


def _judged(note: Account, said: Account, dose: Dose, drug: DrugMention) -> Iterator[Flag]:
    if dose.unit in COUNTED and any(value in said.values for value in dose.figure.readings):
        return
    owned = [other for name in drug.generics for other in said.doses_by_drug.get(name, [])[:_MOST]]
    if any(other.canonical & dose.canonical for other in owned):
        return
    if _is_said_bare(said, dose, drug) or _is_of_the_name(said, dose, drug):
        return
    like = _of_the_same_number(said, dose)
    same = [other for other in like if other.canonical & dose.canonical]
    alike = [
        other for other in like if other.figure.readings & dose.figure.readings and other.unit != dose.unit
    ]
    if alike and not same and (not owned or any(other in owned for other in alike)):
        yield _flag(note, said, dose, alike[0], FlagKind.UNIT)
    elif owned:
        yield _flag(note, said, dose, owned[0], FlagKind.DOSE)
    elif not same:
        told = Told(f"gives no such dose of {drug.name}")
        yield unsupported(note, (dose.first, dose.after), FlagKind.DOSE, Severity.HIGH, told)
    elif not any(said.near(drug.generics, other.first, _FURTHEST, _CLOSE) for other in same):
        yield _flag(note, said, dose, same[0], FlagKind.DOSE)


def _of_the_same_number(said: Account, dose: Dose) -> list[Dose]:
    """The amounts of the transcript with this number or this amount, as many as a visit can have."""
    values = {value for value, _ in dose.canonical} | dose.figure.readings
    return [other for value in values for other in said.doses_by_value.get(value, [])[:_MOST]]


def _is_said_bare(said: Account, dose: Dose, drug: DrugMention) -> bool:
    """Whether the number is said near the drug without a unit: "go up to forty on the lisinopril"."""
    return any(
        place not in said.dose_places and said.near(drug.generics, place, _NUMBER_REACH, _CLOSE)
        for value in dose.figure.readings
        for place in said.values.get(value, [])[:_MOST]
    )


def _is_of_the_name(said: Account, dose: Dose, drug: DrugMention) -> bool:
    """Whether the transcript calls the drug by a name that tells its dose: baby aspirin."""
    names = {other.name for other in said.named(drug.generics)}
    return any(value == _STRENGTHS.get(name) for name in names for value in dose.figure.readings)


def _flag(note: Account, said: Account, dose: Dose, other: Dose, kind: FlagKind) -> Flag:
    owner = said.owner(other.first, other.after)
    whose = f" of {owner.name}" if owner else ""
    tells = f"says “{said.strand.quote(other.first, other.after)}”{whose}"
    return unsupported(
        note,
        (dose.first, dose.after),
        kind,
        Severity.HIGH,
        Told(tells, said.strand.characters(other.first, other.after)),
    )
