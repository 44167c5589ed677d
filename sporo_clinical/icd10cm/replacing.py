"""How a list of codes is changed where one code says what others of it say, or more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sporo_clinical.icd10cm.found import Found


def first(found: Iterable[Found], starts: tuple[str, ...]) -> Found | None:
    """The first code of the list that begins with one of these."""
    return next((one for one in found if one.code.startswith(starts)), None)


def replaced(found: Sequence[Found], part: Found, code: str, other: Found | None) -> list[Found]:
    """The combination where the first of its parts stood: listed before what it is coded with."""
    new = replace(part, code=code, confidence=weaker(part, other or part))
    rest = [one for one in found if one.code not in {part.code, code}]
    place = min(found.index(part), found.index(other) if other else len(found))
    return [*rest[:place], new, *rest[place:]]


def beside(found: Sequence[Found], part: Found, code: str) -> list[Found]:
    """One more code that rests on the same words, listed before it."""
    place = found.index(part)
    return [*found[:place], replace(part, code=code), *found[place:]]


def weaker(one: Found, other: Found) -> float:
    """How sure one is of both."""
    return min(one.confidence, other.confidence)
