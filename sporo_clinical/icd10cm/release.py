"""The ICD-10-CM code set of one release: which codes exist, which are billable, and what they are called."""

import gzip
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

DATA = Path(__file__).parent / "data"
FILE = DATA / "release.txt.gz"

LABEL = "FY2027"
IN_FORCE = (date(2026, 10, 1), date(2027, 9, 30))
"""The first and the last day on which a visit is coded with this release."""

_LONGEST_CATEGORY = 3


@dataclass(frozen=True)
class Release:
    """Codes without their dot; a header is a code with finer ones below it, and never billed."""

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
        codes, begin = self._billable, plain(prefix)
        found = []
        for place in range(bisect_left(codes, begin), len(codes)):
            if not codes[place].startswith(begin):
                break
            found.append(codes[place])
        return tuple(found)

    @cached_property
    def _billable(self) -> tuple[str, ...]:
        return tuple(sorted(self.names.keys() - self.headers))


@cache
def release() -> Release:
    """The release that the product ships."""
    return read_release(gzip.decompress(FILE.read_bytes()).decode())


def read_release(lines: str) -> Release:
    """The release from lines of code, `billable` or `header`, name and inclusion terms, with tabs between."""
    names, headers, inclusions = {}, set(), {}
    for line in lines.splitlines():
        code, kind, name, *terms = line.split("\t")
        names[code] = name
        if kind == "header":
            headers.add(code)
        if terms:
            inclusions[code] = tuple(terms)
    return Release(names, frozenset(headers), inclusions)


def plain(code: str) -> str:
    """The code as files have it: capitals, no dot, no dash for what may follow."""
    return code.strip().upper().replace(".", "").rstrip("-")


def dotted(code: str) -> str:
    """The code as people write it: `E1122` is E11.22."""
    if len(code) <= _LONGEST_CATEGORY:
        return code
    return f"{code[:_LONGEST_CATEGORY]}.{code[_LONGEST_CATEGORY:]}"
