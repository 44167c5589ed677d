"""How far a pregnancy is: the trimester of its codes, and the weeks beside them.

Guidelines, sections I.C.15.a.3 and I.C.21.c.11.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sporo_clinical.icd10cm.found import Found
from sporo_clinical.icd10cm.release import release

_WEEKS = re.compile(
    r"\b(\d{1,2})(?:\s*\+\s*\d|[ -]\d/7)?[ -]*(?:weeks?|wks?)(?:[' ,]*\d days?)?[' ]*"
    r"(?:pregnan\w+|gestation\w*|GA\b|EGA\b|IUP\b|of (?:gestation|pregnancy))"
    r"|\b(?:pregnan\w+|gestation|gestational age(?: of)?|EGA|GA|IUP)[ ,:]*(?:at|of|is)? *"
    r"(\d{1,2})[ -]*(?:weeks?|wks?|w\d?)\b"
    r"|\b(?:pre-?eclampsia|eclampsia|gestational (?:diabetes|hypertension)|prenatal visit|contractions)"
    r"[^.;]{0,20}? at (\d{1,2}) ?(?:weeks|wks)\b"
    r"|\bG\d+ ?P\d+\w* at (\d{1,2})(?:[ -]*(?:weeks?|wks?|w\d?d?))",
    re.IGNORECASE,
)
_TRIMESTER = re.compile(r"\b(first|second|third|1st|2nd|3rd) trimester\b", re.IGNORECASE)
_NUMBERED = {"1st": "first", "2nd": "second", "3rd": "third"}
_OVER = re.compile(
    r"\b(?:deliver\w*|born|birth|miscarr\w*|loss|abort\w*|previous\w*|prior|last)\W[^.]*$", re.IGNORECASE
)
_NEAR = 60
_SECOND, _THIRD = 14, 28
"""The first weeks of the second and third trimester (chapter 15, introduction)."""
_LEAST, _MOST, _TERM = 8, 42, 45
_UNSAID = "unspecified trimester"
_ABORTIVE = ("O00", "O01", "O02", "O03", "O04", "O07", "O08")
_SURE = 0.9


class _Said(NamedTuple):
    weeks: int | None
    trimester: str
    start: int
    end: int


def with_gestation(text: str, found: Sequence[Found]) -> list[Found]:
    """The codes, those of pregnancy with the trimester that the text says, and with its weeks behind them."""
    if not any(one.code.startswith(("O", "Z34")) for one in found):
        return list(found)
    said = _said(text)
    if not said:
        return list(found)
    dated = [replace(one, code=_in_trimester(one.code, said.trimester)) for one in found]
    carried = next((one for one in dated if one.code[0] == "O" and not one.code.startswith(_ABORTIVE)), None)
    if carried and said.weeks is not None and not any(one.code.startswith("Z3A") for one in found):
        place = (said.start, said.end)
        weeks = Found(_weeks_code(said.weeks), text[slice(*place)], *place, _SURE, said.start, carried.rank)
        dated.append(weeks)
    return dated


def _said(text: str) -> _Said | None:
    for week in _WEEKS.finditer(text):
        weeks = int(next(group for group in week.groups() if group))
        if weeks <= _TERM and not _OVER.search(text[max(0, week.start() - _NEAR) : week.start()]):
            return _Said(weeks, _trimester(weeks), week.start(), week.end())
    for said in _TRIMESTER.finditer(text):
        number = said[1].lower()
        return _Said(None, _NUMBERED.get(number, number), said.start(), said.end())
    return None


def _trimester(weeks: int) -> str:
    return "first" if weeks < _SECOND else "second" if weeks < _THIRD else "third"


def _weeks_code(weeks: int) -> str:
    if weeks < _LEAST:
        return "Z3A01"
    return f"Z3A{weeks:02}" if weeks <= _MOST else "Z3A49"


@cache
def _in_trimester(code: str, trimester: str) -> str:
    """The same code with the trimester; itself where it has none, or says one."""
    names = release().names
    if _UNSAID not in names[code]:
        return code
    wanted = names[code].replace(_UNSAID, f"{trimester} trimester")
    return next((other for other in release().billable(code[:3]) if names[other] == wanted), code)
