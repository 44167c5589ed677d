"""What a coder would say of a list, and what a coder would laugh at."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sporo_clinical.icd10cm.coding import code_text
from sporo_clinical.icd10cm.release import dotted, release
from sporo_clinical.icd10cm.review import FindingKind, review

NOTE = "Type 2 diabetes, hypertension, left knee pain. Former smoker. Mother had breast cancer. No fever."


def kinds(codes: Sequence[str], text: str = "") -> list[tuple[str, str]]:
    return [(finding.kind, finding.code) for finding in review(codes, text)]


def test_a_list_that_says_it_all_has_no_findings() -> None:
    codes = [dotted(one.code) for one in code_text(NOTE).codes]
    assert len(codes) == 5
    assert review(codes, NOTE) == ()


def test_codes_may_have_their_dots_or_not_and_any_case() -> None:
    assert review(["E11.22", "n18.32"]) == review(["e1122", "N1832"]) == ()


def test_what_is_listed_twice_is_said_once() -> None:
    (finding,) = review(["I10", "i10", " I10 "])
    assert (finding.kind, finding.code) == (FindingKind.DUPLICATE, "I10")
    assert "3 times" in finding.sentence


def test_a_symptom_beside_its_diagnosis_is_pointed_out() -> None:
    (finding,) = review(["J18.9", "R05.1"])
    assert (finding.kind, finding.code) == (FindingKind.SYMPTOM, "R05.1")
    assert "J18.9 (Pneumonia, unspecified organism)" in finding.sentence


def test_what_the_note_supports_and_no_code_covers_is_named_with_its_words() -> None:
    (finding,) = review(["E11.9", "M25.562", "Z87.891", "Z80.3"], NOTE)
    assert (finding.kind, finding.code) == (FindingKind.UNCODED, "I10")
    assert finding.sentence.startswith('The words "hypertension" support I10')


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["E11.42"], "Type 2 diabetes with polyneuropathy."),
        (["E10.9"], "Diabetes, well controlled."),
        (["I12.9", "N18.31"], "Hypertension. CKD 3a."),
        (["J15.9"], "Pneumonia with cough and fever."),
        (["F33.1"], "Depression."),
        (["M17.12"], "Osteoarthritis of the left knee."),
    ],
)
def test_a_code_that_says_more_covers_what_the_note_says_plainly(codes: list[str], text: str) -> None:
    assert FindingKind.UNCODED not in {finding.kind for finding in review(codes, text)}


@pytest.mark.parametrize(
    ("codes", "text", "missing"),
    [
        (["I25.10"], "Coronary artery disease, heart attack in 2015.", "I25.2"),
        (["E87.20"], "Metabolic acidosis, hyperkalemia.", "E87.5"),
        (["E11.9"], "Type 2 diabetes with diabetic chronic kidney disease, stage 3b CKD.", "E11.22"),
        ([], "Gout.", "M10.9"),
    ],
)
def test_another_code_of_the_same_chapter_does_not_cover_it(
    codes: list[str], text: str, missing: str
) -> None:
    assert (FindingKind.UNCODED, missing) in kinds(codes, text)


def test_what_the_note_denies_is_not_missed() -> None:
    assert review([], "Denies chest pain. No fever. Father had gout. Rule out pneumonia.") == ()


def test_one_omission_is_one_finding() -> None:
    assert kinds(["E11.22"], "Type 2 diabetes with diabetic chronic kidney disease, stage 3b CKD.") == [
        (FindingKind.USE_ADDITIONAL, "E11.22")
    ]


def test_what_can_not_be_billed_comes_first() -> None:
    found = kinds(["M25.569", "E11", "XYZ"], "Gout.")
    assert found == [
        (FindingKind.UNKNOWN, "XYZ"),
        (FindingKind.HEADER, "E11"),
        (FindingKind.UNSPECIFIED, "M25.569"),
        (FindingKind.UNCODED, "M10.9"),
    ]


def test_the_day_of_the_visit_is_asked_for() -> None:
    assert review(["I10"], on=date(2026, 11, 2)) == ()
    assert [finding.kind for finding in review(["I10"], on=date(2025, 1, 2))] == [FindingKind.NOT_IN_FORCE]


def test_nothing_in_is_nothing_out() -> None:
    assert review([]) == ()
    assert review(["", "  "]) == ()


CODES = st.sampled_from(release().codes) | st.text(max_size=8)


@settings(max_examples=200)
@given(st.lists(CODES, max_size=8), st.sampled_from(["", NOTE]), st.none() | st.dates())
def test_whatever_is_listed_every_finding_is_a_sentence_with_its_source(
    codes: list[str], text: str, on: date | None
) -> None:
    for finding in review(codes, text, on):
        assert finding.sentence.endswith(".")
        assert finding.source
        assert all(dotted(one.replace(".", "")) == one for one in finding.instead)


@pytest.mark.parametrize(
    ("codes", "about", "instead", "source"),
    [
        ("I10 N18.30", "I10", "I12.9", "I.C.9.a"),
        ("I10 I50.9", "I10", "I11.0", "I.C.9.a"),
        ("I10 I50.9 N18.4", "I10", "I13.0", "I.C.9.a"),
        ("I11.0 I50.9 N18.6", "I11.0", "I13.2", "I.C.9.a"),
        ("I12.9 N18.4 I50.22", "I12.9", "I13.0", "I.C.9.a"),
        ("E11.9 N18.31", "E11.9", "E11.22", "I.C.4.a"),
        ("E10.9 N18.31", "E10.9", "E10.22", "I.C.4.a"),
        ("J44.9 J20.9", "J44.9", "J44.0", "J44.0"),
        ("I25.10 I20.0", "I25.10", "I25.110", "I.C.9.b"),
        ("N20.0 N13.30", "N20.0", "N13.2", "Excludes1"),
        ("K80.20 K81.0", "K80.20", "K80.00", "Excludes1"),
    ],
)
def test_a_list_without_text_is_told_the_code_that_combines_its_codes(
    codes: str, about: str, instead: str, source: str
) -> None:
    (finding,) = (one for one in review(codes.split()) if one.kind is FindingKind.COMBINATION)
    assert (finding.code, finding.instead) == (about, (instead,))
    assert source in finding.source
    assert about in finding.sentence
    assert instead in finding.sentence


@pytest.mark.parametrize(
    "codes", ["I12.9 N18.30", "E11.22 E10.9", "I10 E03.9", "J44.0 J20.9", "I13.0 I50.9 N18.4"]
)
def test_a_list_with_its_combination_is_not_told_of_it(codes: str) -> None:
    assert FindingKind.COMBINATION not in {one.kind for one in review(codes.split())}


def test_a_combination_that_takes_no_place_is_coded_beside() -> None:
    (finding,) = (one for one in review(["J44.1", "J18.9"]) if "J44.0" in one.instead)
    assert finding.kind is FindingKind.USE_ADDITIONAL
