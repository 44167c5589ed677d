"""The phrases of an official index in XML, each with its code: a main term with the terms below it.

The Alphabetic Index of diseases and the index of external causes have the same shape. What only refers to
another entry (`see`) is left out.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from lxml import etree

from sporo_clinical.icd10cm.official import text, xml
from sporo_clinical.icd10cm.release import Release, plain

_NONESSENTIAL = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\bNEC\b|\bNOS\b|,\s*unspecified$)")
_LINKING = ("due to", "caused by", "resulting from", "in", "with", "associated with", "following")
_DEEPEST = 5


def index_lines(index: Path, release: Release) -> Iterator[str]:
    """One line a phrase with its code; only of codes that the release has."""
    found = {
        (phrase, code)
        for top in xml(index).iter("mainTerm")
        for phrase, code in _phrases(top, ())
        if release.below(code)
    }
    yield from ("\t".join(pair) for pair in sorted(found))


def _phrases(term: etree._Element, above: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, str]]:
    path = (*above, _ways(text(term.find("title"))))
    code = plain(text(term.find("code")))
    if code:
        yield from ((" ".join(filter(None, words)), code) for words in product(*path))
    if len(path) < _DEEPEST:
        for below in term.findall("term"):
            yield from _phrases(below, path)


def _ways(title: str) -> tuple[str, ...]:
    """What a title offers: "Diabetes, diabetic (mellitus)" is either word, "due to, caused by" neither."""
    plain_title = _NONESSENTIAL.sub("", title)
    said = [way.strip() for way in plain_title.split(",")]
    return tuple(way for way in said if way and way not in _LINKING) or ("",)
