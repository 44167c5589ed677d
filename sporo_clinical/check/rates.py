"""How often a drug of the note is taken, where the transcript tells it otherwise."""

from collections.abc import Iterator

from sporo_clinical.check.account import Account
from sporo_clinical.check.drug_mentions import DrugMention
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.frequencies import Frequency
from sporo_clinical.check.wording import Told, unsupported

_REACH, _REACH_BACK = 25, 8


def frequency_flags(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each frequency of a drug that the transcript names and gives another one."""
    heard = [(other, said.owner(other.first, other.after, _REACH)) for other in said.frequencies]
    judged: set[tuple[frozenset[str], str]] = set()
    for rate in note.frequencies:
        drug = note.owner(rate.first, rate.after, _REACH, within=True)
        if drug is None or not drug.generics & said.generics or (drug.generics, str(rate.rate)) in judged:
            continue
        judged.add((drug.generics, str(rate.rate)))
        owned = [other for other, owner in heard if _belongs(said, other, owner, drug.generics)]
        if any(other.rate == rate.rate for other in owned):
            continue
        if owned:
            other = owned[0]
            tells = f"says “{said.strand.quote(other.first, other.after)}” of {drug.name}"
            yield unsupported(
                note,
                (rate.first, rate.after),
                FlagKind.FREQUENCY,
                Severity.HIGH,
                Told(tells, said.strand.characters(other.first, other.after)),
            )
        elif rate.rate != 1 and not any(other.rate == rate.rate for other in said.frequencies):
            yield unsupported(
                note,
                (rate.first, rate.after),
                FlagKind.FREQUENCY,
                Severity.MEDIUM,
                Told(f"does not say so of {drug.name}"),
            )


def agreed_places(note: Account, said: Account) -> frozenset[int]:
    """The words of the note that say how often, where the transcript says so in its own words."""
    rates = {rate.rate for rate in said.frequencies}
    return frozenset(
        place
        for rate in note.frequencies
        if rate.rate in rates and not {"to", "or"} & set(note.strand.words[rate.first : rate.after])
        for place in range(rate.first, rate.after)
    )


def _belongs(said: Account, rate: Frequency, owner: DrugMention | None, generics: frozenset[str]) -> bool:
    if owner is not None:
        return bool(owner.generics & generics)
    return said.near(generics, rate.first, 0, _REACH_BACK)
