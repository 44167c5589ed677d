"""Drugs of the note that the transcript does not name."""

from collections.abc import Iterator, Sequence

from sporo_clinical.check.account import Account
from sporo_clinical.check.drug_mentions import (
    DrugMention,
    confused_with,
    generics_of,
    is_class,
    same_drug,
    same_group,
)
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.misheard import Misheard
from sporo_clinical.check.wording import Told, omitted, unsupported


def unsupported_drugs(note: Account, said: Account, misheard: Sequence[Misheard]) -> Iterator[Flag]:
    """A flag for each drug of the note that nobody named, once."""
    told: set[frozenset[str]] = set()
    for drug in note.each_drug:
        if (
            any(same_drug(drug.generics, other.generics) for other in said.each_drug)
            or is_class(drug.generics)
            or _is_named_otherwise(drug, said)
        ):
            continue
        if drug.generics in told:
            continue
        told.add(drug.generics)
        heard_as = next((one for one in misheard if generics_of(one.drug) & drug.generics), None)
        if heard_as:
            yield _probably(note, said, drug, heard_as)
            continue
        yield unsupported(
            note, (drug.first, drug.after), FlagKind.DRUG, Severity.HIGH, Told(_tells(drug, said))
        )


def _is_named_otherwise(drug: DrugMention, said: Account) -> bool:
    """Whether only its class is named, or its words stand there as another thing."""
    return any(
        is_class(other.generics) and same_group(drug.generics, other.generics) for other in said.each_drug
    )


def _tells(drug: DrugMention, said: Account) -> str:
    rivals = {rival for name in (drug.name, *drug.generics) for rival in confused_with().get(name, ())}
    near = next((other for other in said.each_drug if _is_one_of(other, rivals)), None)
    if near:
        return f"says “{near.name}”, which is easily taken for it"
    return "names nothing like it"


def _is_one_of(drug: DrugMention, names: set[str]) -> bool:
    lower = {name.lower() for name in names}
    return drug.name in lower or bool(drug.generics & lower)


def _probably(note: Account, said: Account, drug: DrugMention, heard: Misheard) -> Flag:
    place = said.strand.characters(heard.place, heard.place + 1)
    told = Told(f"says “{heard.word}”, probably {heard.drug}", place)
    return unsupported(note, (drug.first, drug.after), FlagKind.MISHEARD, Severity.MEDIUM, told)


def misheard_flags(
    note: Account, said: Account, in_note: Sequence[Misheard], in_transcript: Sequence[Misheard]
) -> Iterator[Flag]:
    """A flag for each misheard name that the note took over, or that it left out with its drug."""
    for one in in_note:
        told = Told(f"names no drug “{one.word}”; it is probably {one.drug}")
        yield unsupported(note, (one.place, one.place + 1), FlagKind.MISHEARD, Severity.MEDIUM, told)
    taken = {one.word for one in in_note}
    for one in in_transcript:
        if one.word not in taken and not any(
            generics_of(one.drug) & drug.generics for drug in note.each_drug
        ):
            tells = f"probably {one.drug}, and the note never names it"
            place = (one.place, one.place + 1)
            yield omitted(said, place, FlagKind.MISHEARD, Severity.MEDIUM, tells)
