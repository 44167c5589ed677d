"""The lexicon is well kept, and each of its terms leads to its code."""

import pytest

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.lexicon import LEXICON, faults
from sporo_clinical.icd10cm.release import DATA, plain
from sporo_clinical.icd10cm.words import rows

NEED_THEIR_DISEASE = ("Z79.4", "Z99.2")
"""Taking insulin is coded beside diabetes alone, dialysis beside kidney disease."""


def test_the_lexicon_that_ships_has_no_fault() -> None:
    assert list(faults((DATA / LEXICON).read_text("utf-8").splitlines())) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("gout", "a line is a term, one tab and a code."),
        ("gout\tM10.9\tmore", "a line is a term, one tab and a code."),
        ("\tM10.9", "a line is a term, one tab and a code."),
        ("Gout\tM10.9", "“Gout” is not in lower case with single spaces."),
        ("of the\tM10.9", "“of the” has no word by which it could be found."),
        ("gout\tE11.9", "E11.9 stands behind I10: lines go by code."),
        ("high blood pressure\tI10", "“high blood pressure” stands on line 2 too."),
    ],
)
def test_a_fault_is_said_with_its_line(line: str, fault: str) -> None:
    lines = ["# Terms.", "high blood pressure\tI10", line]
    assert list(faults(lines)) == [f"lexicon.tsv, line 3: {fault}"]


def test_each_term_alone_is_coded_as_the_lexicon_says_or_finer() -> None:
    missed = [
        (term, code)
        for term, code in rows(LEXICON)
        if code not in NEED_THEIR_DISEASE and not _is_found(term, plain(code))
    ]
    assert missed == []


def _is_found(term: str, code: str) -> bool:
    return any(found.code.startswith(code) for found in code_text(f"Assessment: {term}.").codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sore throat for two days.", ["J029"]),
        ("Strep throat with a sore throat.", ["J020"]),
        ("CKD stage 2.", ["N182"]),
        ("Chronic constipation.", ["K5909"]),
        ("Hypophosphatemia.", ["E8339"]),
    ],
)
def test_common_complaints_have_the_code_that_they_mean(text: str, codes: list[str]) -> None:
    assert [found.code for found in code_text(text).codes] == codes
