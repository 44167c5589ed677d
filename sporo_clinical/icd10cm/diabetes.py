"""Diabetes with its complications, for which ICD-10-CM has one code (guidelines, section I.C.4.a)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.replacing import first, weaker

_DIABETES = ("E08", "E09", "E10", "E11", "E13")


class _With(NamedTuple):
    """A complication, the ending that the diabetes code then has, and whether it is coded beside that."""

    complication: tuple[str, ...]
    ending: str
    kept: bool


_DIABETES_WITH = (
    _With(("N18",), "22", kept=True),
    _With(("G629", "G63"), "42", kept=False),
    _With(("G589", "G59"), "41", kept=False),
    _With(("G90",), "43", kept=False),
    _With(("K3184",), "43", kept=True),
    _With(("H350", "H3500"), "319", kept=False),
    _With(("I739",), "51", kept=False),
    _With(("I96",), "52", kept=False),
    _With(("L974", "L975"), "621", kept=True),
    _With(("R739",), "65", kept=False),
    _With(("E162",), "649", kept=False),
)
_OF_A_TYPE = ("E10", "E08", "E09")
"""Types that a text has to say; type 2 is what it means where it says none."""
_BY_DEFAULT = ("E11", "E13")
_A_TYPE = re.compile(
    r"type|T[12]DM|DM ?[12I]|secondary|other|pancrea|\bmody\b|monogenic|neonatal|surg|1\.5|lada",
    re.IGNORECASE,
)
"""Words that say of which type a diabetes is."""


def with_complications(found: Sequence[Found]) -> list[Found]:
    """Diabetes with what ICD-10-CM presumes to come of it (I.C.4.a, I.A.15)."""
    found = _typed(found)
    plain = next((one for one in found if one.code.startswith(_DIABETES)), None)
    if plain is None:
        return list(found)
    links = [(link, first(found, link.complication)) for link in _DIABETES_WITH]
    said = [(link, part) for link, part in links if part]
    coded = {one.code for one in found}
    new = [
        replace(
            _rests_on(plain, part),
            code=f"{plain.code[:3]}{_ending(link, part)}",
            confidence=weaker(plain, part),
        )
        for link, part in said
    ]
    gone = {part.code for link, part in said if not link.kept}
    if new or any(one.code[:3] == plain.code[:3] and one.code[3:] != "9" for one in found):
        gone.add(f"{plain.code[:3]}9")
    place = found.index(plain)
    kept = [one for one in found[place:] if one.code not in gone]
    return [*found[:place], *(one for one in new if one.code not in coded), *kept]


def _rests_on(diabetes: Found, part: Found) -> Found:
    """Whose words show the combination: the complication's where those of diabetes tell of another."""
    return diabetes if diabetes.code[3:] == "9" else part


def _ending(link: _With, part: Found) -> str:
    """A neuropathy that is not said to be peripheral or of many nerves is unspecified."""
    if link.ending == "42" and part.evidence.lower() == "neuropathy":
        return "40"
    return link.ending


def _typed(found: Sequence[Found]) -> list[Found]:
    """Complications without a type with the one that the text says elsewhere, else type 2 (I.C.4.a.2)."""
    said = next((one for one in found if one.code.startswith(_OF_A_TYPE)), None)
    kind = said.code[:3] if said else "E11"
    return [replace(one, code=f"{kind}{one.code[3:]}") if _names_no_type(one, kind) else one for one in found]


def _names_no_type(one: Found, kind: str) -> bool:
    unsaid = one.code.startswith(_BY_DEFAULT) and not _A_TYPE.search(one.evidence)
    return unsaid and one.code[3:] != "9" and release().is_billable(f"{kind}{one.code[3:]}")
