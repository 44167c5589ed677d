"""Status codes that a number in the text gives."""

import re
from collections.abc import Iterator, Sequence

from sporo_clinical.icd10cm.found import Found

_BMI = re.compile(
    r"\b(?:BMI|body mass index)\D{0,12}(\d{1,2}(?:\.\d+)?)(?P<child>(?:st|nd|rd|th)? ?(?:percentile|%ile))?",
    re.IGNORECASE,
)
_OF_A_CHILD = ((5.0, "Z6851"), (85.0, "Z6852"), (95.0, "Z6853"))
_HEAVIEST_CHILD = "Z6854"
_WEIGHT = ("E66", "E43", "E44", "E46", "R63", "E40", "E41", "E64")
_STEPS = (
    (18.5, "Z6818"),
    (20.0, "Z6819"),
    *((float(step), f"Z68{step - 1}") for step in range(21, 41)),
    (45.0, "Z6841"),
)
_MOST = ((50.0, "Z6842"), (60.0, "Z6843"), (70.0, "Z6844"))
_SURE = 0.95


def body_mass(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """The body mass index, beside the diagnosis that it belongs to (guidelines, section I.B.14)."""
    weight = next((one for one in found if one.code.startswith(_WEIGHT)), None)
    said = _BMI.search(text) if weight else None
    if weight and said:
        yield Found(
            percentile_code(float(said[1])) if said["child"] else body_mass_code(float(said[1])),
            said[0],
            said.start(),
            said.end(),
            _SURE,
            weight.sentence,
            weight.rank,
        )


def body_mass_code(index: float) -> str:
    """The code of an adult's body mass index, in kilograms by square metre."""
    return next((code for limit, code in (*_STEPS, *_MOST) if index < limit), "Z6845")


def percentile_code(percentile: float) -> str:
    """The code of a child's body mass index, in percentiles of the age."""
    return next((code for limit, code in _OF_A_CHILD if percentile < limit), _HEAVIEST_CHILD)
