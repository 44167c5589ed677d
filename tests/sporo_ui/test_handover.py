"""From a note or summary to its codes, and what the codes know of it later."""

import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.errors import AlreadySent, NotYours, Unsuitable
from sporo_ui.texts import TextRequest
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, JOB, UPLOADED, Ground, answer

LINE = {"text": "Aspirin 81 mg", "sources": [{"file": "report 1.txt", "page": 1, "quote": "aspirin"}]}
SUMMARY = {
    "upload_id": JOB,
    "status": "completed",
    "response": "MEDICATIONS\n- Aspirin 81 mg",
    "sections": [{"title": "Medications", "lines": [LINE]}],
    "conflicts": [{"about": "Dose of aspirin", "lines": [LINE]}],
    "documents": [{"name": "gout.pdf", "error_code": "damaged", "error_message": "gout.pdf is damaged."}],
}


def note(ground: Ground) -> Entry:
    return ground.finished(ground.submit(), ACCEPTED, COMPLETED)


def text(ground: Ground, entry: Entry) -> str:
    return ground.codes.text(LOCAL_PERSON, entry.id)


def test_a_note_is_handed_over_as_it_now_stands_and_keeps_its_label(ground: Ground) -> None:
    visit = note(ground)
    ground.visits.save_draft(LOCAL_PERSON, visit.id, 0, "Honey. Asthma action plan.")
    entry = ground.codes.hand_over(LOCAL_PERSON, visit.id)
    assert (entry.label, entry.origin) == (visit.label, visit.id)
    assert text(ground, entry) == "PLAN\nHoney. Asthma action plan."


def test_a_summary_hands_over_its_sections_without_conflicts_and_files(ground: Ground) -> None:
    summary = ground.finished(ground.submit_documents(), UPLOADED, SUMMARY)
    assert text(ground, ground.codes.hand_over(LOCAL_PERSON, summary.id)) == "MEDICATIONS\n- Aspirin 81 mg"


def test_the_summary_of_a_text_is_handed_over_too(ground: Ground) -> None:
    ground.api.say(answer(200, {"response": "PROBLEMS\n- Cough"}))
    summary = ground.texts.summarize(LOCAL_PERSON, TextRequest("JS", "He coughs."))
    assert text(ground, ground.codes.hand_over(LOCAL_PERSON, summary.id)) == "PROBLEMS\n- Cough"


def test_what_is_not_there_yet_is_not_handed_over(ground: Ground) -> None:
    with pytest.raises(Unsuitable, match="There is no text"):
        ground.codes.hand_over(LOCAL_PERSON, ground.submit().id)


def test_nobody_hands_over_anothers_note(ground: Ground) -> None:
    with pytest.raises(NotYours):
        ground.codes.hand_over("bob", note(ground).id)


def test_the_same_note_twice_is_refused_but_two_patients_may_have_the_same(ground: Ground) -> None:
    visit = note(ground)
    entry = ground.codes.hand_over(LOCAL_PERSON, visit.id)
    with pytest.raises(AlreadySent) as refused:
        ground.codes.hand_over(LOCAL_PERSON, visit.id)
    assert refused.value.entry_id == entry.id
    pasted = ground.codes.submit(LOCAL_PERSON, "another patient", text(ground, entry))
    assert pasted.id != entry.id


def test_codes_are_out_of_date_while_their_note_says_something_else(ground: Ground) -> None:
    visit = note(ground)
    entry = ground.codes.hand_over(LOCAL_PERSON, visit.id)
    coded = ground.codes.result(LOCAL_PERSON, entry.id)
    assert coded.origin
    assert (coded.origin.id, coded.is_out_of_date) == (visit.id, False)

    ground.visits.save_draft(LOCAL_PERSON, visit.id, 0, "Codeine.")
    assert ground.codes.result(LOCAL_PERSON, entry.id).is_out_of_date
    handed = ground.codes.made_of(LOCAL_PERSON, visit.id)
    assert handed
    assert (handed.entry.id, handed.is_out_of_date) == (entry.id, True)

    ground.visits.drop_draft(LOCAL_PERSON, visit.id, 0)
    assert not ground.codes.result(LOCAL_PERSON, entry.id).is_out_of_date


def test_the_newest_codes_of_a_note_are_found(ground: Ground) -> None:
    visit = note(ground)
    assert ground.codes.made_of(LOCAL_PERSON, visit.id) is None
    ground.codes.hand_over(LOCAL_PERSON, visit.id)
    ground.visits.save_draft(LOCAL_PERSON, visit.id, 0, "Codeine.")
    ground.clock.pass_(1)
    again = ground.codes.hand_over(LOCAL_PERSON, visit.id)
    handed = ground.codes.made_of(LOCAL_PERSON, visit.id)
    assert handed
    assert (handed.entry.id, handed.is_out_of_date) == (again.id, False)


def test_codes_outlive_the_note_that_they_were_made_from(ground: Ground) -> None:
    visit = note(ground)
    entry = ground.codes.hand_over(LOCAL_PERSON, visit.id)
    ground.visits.discard(LOCAL_PERSON, visit.id)
    coded = ground.codes.result(LOCAL_PERSON, entry.id)
    assert (coded.origin, coded.is_out_of_date, coded.text) == (None, False, "PLAN\nHoney.")
    assert coded.entry.origin == visit.id


def test_nobody_sees_what_another_handed_over(ground: Ground) -> None:
    visit = note(ground)
    ground.codes.hand_over(LOCAL_PERSON, visit.id)
    assert ground.codes.made_of("bob", visit.id) is None
