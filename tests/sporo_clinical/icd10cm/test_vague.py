import pytest

from sporo_clinical.icd10cm.finding import FindingKind
from sporo_clinical.icd10cm.release import plain, release
from sporo_clinical.icd10cm.vague import vague
from sporo_clinical.icd10cm.words import rows


@pytest.mark.parametrize(
    ("code", "missing", "choice"),
    [
        ("M25569", "the side", "M25.561"),
        ("H6690", "the side", "H66.92"),
        ("S93409A", "the side", "S93.402A"),
        ("N189", "the stage", "N18.30"),
        ("L89159", "the stage", "L89.152"),
        ("O0990", "the trimester", "O09.92"),
        ("E669", "the class", "E66.812"),
        ("F329", "the severity", "F32.1"),
        ("J45909", "the severity", "J45.30"),
        ("I4891", "paroxysmal", "I48.0"),
        ("I509", "systolic or diastolic", "I50.22"),
        ("F17200", "the tobacco product", "F17.210"),
        ("R109", "the part of the abdomen", "R10.31"),
    ],
)
def test_the_missing_word_is_named_with_codes_that_have_it(code: str, missing: str, choice: str) -> None:
    (finding,) = vague(code)
    assert finding.kind is FindingKind.UNSPECIFIED
    assert missing in finding.sentence
    assert choice in finding.instead


@pytest.mark.parametrize(
    "code",
    ["E039", "D649", "J189", "J209", "J069", "N390", "E785", "F419", "M109", "K5900", "M5450", "I10", "E119"],
)
def test_what_nobody_knows_at_a_visit_is_no_fault_of_the_code(code: str) -> None:
    assert list(vague(code)) == []


def test_an_unspecified_code_beside_its_finer_one_adds_nothing() -> None:
    (finding,) = vague("M25569", ["M25569", "M25562"])
    assert "adds nothing to M25.562" in finding.sentence
    assert finding.instead == ("M25.562",)


def test_where_the_note_has_the_word_its_code_is_named() -> None:
    (finding,) = vague("N189", ["N189"], ["N1832", "I10"])
    assert finding.sentence.endswith(
        "does not say the stage; the note does: N18.32 (Chronic kidney disease, stage 3b)."
    )
    assert finding.instead == ("N18.32",)


def test_a_long_choice_is_cut_in_the_sentence_and_whole_beside_it() -> None:
    (finding,) = vague("M2550")
    assert "or one of 8 more" in finding.sentence
    assert len(finding.instead) == 12


def test_every_choice_of_every_code_can_be_billed() -> None:
    found = [finding for code in release().billable("M") for finding in vague(code)]
    assert len(found) > 100
    assert all(release().is_billable(code) for finding in found for code in finding.instead)


def test_our_own_table_names_billable_codes() -> None:
    for code, _, choices in rows("vague.tsv"):
        assert all(release().is_billable(plain(one)) for one in (code, *choices.split())), code
