"""Whether our lexicon is well kept: one term a line, each once, in the order of the codes."""

from collections.abc import Iterator, Sequence

from sporo_clinical.icd10cm.naming import bag
from sporo_clinical.icd10cm.release import plain

LEXICON = "lexicon.tsv"
_COLUMNS = 2


def faults(lines: Sequence[str]) -> Iterator[str]:
    """What is wrong, each with its line: the form, the order, a term twice, or one that nothing could find.

    Whether its codes are those of a release, `stale` says.
    """
    first: dict[str, int] = {}
    before = ""
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        term, _, code = line.partition("\t")
        if fault := _fault(line, term, code) or _order(code, before):
            yield f"{LEXICON}, line {number}: {fault}"
        elif term in first:
            yield f"{LEXICON}, line {number}: “{term}” stands on line {first[term]} too."
        first.setdefault(term, number)
        before = code


def _fault(line: str, term: str, code: str) -> str:
    if line.count("\t") != _COLUMNS - 1 or not term or not code:
        return "a line is a term, one tab and a code."
    if term != " ".join(term.lower().split()):
        return f"“{term}” is not in lower case with single spaces."
    if not bag(term):
        return f"“{term}” has no word by which it could be found."
    return ""


def _order(code: str, before: str) -> str:
    return f"{code} stands behind {before}: lines go by code." if plain(code) < plain(before) else ""
