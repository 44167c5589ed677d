"""The ICD-10-CM code set of one release: which codes exist, which are billable, and what they are called."""

import gzip
import os
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

DATA = Path(__file__).parent / "data"
RELEASE = "release.txt.gz"

_LONGEST_CATEGORY = 3
_BEHIND_ALL = "~"
"""Stands behind every character of a code."""


@dataclass(frozen=True)
class Release:
    """Codes without their dot; a header is a code with finer ones below it, and never billed."""

    label: str
    """What it is called, as `FY2027`."""
    in_force: tuple[date, date]
    """The first and the last day on which a visit is coded with it."""
    names: Mapping[str, str]
    headers: frozenset[str]
    inclusions: Mapping[str, tuple[str, ...]]
    """The inclusion terms of the tabular list, by the code under which they stand."""

    def name(self, code: str) -> str:
        """What the code is called; `KeyError` where the release has no such code."""
        return self.names[plain(code)]

    def is_billable(self, code: str) -> bool:
        """Whether the code exists in this release and has nothing finer below it."""
        return plain(code) in self.names and plain(code) not in self.headers

    def billable(self, prefix: str) -> tuple[str, ...]:
        """The billable codes that begin so, itself among them; none where there is none."""
        return _beginning(plain(prefix), self._billable)

    def below(self, prefix: str) -> tuple[str, ...]:
        """The codes that begin so, headers and itself among them."""
        return _beginning(plain(prefix), self.codes)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes in the order of the alphabet, headers among them."""
        return tuple(sorted(self.names))

    @cached_property
    def _billable(self) -> tuple[str, ...]:
        return tuple(code for code in self.codes if code not in self.headers)


def built(name: str) -> Path:
    """Where a compiled file lies: in the folder that `SPORO_ICD10_DIR` names, else with the product."""
    return Path(os.environ.get("SPORO_ICD10_DIR") or DATA) / name


@cache
def release() -> Release:
    """The release that is in use."""
    return read_release(gzip.decompress(built(RELEASE).read_bytes()).decode())


def read_release(lines: str) -> Release:
    """The release from a line of label, first and last day, and one a code: kind, name, inclusion terms."""
    head, *rest = lines.splitlines()
    label, first, last = head.split("\t")
    names, headers, inclusions = {}, set(), {}
    for line in rest:
        code, kind, name, *terms = line.split("\t")
        names[code] = name
        if kind == "header":
            headers.add(code)
        if terms:
            inclusions[code] = tuple(terms)
    in_force = (date.fromisoformat(first), date.fromisoformat(last))
    return Release(label, in_force, names, frozenset(headers), inclusions)


def plain(code: str) -> str:
    """The code as files have it: capitals, no dot, no dash for what may follow."""
    return code.strip().upper().replace(".", "").rstrip("-")


def dotted(code: str) -> str:
    """The code as people write it: `E1122` is E11.22."""
    if len(code) <= _LONGEST_CATEGORY:
        return code
    return f"{code[:_LONGEST_CATEGORY]}.{code[_LONGEST_CATEGORY:]}"


def _beginning(beginning: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Those of the sorted codes that begin so."""
    return tuple(codes[bisect_left(codes, beginning) : bisect_left(codes, f"{beginning}{_BEHIND_ALL}")])
