"""What a form answers for a condition that it lists: a box, yes or no, plus or minus, a blank left empty."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from sporo_clinical.text import Sentence

_EMPTY = r"(?:\[[ _]*\]|\([ _]+\)|\(\)|[\N{BALLOT BOX}\N{WHITE SQUARE}\N{WHITE CIRCLE}])"
_TICKED = (
    r"(?:\[[ ]*[xX\N{CHECK MARK}][ ]*\]|\([ ]*[xX\N{CHECK MARK}][ ]*\)"
    r"|[\N{BALLOT BOX WITH X}\N{BALLOT BOX WITH CHECK}\N{CHECK MARK}\N{HEAVY CHECK MARK}])"
)
_BOX = rf"(?:{_EMPTY}|{_TICKED})"
_A_BOX = re.compile(_BOX)
_IS_TICKED = re.compile(_TICKED)
_YES_OR_NO = re.compile(
    rf"[\s:?.-]{{0,4}}(?P<before>{_BOX})?\s*(?:yes|Y)\s*(?P<between>{_BOX})?[\s,/]*(?P<second>{_BOX})?\s*"
    rf"(?:no|n)\b\s*(?P<after>{_BOX})?",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\s*(?:[:=?]|[-\N{EN DASH}]\s)\s*\(?(?:(?i:no|none|never|neg|negative|absent|denie[sd])|N|0)\)?"
    r"(?=\s*(?:[.;,|]?\s*$|[.;,|]\s|\n)|\s{2})"
    r"|\s+N(?=\s*(?:[,;|]|\.?\s*$|\n)|\s{2})"
    r"|\s*[\[(](?i:no|none|never|neg|negative|[-\N{EN DASH}\N{MINUS SIGN}])[\])]"
    r"|\s*:?\s*_{2,}"
)
_PLUS_AFTER = re.compile(r"\s*[\[(](?:\+|yes|pos|positive)[\])]", re.IGNORECASE)
_MINUS_BEFORE = re.compile(r"(?:\([-\N{EN DASH}\N{MINUS SIGN}]\)\s*|(?:^|[\s,;:])[-\N{MINUS SIGN}])$")
_SIGNED = re.compile(r"(?:^|[\s,;:])[-+\N{MINUS SIGN}](?=[A-Za-z])")
_AGREES = {("yes",), ("yeah",), ("yep",), ("correct",)}
_SILENCE = Sentence("", 0, 0, ())
_A_LIST = 2
"""So many words with a sign before them are a list of what is there and what is not."""
_NEAR = 40


def affirmed(asked: Sequence[Sentence]) -> Iterator[Sentence]:
    """The statements, without its question mark each question that the next one answers with yes."""
    for one, following in pairwise([*asked, _SILENCE]):
        if one.asks and following.words[:1] in _AGREES:
            bare = one.text.rstrip("? ")
            yield replace(one, text=bare, end=one.start + len(bare))
        else:
            yield one


def answer(text: str, start: int, end: int) -> bool | None:
    """Whether the form says yes or no to the characters `start` to `end`; None where it asks nothing."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if said := _YES_OR_NO.match(after):
        answered = _of_two(said)
        if answered is not None:
            return answered
    if _PLUS_AFTER.match(after):
        return True
    if _NO.match(after) or _is_minus(text, before):
        return False
    return _of_a_box(text, before, after)


def _of_two(said: re.Match[str]) -> bool | None:
    """Which of "yes" and "no" is ticked; their boxes stand before them or behind them."""
    yes, no = said["before"], said["second"] or said["between"]
    if not yes:
        yes, no = said["between"] or said["second"], said["after"]
    if not yes and not no:
        return None
    return bool(yes and _IS_TICKED.fullmatch(yes))


def _is_minus(text: str, before: str) -> bool:
    sign = _MINUS_BEFORE.search(before)
    return sign is not None and (")" in sign[0] or len(_signed(text)) >= _A_LIST)


@lru_cache(maxsize=64)
def _signed(text: str) -> list[str]:
    return _SIGNED.findall(text)


def _of_a_box(text: str, before: str, after: str) -> bool | None:
    """What the box of an item says: before it where the line opens with one, else behind it."""
    if _opens_with_a_box(text):
        boxes = _A_BOX.findall(before)
        return bool(_IS_TICKED.fullmatch(boxes[-1])) if boxes else None
    box = re.match(rf"\s*:?\s*({_BOX})", after)
    return bool(_IS_TICKED.fullmatch(box[1])) if box else None


@lru_cache(maxsize=64)
def _opens_with_a_box(text: str) -> bool:
    first = _A_BOX.search(text)
    opening = text[: first.start()].strip(" \t-*\N{BULLET}") if first else "x"
    return not opening or opening.endswith(":")
