"""What is left out of a list of codes because another code of the list says it, or says more."""

from collections.abc import Iterator, Sequence

from sporo_clinical.icd10cm.choose import is_vague
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.naming import bag, core
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.tables import symptoms_of

_CATEGORY = 3
_DIABETES = ("E08", "E09", "E10", "E11", "E13")
_PLAIN_PREGNANCY = {"Z331": ("O", "Z34"), "Z34": ("O",)}
"""A pregnancy that is incidental, or normal, and what says more of it (Excludes1)."""
_NEEDS = (("Z992", ("N18", "I12", "I13", "N19")), ("Z794", (*_DIABETES, "O24", "R73")))


def pruned(found: Sequence[Found]) -> list[Found]:
    """The list without unspecified codes beside more specific ones and statuses without their disease."""
    kept = [one for one in found if not any(_covers(other, one) for other in _kin(found, one))]
    return [one for one in kept if _has_its_reason(one, kept)]


def integral(found: Sequence[Found]) -> list[Found]:
    """The symptoms that routinely belong to a diagnosis of the list (guidelines, section I.B.5)."""
    diagnoses: dict[str, set[str]] = {}
    for one in found:
        for symptom in symptoms_of(one.code):
            diagnoses.setdefault(symptom, set()).add(one.code)
    # A sore throat belongs to a strep throat, and not to itself, though both begin alike.
    return [
        one
        for one in found
        if any(one.code.startswith(symptom) and codes - {one.code} for symptom, codes in diagnoses.items())
    ]


def _kin(found: Sequence[Found], one: Found) -> Iterator[Found]:
    """The other codes of the same letter: none else can say more of the same."""
    return (other for other in found if other.code[0] == one.code[0] and other.code != one.code)


def _has_its_reason(one: Found, found: Sequence[Found]) -> bool:
    """Dialysis needs kidney disease, insulin diabetes (I.C.4.a.3), a plain pregnancy that none says more."""
    for plain, more in _PLAIN_PREGNANCY.items():
        if one.code.startswith(plain):
            return not any(other.code.startswith(more) for other in found)
    reasons = next((starts for status, starts in _NEEDS if one.code == status), ())
    return not reasons or any(other.code.startswith(reasons) for other in found)


def _covers(other: Found, one: Found) -> bool:
    return (
        _says_more(other.code, one.code)
        or _types_it(other.code, one)
        or (one.code == "C799" and other.code.startswith(("C77", "C78", "C79")))
    )


def _says_more(other: str, one: str) -> bool:
    """Guidelines, section I.B.18: unspecified only where nothing more specific is known."""
    if other[:_CATEGORY] != one[:_CATEGORY] or not is_vague(one):
        return False
    names = release().names
    mine, theirs = set(bag(core(names[one]))), set(bag(core(names[other])))
    return mine < theirs or (mine == theirs and not is_vague(other))


def _types_it(other: str, one: Found) -> bool:
    """Diabetes without its type is type 2 by default (I.C.4.a.2), unless the text says its type elsewhere."""
    return one.code == "E119" and other.startswith(_DIABETES) and other != "E119"
