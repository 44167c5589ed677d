"""Combinations that ICD-10-CM has one code for, where the text names the parts.

"With" in a title assumes the link between two conditions of one patient unless the text says that they are
unrelated (guidelines, section I.A.15); so do the rules of diabetes (I.C.4.a) and of hypertension (I.C.9.a).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sporo_clinical.icd10cm.found import Found

_DIABETES = ("E08", "E09", "E10", "E11", "E13")


class _With(NamedTuple):
    """A complication, the ending that the diabetes code then has, and whether it is coded beside that."""

    complication: tuple[str, ...]
    ending: str
    kept: bool


_DIABETES_WITH = (
    _With(("N18",), "22", kept=True),
    _With(("G60", "G62", "G63"), "42", kept=False),
    _With(("G5", "G59"), "41", kept=False),
    _With(("G90",), "43", kept=False),
    _With(("K3184",), "43", kept=True),
    _With(("H350", "H3500"), "319", kept=False),
    _With(("I739",), "51", kept=False),
    _With(("I96",), "52", kept=False),
    _With(("L974", "L975"), "621", kept=True),
    _With(("R739",), "65", kept=False),
    _With(("E162",), "649", kept=False),
)
_URINARY = ("R33", "R350", "R351", "R391", "N394")
_BLOOD_LOSS = ("N92", "K922", "K921", "K625")


def combined(found: Sequence[Found]) -> list[Found]:
    """The codes with the combinations in place of their parts, in the same order."""
    for rule in (_diabetes, _hypertension, _lung, _stone, _prostate, _anemia, _coronary):
        found = rule(found)
    return list(found)


def _diabetes(found: Sequence[Found]) -> list[Found]:
    """Diabetes with what ICD-10-CM presumes to come of it (I.C.4.a, I.A.15)."""
    plain = next((one for one in found if one.code.startswith(_DIABETES)), None)
    if plain is None:
        return list(found)
    links = [(link, _first(found, link.complication)) for link in _DIABETES_WITH]
    said = [(link, part) for link, part in links if part]
    coded = {one.code for one in found}
    new = [
        replace(
            _rests_on(plain, part),
            code=f"{plain.code[:3]}{_ending(link, part)}",
            confidence=_weaker(plain, part),
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


def _hypertension(found: Sequence[Found]) -> list[Found]:
    """Hypertension with heart failure, chronic kidney disease, or both (I.C.9.a.1 to 3)."""
    pressure = _first(found, ("I10", "I119", "I129"))
    heart, kidney = _first(found, ("I50",)), _first(found, ("N18",))
    if pressure is None or not (heart or kidney):
        return list(found)
    late = kidney is not None and kidney.code in {"N185", "N186"}
    if heart and kidney:
        code = "I132" if late else "I130"
    elif heart:
        code = "I110"
    else:
        code = "I120" if late else "I129"
    return _replaced(found, pressure, code, heart or kidney)


def _lung(found: Sequence[Found]) -> list[Found]:
    """Chronic obstructive lung disease with an infection of the lower airways (J44.0, beside J44.1)."""
    disease, infection = (
        _first(found, ("J449",)),
        _first(found, ("J12", "J15", "J16", "J18", "J20", "J21", "J22")),
    )
    exacerbated = _first(found, ("J441",))
    if infection and exacerbated:
        return _beside(found, exacerbated, "J440")
    return _replaced(found, disease, "J440", infection) if disease and infection else list(found)


def _stone(found: Sequence[Found]) -> list[Found]:
    """Hydronephrosis with a stone of kidney or ureter is one code (Excludes1 at N20 and N13.3)."""
    stone, dilated = _first(found, ("N200", "N201", "N202", "N209")), _first(found, ("N1330", "N1339"))
    if not (stone and dilated):
        return list(found)
    return [one for one in _replaced(found, stone, "N132", dilated) if one.code != dilated.code]


def _prostate(found: Sequence[Found]) -> list[Found]:
    """An enlarged prostate with urinary symptoms, which are coded beside it (note at N40.1)."""
    prostate, symptom = _first(found, ("N400",)), _first(found, _URINARY)
    return _replaced(found, prostate, "N401", symptom) if prostate and symptom else list(found)


def _anemia(found: Sequence[Found]) -> list[Found]:
    """Iron deficiency anemia from a blood loss of the same sentence (D50.0)."""
    anemia, loss = _first(found, ("D509",)), _first(found, _BLOOD_LOSS)
    if anemia and loss and anemia.sentence == loss.sentence:
        return _replaced(found, anemia, "D500", loss)
    return list(found)


def _coronary(found: Sequence[Found]) -> list[Found]:
    """Atherosclerotic heart disease with angina, presumed to be its cause (I.C.9.b)."""
    disease, angina = _first(found, ("I2510",)), _first(found, ("I20",))
    if not (disease and angina):
        return list(found)
    code = "I25110" if angina.code == "I200" else "I25119"
    return [one for one in _replaced(found, disease, code, angina) if one.code != angina.code]


def _first(found: Iterable[Found], starts: tuple[str, ...]) -> Found | None:
    return next((one for one in found if one.code.startswith(starts)), None)


def _replaced(found: Sequence[Found], part: Found, code: str, other: Found | None) -> list[Found]:
    """The combination where the first of its parts stood: listed before what it is coded with."""
    new = replace(part, code=code, confidence=_weaker(part, other or part))
    rest = [one for one in found if one.code not in {part.code, code}]
    place = min(found.index(part), found.index(other) if other else len(found))
    return [*rest[:place], new, *rest[place:]]


def _beside(found: Sequence[Found], part: Found, code: str) -> list[Found]:
    """One more code that rests on the same words, listed before it."""
    place = found.index(part)
    return [*found[:place], replace(part, code=code), *found[place:]]


def _weaker(one: Found, other: Found) -> float:
    return min(one.confidence, other.confidence)
