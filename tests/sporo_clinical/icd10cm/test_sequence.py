from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.companions import code_first
from sporo_clinical.icd10cm.found import Found, Rank
from sporo_clinical.icd10cm.release import dotted, plain
from sporo_clinical.icd10cm.sequence import in_order


def found(code: str, place: int = 0) -> Found:
    return Found(plain(code), code, place, place + 1, 1.0, place, Rank.TOLD)


@pytest.mark.parametrize(
    "codes",
    [
        "N18.4 D63.1",
        "I13.0 N18.30",
        "E11.22 N18.6",
        "G30.9 F02.80",
        "A41.9 R65.21",
        "N39.0 B96.20",
        "O41.1210 Z3A.20",
    ],
)
def test_a_cause_stands_before_what_it_causes_however_it_was_said(codes: str) -> None:
    wanted = codes.split()
    for said in permutations(wanted):
        assert [dotted(one.code) for one in in_order([found(code) for code in said])] == wanted


def test_codes_without_an_order_stay_as_they_were_said() -> None:
    said = ["M54.50", "I10", "E03.9", "J45.909"]
    assert [one.evidence for one in in_order([found(code) for code in said])] == said


@given(
    st.permutations(
        ["N184", "D631", "I130", "I509", "E1122", "Z794", "B9620", "N390", "F0280", "G309", "K219"]
    )
)
def test_every_order_of_a_list_loses_nothing_and_has_no_cause_behind(codes: list[str]) -> None:
    listed = [one.code for one in in_order([found(code) for code in codes])]
    assert sorted(listed) == sorted(codes)
    assert not [one for one in code_first(listed) if one.sentence.startswith("List ")]


def test_the_list_of_a_text_is_in_order() -> None:
    assert [dotted(one.code) for one in codes_of("Anemia in CKD. CKD stage 4.")] == ["N18.4", "D63.1"]
