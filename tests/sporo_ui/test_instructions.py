"""A note is said again for its patient, and the instructions know when it says something else."""

import json

import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.errors import AlreadySent, NotYours, Unsuitable
from sporo_ui.instructions import FOCUS
from sporo_ui.texts import TextRequest
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, Ground, answer


def note(ground: Ground) -> Entry:
    entry = ground.finished(ground.submit(), ACCEPTED, COMPLETED)
    ground.api.say(answer(200, {"response": "PLAN\n- Take honey."}))
    return entry


def test_the_note_is_sent_as_it_now_stands_in_plain_words_with_its_label_and_origin(ground: Ground) -> None:
    visit = note(ground)
    ground.notes.save_draft(LOCAL_PERSON, visit.id, 0, "Honey at night.")
    made = ground.instructions.write(LOCAL_PERSON, visit.id)
    assert (made.label, made.origin) == (visit.label, visit.id)
    sent = json.loads(ground.api.requests[-1].content)
    assert "Honey at night." in json.dumps(sent)
    assert FOCUS in json.dumps(sent)


def test_instructions_are_out_of_date_while_the_note_says_something_else(ground: Ground) -> None:
    visit = note(ground)
    assert ground.instructions.made_of(LOCAL_PERSON, visit.id) is None
    made = ground.instructions.write(LOCAL_PERSON, visit.id)
    handed = ground.instructions.made_of(LOCAL_PERSON, visit.id)
    assert handed
    assert (handed.entry.id, handed.is_out_of_date) == (made.id, False)
    ground.notes.save_draft(LOCAL_PERSON, visit.id, 0, "Codeine.")
    origin = ground.instructions.origin(LOCAL_PERSON, made)
    assert origin
    assert origin.entry
    assert (origin.entry.id, origin.is_out_of_date) == (visit.id, True)
    ground.notes.drop_draft(LOCAL_PERSON, visit.id, 0)
    handed = ground.instructions.made_of(LOCAL_PERSON, visit.id)
    assert handed
    assert not handed.is_out_of_date


def test_instructions_outlive_their_note(ground: Ground) -> None:
    visit = note(ground)
    made = ground.instructions.write(LOCAL_PERSON, visit.id)
    ground.visits.discard(LOCAL_PERSON, visit.id)
    origin = ground.instructions.origin(LOCAL_PERSON, made)
    assert origin
    assert (origin.entry, origin.is_out_of_date) == (None, False)


def test_the_summary_of_a_text_alone_has_no_origin(ground: Ground) -> None:
    note(ground)
    made = ground.texts.summarize(LOCAL_PERSON, TextRequest("JS", "He coughs."))
    assert ground.instructions.origin(LOCAL_PERSON, made) is None


def test_the_same_note_twice_is_refused(ground: Ground) -> None:
    visit = note(ground)
    made = ground.instructions.write(LOCAL_PERSON, visit.id)
    with pytest.raises(AlreadySent) as refused:
        ground.instructions.write(LOCAL_PERSON, visit.id)
    assert refused.value.entry_id == made.id


def test_nobody_makes_instructions_of_anothers_note_or_of_none(ground: Ground) -> None:
    with pytest.raises(NotYours):
        ground.instructions.write("bob", note(ground).id)
    ground.clock.pass_(2000)
    with pytest.raises(Unsuitable):
        ground.instructions.write(LOCAL_PERSON, ground.submit().id)
