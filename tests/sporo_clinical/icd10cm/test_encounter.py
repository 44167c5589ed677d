import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Wrist fracture. Healing well, cast off today.", "S52.509D"),
        ("Left distal radius fracture. Cast removed, healing well.", "S52.502D"),
        ("Ankle sprain follow-up. Doing better.", "S93.409D"),
        ("Fracture of right clavicle 6 weeks ago. Here for recheck.", "S42.001D"),
        ("Sutures removed today. Laceration of the left forearm.", "S51.812D"),
        ("Laceration of right thumb, here for suture removal.", "S61.011D"),
        ("Burn of left hand. Wound healing well.", "T23.002D"),
        ("Hip fracture, s/p ORIF 3 weeks ago, routine healing.", "S72.009D"),
        ("Wrist fracture two weeks ago, seen today for cast check.", "S52.509D"),
        ("Wrist fracture. Will return for cast removal.", "S52.509A"),
        ("Wrist fracture. Sutures to be removed in 10 days.", "S52.509A"),
        ("Wrist fracture. Not healing well.", "S52.509A"),
        ("New wrist fracture. Follow up in 2 weeks for recheck.", "S52.509A"),
        ("Wrist fracture, cast applied today.", "S52.509A"),
    ],
)
def test_care_after_the_treatment_makes_a_later_visit(text: str, codes: str) -> None:
    assert [dotted(one.code) for one in codes_of(text)] == codes.split()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Late effect of wrist fracture with stiffness.", "S52.509S"),
        ("Sequela of left hip fracture.", "S72.002S"),
        ("Chronic pain due to old tibia fracture.", "G89.29 S82.209S"),
        ("Old tibia fracture.", ""),
    ],
)
def test_what_an_old_injury_left_is_its_sequela(text: str, codes: str) -> None:
    assert [dotted(one.code) for one in codes_of(text)] == codes.split()
