import pytest

from sporo_clinical.icd10cm.named_codes import named_codes
from sporo_clinical.icd10cm.release import read_release

CODES = (
    "C43 C44 C4A E10 E1065 E109 E11 E1121 E1122 E119 K353 K3530 K3531 K36 M45 M450 M45A0 "
    "S061 S062 S0630 S069 T36 T360X1A T360X5A T3691XA T3695XA T40411A T40415A"
)
RELEASE = read_release(
    "FY2027\t2026-10-01\t2027-09-30\n" + "".join(f"{code}\tbillable\tName\n" for code in CODES.split())
)
CATEGORIES = ("C43", "C4A", "C44", "E10", "E11", "K35", "K36", "M45", "T36", "T40")


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("type 2 diabetes (E11.-)", "E11"),
        ("appendicitis (K35.30, K36)", "K3530 K36"),
        ("melanoma (C43-C44)", "C43 C4A C44"),
        ("diabetes (E10.--E11.-)", "E10 E11"),
        ("diabetes (E10.65-E11.21)", "E1065 E109 E1121"),
        ("injuries classified in S06.1- to S06.3-, code to the injury", "S061 S062 S0630"),
        ("nephropathy (E10-E11 with .21)", "E1121"),
        ("nephropathy (E10-E11 with .21-.22)", "E1121 E1122"),
        ("adverse effect (T36-T40 with fifth or sixth character 5)", "T360X5A T3695XA T40415A"),
        ("poisoning (T36-T40 with fifth or sixth character 1-4)", "T360X1A T3691XA T40411A"),
        ("spondylitis (M45.- with fourth character A)", "M45A0"),
        ("conditions classifiable to K35.-", "K35"),
        ("vitamin B12 deficiency anemia", ""),
        ("tuberculosis, any type in A15 (C44)", "C44"),
        ("fracture (S06.- with open fracture 7th character)", ""),
        ("intent (T36-T40 with fifth or sixth character to indicate intent)", ""),
        ("underlying disease", ""),
    ],
)
def test_the_codes_that_a_note_names_are_their_beginnings(note: str, codes: str) -> None:
    assert " ".join(named_codes(note, RELEASE, CATEGORIES)) == codes
