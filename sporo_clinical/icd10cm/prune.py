"""What is left out of a list of codes because another code of the list says it, or says more."""

from collections.abc import Sequence

from sporo_clinical.icd10cm.choose import is_vague
from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.naming import bag, core
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.tables import is_integral

_CATEGORY = 3
_DIABETES = ("E08", "E09", "E10", "E11", "E13")


def pruned(found: Sequence[Found]) -> list[Found]:
    """The list without unspecified codes beside more specific ones and symptoms beside their diagnosis."""
    return [
        one for one in found if not any(_covers(other, one) for other in found if other.code != one.code)
    ]


def _covers(other: Found, one: Found) -> bool:
    return (
        is_integral(one.code, other.code) or _says_more(other.code, one.code) or _types_it(other.code, one)
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
