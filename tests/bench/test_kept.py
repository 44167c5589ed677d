"""What a bench counts of the notes that clinicians wrote."""

import json
from pathlib import Path

from bench.kept import recall
from bench.primock import read_consultations

REFERENCE = "MEDICATIONS\n\nLisinopril 20 mg. Allergic to penicillin.\n\nASSESSMENT\n\nHypertension. Gout."


def test_only_what_was_said_can_be_missing_in_a_note() -> None:
    said = "I take lisinopril twenty milligrams for hypertension and I'm allergic to penicillin."
    counts = recall([("Lisinopril 20 mg for hypertension.", REFERENCE, said)])
    assert counts["drugs"] == (2, 2, 1)
    assert counts["doses"] == (1, 1, 1)
    assert counts["allergies"] == (1, 1, 0)
    assert counts["problems"] == (2, 1, 1)


def test_both_speakers_are_heard_in_the_order_in_which_they_spoke(tmp_path: Path) -> None:
    for folder in ("notes", "transcripts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "notes" / "one.json").write_text(json.dumps({"note": "Cough."}), "utf-8")
    doctor = (
        'xmin = 0 \nxmax = 1 \ntext = "Any <UNSURE>cough</UNSURE>?"\nxmin = 5 \nxmax = 6 \ntext = "Fine."'
    )
    (tmp_path / "transcripts" / "one_doctor.TextGrid").write_text(doctor, "utf-8")
    patient = 'xmin = 2 \nxmax = 3 \ntext = "A ""bad"" one."'
    (tmp_path / "transcripts" / "one_patient.TextGrid").write_text(patient, "utf-8")
    (visit,) = read_consultations(tmp_path)
    assert visit.transcript.replace(" ?", "?") == 'Any cough? A "bad" one. Fine.'
    assert visit.note == "Cough."
