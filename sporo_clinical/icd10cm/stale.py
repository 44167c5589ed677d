"""Whether the codes that our own lists name are those of a release."""

from collections.abc import Iterator

from sporo_clinical.icd10cm.drug_use import ADVERSE, NONE, UNDERDOSED, Drug, effect_code
from sporo_clinical.icd10cm.release import Release, plain
from sporo_clinical.icd10cm.tables import ACTIVE, OVER
from sporo_clinical.icd10cm.words import rows


def stale(release: Release) -> Iterator[str]:
    """Each code, with its list, that the release does not have: the beginning of none, or not billable."""
    for table, code in _beginnings():
        if not release.billable(code):
            yield f"{table}: {code}"
    for table, code in _results():
        if plain(code) not in {ACTIVE, OVER} and not release.is_billable(code):
            yield f"{table}: {code}"


def _beginnings() -> Iterator[tuple[str, str]]:
    """Codes that stand for all that begin so."""
    yield from (("lexicon.tsv", code) for _, code in rows("lexicon.tsv"))
    for table in ("past.tsv", "family.tsv"):
        yield from ((table, start) for start, _ in rows(table))
    for starts, symptoms in rows("integral.tsv"):
        yield from (("integral.tsv", start) for start in f"{starts} {symptoms}".split())
    for _, _, reasons, _ in rows("drugs.tsv"):
        yield from (("drugs.tsv", start) for start in reasons.split() if start != NONE)


def _results() -> Iterator[tuple[str, str]]:
    """Codes that are given as they stand."""
    for table in ("past.tsv", "family.tsv"):
        yield from ((table, code) for _, code in rows(table))
    for code, _, choices in rows("vague.tsv"):
        yield from (("vague.tsv", one) for one in (code, *choices.split()))
    for caused in rows("by_drug.tsv"):
        yield from (("by_drug.tsv", code) for code in caused)
    for _, status, _, effect in rows("drugs.tsv"):
        drug = Drug(status, (), plain(effect))
        given = (status, *(effect_code(drug, kind) for kind in (ADVERSE, UNDERDOSED)))
        yield from (("drugs.tsv", code) for code in given if code != NONE)
