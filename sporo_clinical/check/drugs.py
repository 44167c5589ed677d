"""Drugs of the note that the transcript does not name."""

from collections.abc import Iterator

from sporo_clinical.check.account import Account
from sporo_clinical.check.drug_mentions import DrugMention, confused_with, is_class, same_drug, same_group
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.wording import Told, unsupported


def unsupported_drugs(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each drug of the note that nobody named, once."""
    told: set[frozenset[str]] = set()
    for drug in note.drugs:
        if (
            any(same_drug(drug.generics, other.generics) for other in said.drugs)
            or is_class(drug.generics)
            or _is_named_otherwise(drug, said)
        ):
            continue
        if drug.generics in told:
            continue
        told.add(drug.generics)
        yield unsupported(
            note, (drug.first, drug.after), FlagKind.DRUG, Severity.HIGH, Told(_tells(drug, said))
        )


def _is_named_otherwise(drug: DrugMention, said: Account) -> bool:
    """Whether only its class is named, or its words stand there as another thing."""
    return any(is_class(other.generics) and same_group(drug.generics, other.generics) for other in said.drugs)


def _tells(drug: DrugMention, said: Account) -> str:
    rivals = {rival for name in (drug.name, *drug.generics) for rival in confused_with().get(name, ())}
    near = next((other for other in said.drugs if _is_one_of(other, rivals)), None)
    if near:
        return f"says “{near.name}”, which is easily taken for it"
    return "names nothing like it"


def _is_one_of(drug: DrugMention, names: set[str]) -> bool:
    lower = {name.lower() for name in names}
    return drug.name in lower or bool(drug.generics & lower)
