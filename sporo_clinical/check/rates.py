"""How often a drug of the note is taken, where the transcript tells it otherwise."""

from collections.abc import Iterator

from sporo_clinical.check.account import Account
from sporo_clinical.check.flags import Flag, FlagKind, Severity
from sporo_clinical.check.frequencies import Frequency
from sporo_clinical.check.wording import Told, unsupported

_REACH, _REACH_BACK = 25, 8


def frequency_flags(note: Account, said: Account) -> Iterator[Flag]:
    """A flag for each frequency of a drug that the transcript names and gives another one."""
    for rate in note.frequencies:
        drug = note.owner(rate.first, rate.after, _REACH, within=True)
        if drug is None or not drug.generics & said.generics:
            continue
        owned = [other for other in said.frequencies if _belongs(said, other, drug.generics)]
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


def _belongs(said: Account, rate: Frequency, generics: frozenset[str]) -> bool:
    owner = said.owner(rate.first, rate.after, _REACH)
    if owner is not None:
        return bool(owner.generics & generics)
    return said.near(generics, rate.first, 0, _REACH_BACK)
