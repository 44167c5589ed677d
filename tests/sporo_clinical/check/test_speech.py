import pytest

from sporo_clinical.check.speech import heard_findings
from sporo_clinical.check.strand import heard


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Any fever? No.", {"fever": "denied"}),
        ("any fever no", {"fever": "denied"}),
        ("Any fever? Uh, I have not.", {"fever": "denied"}),
        ("Have you had nausea? Yes.", {"nausea": "present"}),
        ("Chest pain? Dizziness? No.", {"chest pain": "denied", "dizziness": "denied"}),
        ("I have a cough but no fever.", {"cough": "present", "fever": "denied"}),
        ("no fever but i have a cough", {"cough": "present", "fever": "denied"}),
        ("Any fever or cough? Just a little bit of nausea.", {"fever": "asked", "cough": "asked"}),
        ("If you get a fever, call us.", {"fever": "open"}),
        ("I don't think I've had any nausea.", {"nausea": "denied"}),
    ],
)
def test_speech_tells_how_it_stands_to_a_finding(said: str, stands: dict[str, str]) -> None:
    found = {finding.name: finding.stand.value for finding in heard_findings(heard(said))}
    assert found | stands == found


def test_what_a_relative_has_is_the_relatives() -> None:
    (finding,) = heard_findings(heard("My mother had a stroke."))
    assert finding.person == "mother"
