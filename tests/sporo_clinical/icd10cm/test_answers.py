"""Forms answer by boxes, yes and no, signs and blanks."""

import pytest

from sporo_clinical.icd10cm.answers import affirmed, answer
from sporo_clinical.icd10cm.coding import codes_of
from sporo_clinical.icd10cm.release import dotted
from sporo_clinical.statements import statements

NO = [
    "[ ] Gout",
    "Gout [ ]",
    "Gout: [ ] yes [x] no",
    "Gout Yes( ) No(X)",
    "☐ Gout",
    "Gout (-)",
    "(-) Gout",
    "Gout: N",
    "Gout N, Asthma Y",
    "Gout = 0",
    "Gout ____",
    "-Gout, +Asthma",
    "Gout [no]",
    "Gout - no",
    "- [ ] Gout",
    "Past problems: [ ] Gout [x] Asthma",
    "[x] Asthma [ ] Gout",
]
YES = [
    "[x] Gout",
    "Gout [x]",
    "Gout: [x] yes [ ] no",
    "Gout Yes(X) No( )",
    "☒ Gout ☐ Asthma",
    "Gout (+)",
    "[X] Gout [ ] Asthma",
]
NOTHING = [
    "Gout",
    "Gout, no asthma",
    "Gout: No tophi",
    "Gout - new",
    "Gout 0/10 pain",
    "acute-on-chronic Gout",
]
ASKED = "Do you have asthma? Yes. Any gout? No. Seen by Dr. Smith?"


def _answer(text: str) -> bool | None:
    start = text.index("Gout")
    return answer(text, start, start + len("Gout"))


@pytest.mark.parametrize("text", NO)
def test_no_is_told(text: str) -> None:
    assert _answer(text) is False


@pytest.mark.parametrize("text", YES)
def test_yes_is_told(text: str) -> None:
    assert _answer(text) is True


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_form_has_no_answer(text: str) -> None:
    assert _answer(text) is None


@pytest.mark.parametrize("text", NO)
def test_what_a_form_denies_is_not_coded(text: str) -> None:
    assert "M10.9" not in [dotted(one.code) for one in codes_of(text)]


def test_a_question_that_is_answered_yes_is_a_statement() -> None:
    said = list(affirmed(statements(ASKED)))
    assert [one.asks for one in said] == [False, False, True, False, True]
    assert all(ASKED[one.start : one.end] == one.text for one in said)
    assert [dotted(one.code) for one in codes_of(ASKED)] == ["J45.909"]
