import pytest

from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted
from sporo_clinical.icd10cm.shared import read_apart
from sporo_clinical.icd10cm.words import words


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Right knee and left ankle pain.", "M25.561 M25.572"),
        ("Pain in right knee and left ankle.", "M25.561 M25.572"),
        ("Right knee, left ankle and left hip pain.", "M25.561 M25.572 M25.552"),
        ("Pain of the left shoulder, right elbow and right hip.", "M25.512 M25.521 M25.551"),
        ("Right hip and left knee OA.", "M16.11 M17.12"),
        ("Osteoarthritis of the right hip and left knee.", "M16.11 M17.12"),
        ("Right wrist and left ankle sprains.", "S63.501A S93.402A"),
        ("Contusions of the right knee and left elbow.", "S80.01XA S50.02XA"),
        ("Right eye and left ear pain.", "H57.11 H92.02"),
        ("Bilateral knee and left hip pain.", "M25.561 M25.562 M25.552"),
        ("Right wrist and left wrist pain.", "M25.531 M25.532"),
        ("Right wrist sprain and left ankle sprain.", "S63.501A S93.402A"),
        ("Cellulitis of right leg and left foot.", "L03.115 L03.116"),
        ("Right knee and ankle pain.", "M25.561 M25.571"),
        ("Left knee, ankle and right hip pain.", "M25.562 M25.572 M25.551"),
        ("Pain in the left hip and knee.", "M25.552 M25.562"),
        ("No right knee or left ankle pain.", ""),
        ("Denies right knee and left ankle pain.", ""),
    ],
)
def test_every_site_of_a_list_has_the_condition_that_they_share(text: str, codes: str) -> None:
    assert [dotted(one.code) for one in codes_of(text)] == codes.split()


def test_the_evidence_is_exact_though_words_are_left_out() -> None:
    text = "Right knee, left ankle and left hip pain."
    assert all(text[one.start : one.end] == one.evidence for one in codes_of(text))


def test_a_sentence_without_such_a_list_is_read_once() -> None:
    for text in ("Left knee pain and cough", "Knee pain", "Foot and mouth disease", ""):
        assert list(read_apart(text, 0, words(text))) == [(text, words(text))]


def test_a_list_longer_than_anybody_has_is_read_once() -> None:
    text = ", ".join(["left knee"] * 50) + " and right hip pain"
    assert len(list(read_apart(text, 0, words(text)))) == 1
