"""Which codes a note of the tabular list names: "(E08-E13 with .21)" are E0821, E0921, E1021 and so on."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from sporo_clinical.icd10cm.release import Release, plain

_CODE = r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_ANY_CODE = re.compile(rf"\b{_CODE}")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_VITAMIN = re.compile(r"vitamin B\d+")
_RANGE = re.compile(rf"\b(?P<first>{_CODE})(?:[.-]*\s*(?:-|to)\s*(?P<last>{_CODE}))?")
_PLACES = {"4th": 3, "fourth": 3, "5th": 4, "fifth": 4, "6th": 5, "sixth": 5, "7th": 6, "seventh": 6}
_INTENT = re.compile(r"fifth or sixth? characters? (?P<said>.+)")
_ONE_PLACE = re.compile(rf"(?P<place>{'|'.join(_PLACES)})[ -]characters?\.? \.?(?P<said>[0-9A-Z].*)")
_ENDINGS = re.compile(r"(?:final characters? )?[-.]?(?P<said>\d[\d., or-]*)")
_CATEGORY = 3
_INTENT_PLACE = 5

_Test = Callable[[str], bool]


def named_codes(note: str, release: Release, categories: Sequence[str]) -> tuple[str, ...]:
    """The plain beginnings of the codes that the note names; none where it limits them in words.

    `categories` are those of the tabular list in its order, where C4A follows C43.
    """
    found: dict[str, None] = {}
    for phrase in _phrases(note):
        said, _, limit = phrase.partition("with ")
        beginnings = [one for span in _RANGE.finditer(said) for one in _span(span, release, categories)]
        found |= dict.fromkeys(_limited(beginnings, limit, release) if limit else beginnings)
    return tuple(found)


def _phrases(note: str) -> list[str]:
    """What stands in parentheses, where codes do; else the note itself."""
    inner = [phrase for phrase in _PARENTHESES.findall(note) if _ANY_CODE.search(phrase)]
    return inner or [_VITAMIN.sub("", note)]


def _span(span: re.Match[str], release: Release, categories: Sequence[str]) -> list[str]:
    """The beginnings from the first code to the last."""
    first, last = plain(span["first"]), plain(span["last"] or "")
    if not last:
        return [first]
    if first in categories and last in categories:
        return list(categories[categories.index(first) : categories.index(last) + 1])
    return list(_between(first, last, release))


def _between(first: str, last: str, release: Release) -> Iterator[str]:
    """The shortest beginnings that hold exactly the codes from first to last."""
    taken = "-"
    for code in release.codes[bisect_left(release.codes, first) :]:
        if code[: len(last)] > last:
            return
        reaches_beyond = last.startswith(code) and code != last
        if not code.startswith(taken) and not reaches_beyond:
            taken = code
            yield code


def _limited(beginnings: Sequence[str], limit: str, release: Release) -> Iterator[str]:
    """Of the codes that begin so, those that a condition as "with fifth character 1" leaves, one each way."""
    fits = _test(limit.strip())
    if fits is None:
        return
    kept = ""
    for beginning in beginnings:
        for code in release.below(beginning):
            if fits(code) and not (kept and code.startswith(kept)):
                kept = code
                yield code


def _test(limit: str) -> _Test | None:
    """What a code must fulfil; None where the condition is not one of characters."""
    if intent := _INTENT.match(limit):
        return _has_intent(_choices(intent["said"]))
    if one := _ONE_PLACE.match(limit):
        return _has_at(_PLACES[one["place"]], _choices(one["said"]))
    if endings := _ENDINGS.fullmatch(limit):
        return _ends_in(_choices(endings["said"]))
    return None


def _has_intent(choices: Sequence[str]) -> _Test:
    """The intent of a poisoning is the sixth character, or the fifth before a placeholder."""
    return lambda code: code[_INTENT_PLACE - code[_INTENT_PLACE:].startswith("X") :][:1] in choices


def _has_at(place: int, choices: Sequence[str]) -> _Test:
    return lambda code: code[place : place + 1] in choices


def _ends_in(choices: Sequence[str]) -> _Test:
    return lambda code: code[_CATEGORY:].startswith(tuple(choices))


def _choices(said: str) -> list[str]:
    """What "1-4 or 6" or ".14, .24" allows."""
    found: list[str] = []
    for piece in re.findall(r"[0-9A-Z]+(?:\s*-\s*\.?[0-9A-Z]+)?", said):
        first, _, last = piece.replace(" ", "").replace(".", "").partition("-")
        if last and len(first) == len(last) and first.isdigit() and last.isdigit():
            found += [str(number).zfill(len(first)) for number in range(int(first), int(last) + 1)]
        else:
            found += [first]
    return found
