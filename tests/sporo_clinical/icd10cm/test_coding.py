import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sporo_clinical.icd10cm.coding import code_text, codes_of
from sporo_clinical.icd10cm.found import Considered, Found, Reason
from sporo_clinical.icd10cm.release import dotted, release


def _codes(text: str) -> list[str]:
    return [dotted(found.code) for found in codes_of(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hypertension and hypothyroidism.", ["I10", "E03.9"]),
        ("Patient denies chest pain, cough or fever.", []),
        ("Possible pneumonia. Rule out pulmonary embolism.", []),
        ("Hepatitis C antibody negative. Suicidal ideation denied.", []),
        ("Non-smoker on a diabetic diet, with a hearing aid.", []),
        ("SpO2 98% on RA, seen in the ED, METOPROLOL 25 MG.", []),
        ("Return if you develop chest pain.", []),
        ("Mother had breast cancer.", ["Z80.3"]),
        ("Family history: diabetes, stroke", ["Z83.3", "Z82.3"]),
        ("History of hypertension.", ["I10"]),
        ("Hypertension treated with lisinopril.", ["I10"]),
        ("History of stroke.", ["Z86.73"]),
        ("He had a heart attack in 2015.", ["I25.2"]),
        ("Gout in the past, resolved.", []),
        ("She presents with a two-month history of cough.", ["R05.9"]),
        ("Two-month history of constipation.", ["K59.00"]),
        ("Denies\nfever, chills,\ncough.", []),
        ("ALLERGIES: Penicillin (rash), sulfa - hives.", []),
        ("Her husband has hepatitis B.", []),
        ("Her reflux is no longer a problem.", []),
        ("Mr. Robert Gout works with stroke patients.", []),
        ("She moved here in the fall.", []),
        ("Obese, with a BMI of 42.", ["E66.9", "Z68.41"]),
        ("The meeting was moved to Tuesday.", []),
        ("", []),
    ],
)
def test_what_the_text_says_of_a_condition_decides(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_a_code_is_listed_once_where_it_is_first_said() -> None:
    (found,) = codes_of("HTN is stable. Hypertension persists.")
    assert (found.evidence, found.start, found.end) == ("HTN", 0, 3)


def test_the_assessment_is_listed_first() -> None:
    text = "HPI: He has insomnia.\n\nASSESSMENT\n1. Type 2 diabetes\n2. Gout\n"
    assert _codes(text) == ["E11.9", "M10.9", "G47.00"]


def test_symptoms_that_the_assessment_draws_nothing_from_are_left_out() -> None:
    review = "REVIEW OF SYSTEMS\nFatigue and dizziness.\n\n"
    assert _codes(review) == ["R53.83", "R42"]
    assert _codes(f"{review}ASSESSMENT\nGout and dizziness.\n") == ["M10.9", "R42"]


def test_symptoms_that_are_left_out_are_considered_with_the_reason() -> None:
    text = "REVIEW OF SYSTEMS\nFatigue.\n\nASSESSMENT\nPneumonia with cough.\n"
    left_out = [(dotted(one.code), one.reason) for one in code_text(text).considered]
    assert left_out == [("R53.83", Reason.NOT_THE_REASON), ("R05.9", Reason.INTEGRAL)]
    kept = code_text(text, keep=frozenset({Reason.NOT_THE_REASON, Reason.INTEGRAL}))
    assert [dotted(one.code) for one in kept.codes] == ["J18.9", "R05.9", "R53.83"]


def test_what_one_mention_supports_and_another_denies_is_coded_and_not_considered() -> None:
    coding = code_text("No asthma as a child. Asthma today.")
    assert [dotted(one.code) for one in coding.codes] == ["J45.909"]
    assert not coding.considered


@pytest.mark.parametrize("heading", ["Medications", "Patient instructions", "Immunizations"])
def test_what_is_taken_or_advised_is_no_finding(heading: str) -> None:
    assert _codes(f"{heading}:\nnitroglycerin for chest pain\n") == []


def test_our_own_terms_are_trusted_more_than_compiled_ones() -> None:
    own, compiled = codes_of("hypertension"), codes_of("schistosomiasis")
    assert 0 < compiled[0].confidence < own[0].confidence < 1


@settings(max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=8),
            st.sampled_from(
                [
                    "CKD",
                    "left",
                    "knee",
                    "pain",
                    "T2DM",
                    "fracture",
                    "no",
                    "history of",
                    ".",
                    "\n",
                    "HTN",
                    "CHF",
                ]
            ),
            st.sampled_from(
                [
                    "Assessment:\n",
                    "mother",
                    "stroke",
                    "BMI 31",
                    "obesity",
                    "stone",
                    "hydronephrosis",
                    "asthma",
                ]
            ),
        ),
        max_size=30,
    )
)
def test_every_code_is_billable_and_every_evidence_stands_in_the_text(said: list[str]) -> None:
    text = " ".join(said)
    coding = code_text(text)
    said_of: tuple[Found | Considered, ...] = (*coding.codes, *coding.considered)
    assert all(release().is_billable(one.code) for one in said_of)
    assert all(one.evidence and text[one.start : one.end] == one.evidence for one in said_of)
    assert len({one.code for one in said_of}) == len(said_of)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "(" * 200_000,
        "T2DM " * 20_000,
        "no T2DM " * 20_000,
        "PAIN AND FEVER " * 15_000,
        "\n" * 200_000,
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert len(codes_of(text)) <= 2


@pytest.mark.parametrize(
    ("text", "code", "left_out"),
    [
        ("Cachexia. Weight loss. Epigastric pain. Dyspepsia.", "K30", "R10.13"),
        ("Delirium due to sepsis. Disoriented.", "F05", "R41.0"),
    ],
)
def test_of_two_codes_that_exclude_each_other_the_finer_stays(text: str, code: str, left_out: str) -> None:
    coding = code_text(text)
    assert code in [dotted(one.code) for one in coding.codes]
    assert (left_out, Reason.EXCLUDED) in [(dotted(one.code), one.reason) for one in coding.considered]


def test_the_vaguer_of_two_codes_that_exclude_each_other_is_kept_where_asked() -> None:
    kept = code_text("Epigastric pain. Dyspepsia.", keep=frozenset({Reason.EXCLUDED}))
    assert {"R1013", "K30"} <= {one.code for one in kept.codes}


def test_a_term_said_without_end_is_read_so_often_and_still_coded_once() -> None:
    coding = code_text("COPD: " * 3000 + "\nLeft knee pain.")
    assert [one.code for one in coding.codes] == ["J449", "M25562"]
