import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical import headings
from sporo_clinical.headings import PartKind, kind_of, parts


def kinds(text: str) -> list[str]:
    return [part.kind.value for part in parts(text)]


def test_headings_on_lines_open_parts() -> None:
    text = "CHIEF COMPLAINT\n\nKnee pain.\n\nMedications:\nAspirin 81 mg\n\n## Allergies\nPenicillin\n"
    found = parts(text)
    assert [(part.title, part.kind.value) for part in found] == [
        ("CHIEF COMPLAINT", "complaint"),
        ("Medications", "medications"),
        ("Allergies", "allergies"),
    ]
    assert text[found[1].start : found[1].end] == "Aspirin 81 mg\n\n"


def test_headings_stand_in_one_line_of_capitals_and_commas() -> None:
    text = "SUBJECTIVE:,  Asthma.,MEDICATIONS: , Zyrtec.,ALLERGIES: , None.,OBJECTIVE:,Vitals:  BP 124/78."
    assert kinds(text) == ["history", "medications", "allergies", "exam", "vitals"]


def test_a_heading_may_have_its_text_beside_it() -> None:
    assert [(part.title, part.kind.value) for part in parts("Plan: rest.\nFollow-up: in two weeks.")] == [
        ("Plan", "plan"),
        ("Follow-up", "follow_up"),
    ]


def test_a_body_system_belongs_to_where_it_stands() -> None:
    text = "REVIEW OF SYSTEMS\nRespiratory: no cough.\nPHYSICAL EXAM\nLungs: clear.\nASSESSMENT\nAsthma."
    assert kinds(text) == ["symptoms", "symptoms", "exam", "exam", "assessment"]


def test_labels_inside_an_assessment_are_no_headings() -> None:
    text = "ASSESSMENT AND PLAN\nCOPD.\n- Medical Treatment: albuterol.\n- Education: smoking.\nHypertension."
    assert kinds(text) == ["assessment"]


def test_values_in_capitals_are_no_headings() -> None:
    assert kinds("VITALS\nBP: 120/80\nHR: 98\nSPO2: 98%") == ["vitals"]


def test_an_unknown_loud_title_opens_a_part_of_its_own_outside_lists() -> None:
    assert kinds("HISTORY: pain.\nSELECTIVE ANGIOGRAPHY: clean.\nPLAN: none.") == ["history", "other", "plan"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("LABS ON DISCHARGE 03/07/2024", PartKind.RESULTS),
        ("Admission labs", PartKind.RESULTS),
        ("Known drug allergies", PartKind.ALLERGIES),
        ("Pertinent imaging studies", PartKind.RESULTS),
        ("Discharge weather", PartKind.OTHER),
    ],
)
def test_a_title_is_known_beside_the_words_that_say_when_it_was(title: str, kind: PartKind) -> None:
    assert kind_of(title) is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("TRANSFER INSTRUCTIONS", PartKind.INSTRUCTIONS),
        ("HOSPITAL COURSE PER PROBLEM LIST", PartKind.COURSE),
        ("Transfer instructions", PartKind.OTHER),
        ("TREATMENT / PROCEDURE", PartKind.OTHER),
    ],
)
def test_a_title_in_capitals_is_known_by_its_beginning_or_its_end(title: str, kind: PartKind) -> None:
    assert kind_of(title) is kind


def test_what_follows_a_patients_name_after_an_empty_line_is_not_about_the_name() -> None:
    assert kinds("Patient: Doe, Jane\nBorn: 1953\n\nSodium 139\n") == ["patient", "other"]


def test_text_without_headings_is_one_part() -> None:
    text = "A 50-year-old with asthma: she wheezes."
    assert [(part.title, part.kind, part.start, part.end) for part in parts(text)] == [
        ("", PartKind.OTHER, 0, len(text))
    ]
    assert parts(" \n") == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PAST MEDICAL HISTORY:", "background"),
        ("Lungs", "exam"),
        ("Follow-Up", "follow_up"),
        ("Weather", "other"),
    ],
)
def test_a_title_tells_what_stands_under_it(title: str, kind: str) -> None:
    assert kind_of(title).value == kind


@given(st.text(alphabet="Pla n:\n,.ALERGIS-*#", max_size=200))
def test_parts_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for part in parts(text):
        assert end <= part.start <= part.end <= len(text)
        end = part.end


def test_each_title_means_one_thing() -> None:
    file = Path(headings.__file__).parent / "data" / "headings.toml"
    titles = [title for lists in tomllib.loads(file.read_text("utf-8")).values() for title in lists["titles"]]
    assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize(
    "piece", ["A", "A ", ", A", "ABC, ", "a b ", "\n", "AB:", "Plan: a\n", "- A-", "**A "]
)
def test_a_million_characters_are_divided_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    parts(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - begin < 20
