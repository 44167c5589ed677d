import pytest

from sporo_clinical.icd10cm.choose import code_for, is_vague
from sporo_clinical.icd10cm.match import Line, mentions
from sporo_clinical.icd10cm.words import words


def _codes(text: str) -> list[str | None]:
    line = Line(text, 0, words(text))
    return [code_for(mention, line) for mention in mentions(line)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("knee pain", "M25569"),
        ("right knee pain", "M25561"),
        ("pain in the left knee", "M25562"),
        ("carpal tunnel syndrome on the right", "G5601"),
        ("bilateral carpal tunnel syndrome", "G5603"),
        ("acute otitis media, left ear", "H6692"),
        ("right lower quadrant pain", "R1031"),
        ("left lower quadrant pain", "R1032"),
        ("pain in the left hypochondrium", "R1012"),
        ("left bundle branch block", "I447"),
        ("right bundle branch block", "I4510"),
    ],
)
def test_the_side_that_is_said_decides(text: str, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("left knee pain and right shoulder pain", ["M25562", "M25511"]),
        ("left knee pain, right shoulder pain", ["M25562", "M25511"]),
        ("knee pain on the left, shoulder pain on the right", ["M25562", "M25511"]),
        ("left knee pain and shoulder pain", ["M25562", "M25519"]),
        ("shoulder pain. left knee pain", ["M25519", "M25562"]),
        ("pain in right and left shoulder", ["M25519"]),
        ("right and left carpal tunnel syndrome", ["G5603"]),
    ],
)
def test_a_side_belongs_to_what_it_is_said_of(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_codes_that_name_a_side_need_it_said() -> None:
    assert _codes("pain in the hypochondrium") == [None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Colles fracture of the right radius", "S52531A"),
        ("open Colles fracture of the right radius", "S52531B"),
        ("followup of healing Colles fracture of the right radius", "S52531D"),
        ("sprained left ankle", "S93402A"),
    ],
)
def test_an_injury_is_closed_and_new_unless_said_otherwise(text: str, code: str) -> None:
    assert _codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("asthma", "J45909"),
        ("mild persistent asthma exacerbation", "J4531"),
        ("CKD stage 3b", "N1832"),
        ("major depressive disorder, recurrent, moderate", "F331"),
        ("lung cancer, right upper lobe", "C3411"),
        ("pressure ulcer of sacrum, stage 3", "L89153"),
        ("nephrotic syndrome", "N049"),
    ],
)
def test_the_most_specific_code_that_is_said(text: str, code: str) -> None:
    assert _codes(text) == [code]


def test_names_say_whether_they_are_unspecified() -> None:
    assert is_vague("J45909")
    assert not is_vague("J4531")
