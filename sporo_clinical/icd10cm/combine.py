"""Combinations that ICD-10-CM has one code for, where the text names the parts.

"With" in a title assumes the link between two conditions of one patient unless the text says that they are
unrelated (guidelines, section I.A.15); so do the rules of diabetes (I.C.4.a) and of hypertension (I.C.9.a).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sporo_clinical.icd10cm.diabetes import with_complications
from sporo_clinical.icd10cm.found import Found, Rank
from sporo_clinical.icd10cm.release import release
from sporo_clinical.icd10cm.replacing import beside, first, replaced

_URINARY = ("R33", "R350", "R351", "R391", "N394")
_ANGINA = {"I200": "I25110", "I201": "I25111", "I202": "I25112", "I2081": "I25118", "I2089": "I25118"}
"""What coronary disease is with each kind of angina."""

_WITH_STONES = {"K810": "K8000", "K811": "K8010", "K812": "K8012", "K819": "K8010"}
_WITH_A_ROOT = {"M50220": "M50120", "M5124": "M5114", "M5125": "M5115", "M5126": "M5116", "M5127": "M5117"}
_DEMENTING = ("G30", "G20", "G310", "G3183", "G10", "G35", "B20", "A810", "G40")
_LATE, _OVER = "I6930", "Z8673"
"""A late effect of a stroke, and a stroke that left none."""
_DEFICITS = {
    "G819": "I6935",
    "R4701": "I69320",
    "R4702": "I69321",
    "R471": "I69322",
    "R13": "I69391",
    "R29810": "I69392",
    "R270": "I69393",
}
"""What a deficit is called that a stroke left behind (I.C.9.d)."""

_SIDES = {"0": "9"}
"""A hemiplegia of no known side ends otherwise where it is a late effect."""

_BLOOD_LOSS = ("N92", "K922", "K921", "K625")


class Combination(NamedTuple):
    """A code that stands for several of a list."""

    code: str
    parts: tuple[str, ...]
    """The codes of the list without which there is no such combination."""
    instead_of: tuple[str, ...]
    """Those of them in whose place it stands; the others are coded beside it."""
    source: str


def combined(found: Sequence[Found]) -> list[Found]:
    """The codes with the combinations in place of their parts, in the same order."""
    for rule, _ in _rules():
        found = rule(found)
    return list(found)


def combinations(codes: Sequence[str]) -> Iterator[Combination]:
    """The combinations that a list of billable codes lacks, as far as codes without their text tell."""
    found = [_without_text(code, place) for place, code in enumerate(codes)]
    whole = {one.code for one in combined(found)}
    for code in [one.code for one in combined(found) if one.code not in codes]:
        parts = [one for one in found if not _makes([other for other in found if other != one], code)]
        gone = tuple(one.code for one in parts if one.code not in whole)
        yield Combination(code, tuple(one.code for one in parts), gone, _source_of(found, code))


def _without_text(code: str, place: int) -> Found:
    """A code that only a list has: its name says what the text would, and no two are of one sentence."""
    return Found(code, release().name(code), place, place, 1.0, place, Rank.TOLD)


def _makes(found: Sequence[Found], code: str) -> bool:
    return any(one.code == code for one in combined(found))


def _source_of(found: Sequence[Found], code: str) -> str:
    for rule, source in _rules():
        found = rule(found)
        if any(one.code == code for one in found):
            return source
    return ""


def _rules() -> tuple[tuple[Callable[[Sequence[Found]], list[Found]], str], ...]:
    return (
        (with_complications, "Guidelines, sections I.A.15 and I.C.4.a"),
        (_hypertension, "Guidelines, section I.C.9.a"),
        (_lung, "Guidelines, section I.C.10.a, and tabular list, J44.0"),
        (_stone, "Tabular list, N20 and N13.3: Excludes1"),
        (_prostate, "Tabular list, N40.1: Use additional"),
        (_anemia, "Tabular list, D50.0"),
        (_coronary, "Guidelines, section I.C.9.b"),
        (_liver, "Tabular list, K70.3"),
        (_gallstones, "Tabular list, K81: Excludes1"),
        (_disc, "Tabular list, M54.1: Excludes1"),
        (_dementia, "Tabular list, F02: Code first"),
        (_after_stroke, "Guidelines, section I.C.9.d"),
    )


def _hypertension(found: Sequence[Found]) -> list[Found]:
    """Hypertension with heart failure, chronic kidney disease, or both (I.C.9.a.1 to 3)."""
    pressure = first(found, ("I10", "I110", "I119", "I120", "I129"))
    heart, kidney = first(found, ("I50",)), first(found, ("N18",))
    if pressure is None or not (heart or kidney):
        return list(found)
    is_of_heart = heart is not None or pressure.code == "I110"
    is_of_kidney = kidney is not None or pressure.code in {"I120", "I129"}
    late = pressure.code == "I120" or (kidney is not None and kidney.code in {"N185", "N186"})
    if is_of_heart and is_of_kidney:
        code = "I132" if late else "I130"
    elif is_of_heart:
        code = "I110"
    else:
        code = "I120" if late else "I129"
    if code == pressure.code:
        return list(found)
    return replaced(found, pressure, code, heart or kidney)


def _lung(found: Sequence[Found]) -> list[Found]:
    """Chronic obstructive lung disease with an infection of the lower airways (J44.0, beside J44.1)."""
    disease, infection = (
        first(found, ("J449",)),
        first(found, ("J12", "J15", "J16", "J18", "J20", "J21", "J22")),
    )
    exacerbated = first(found, ("J441",))
    if infection and exacerbated:
        return beside(found, exacerbated, "J440")
    return replaced(found, disease, "J440", infection) if disease and infection else list(found)


def _stone(found: Sequence[Found]) -> list[Found]:
    """Hydronephrosis with a stone of kidney or ureter is one code (Excludes1 at N20 and N13.3)."""
    stone, dilated = first(found, ("N200", "N201", "N202", "N209")), first(found, ("N1330", "N1339"))
    if not (stone and dilated):
        return list(found)
    return [one for one in replaced(found, stone, "N132", dilated) if one.code != dilated.code]


def _prostate(found: Sequence[Found]) -> list[Found]:
    """An enlarged prostate with urinary symptoms, which are coded beside it (note at N40.1)."""
    prostate, symptom = first(found, ("N400",)), first(found, _URINARY)
    return replaced(found, prostate, "N401", symptom) if prostate and symptom else list(found)


def _anemia(found: Sequence[Found]) -> list[Found]:
    """Iron deficiency anemia from a blood loss of the same sentence (D50.0)."""
    anemia, loss = first(found, ("D509",)), first(found, _BLOOD_LOSS)
    if anemia and loss and anemia.sentence == loss.sentence:
        return replaced(found, anemia, "D500", loss)
    return list(found)


def _coronary(found: Sequence[Found]) -> list[Found]:
    """Atherosclerotic heart disease with angina, presumed to be its cause (I.C.9.b)."""
    disease, angina = first(found, ("I2510",)), first(found, ("I20",))
    if not (disease and angina):
        return list(found)
    code = _ANGINA.get(angina.code, "I25119")
    return [one for one in replaced(found, disease, code, angina) if one.code != angina.code]


def _liver(found: Sequence[Found]) -> list[Found]:
    """Cirrhosis of an alcoholic liver with ascites is one code (K70.31)."""
    liver, ascites = first(found, ("K7030",)), first(found, ("R188",))
    if not (liver and ascites):
        return list(found)
    return [one for one in replaced(found, liver, "K7031", ascites) if one.code != ascites.code]


def _gallstones(found: Sequence[Found]) -> list[Found]:
    """Stones of the gallbladder with its inflammation are one code (Excludes1 at K81)."""
    stones, inflamed = first(found, ("K8020",)), first(found, tuple(_WITH_STONES))
    if not (stones and inflamed):
        return list(found)
    code = _WITH_STONES[inflamed.code]
    return [one for one in replaced(found, stones, code, inflamed) if one.code != inflamed.code]


def _disc(found: Sequence[Found]) -> list[Found]:
    """A disc that presses on a root is one code (Excludes1 at M54.1)."""
    disc, root = first(found, tuple(_WITH_A_ROOT)), first(found, ("M541",))
    if not (disc and root):
        return list(found)
    return [one for one in replaced(found, disc, _WITH_A_ROOT[disc.code], root) if one.code != root.code]


def _dementia(found: Sequence[Found]) -> list[Found]:
    """The dementia of a disease that causes it stands behind that disease, in F02 (note at F02)."""
    cause = first(found, _DEMENTING)
    if cause is None:
        return list(found)
    named = [
        replace(one, code=_of_a_disease(one.code)) for one in found if one.code.startswith(("F02", "F03"))
    ]
    if not named and "dementia" in cause.evidence.lower():
        named = [replace(cause, code="F0280")]
    rest = [one for one in found if not one.code.startswith(("F02", "F03"))]
    place = rest.index(cause) + 1
    return [*rest[:place], *named[:1], *rest[place:]]


def _of_a_disease(dementia: str) -> str:
    """The same dementia in another disease: F03.918 is there F02.818, F03.B0 is F02.B0."""
    kind = dementia[3:]
    return f"F028{kind[1:]}" if kind[0] == "9" else f"F02{kind}"


def _after_stroke(found: Sequence[Found]) -> list[Found]:
    """What is left of a stroke, by its own name in place of an unspecified late effect (I.C.9.d)."""
    stroke = first(found, (_LATE, _OVER))
    if stroke is None:
        return list(found)
    left = {one: late for one in found if one.sentence == stroke.sentence and (late := _late(one.code))}
    if not left:
        return list(found)
    kept = [replace(one, code=left[one]) if one in left else one for one in found]
    return [one for one in kept if one.code != stroke.code]


def _late(code: str) -> str:
    """The late effect of a stroke that this deficit is; empty where it is none."""
    start = next((start for start in _DEFICITS if code.startswith(start)), "")
    if start == "G819":
        return f"{_DEFICITS[start]}{_SIDES.get(code[-1], code[-1])}"
    return _DEFICITS.get(start, "")
