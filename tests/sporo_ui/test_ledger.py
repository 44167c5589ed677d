"""The app's own record: nothing twice, nothing of another person, nothing readable on the disk."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.entries import LOCAL_PERSON, Kind, State
from sporo_ui.errors import AlreadySent, Damaged, Gone, NotYours
from sporo_ui.ledger import Ledger, fingerprint
from sporo_ui.vault import Vault
from tests.at_rest import kept
from tests.sporo_ui.ground import COMPLETED, JOB, KEY, OTHER_TEMPLATE, Ground, answer, wav

texts = st.text(max_size=20)
NOBODY = "f" * 24


def complete(ground: Ground, **extra: object) -> None:
    """Let the service complete the one job under way."""
    ground.clock.pass_(70)
    ground.api.say(answer(200, COMPLETED | extra))
    ground.poller().turn()


def test_a_new_entry_waits_to_be_sent(ground: Ground) -> None:
    entry = ground.submit()
    assert entry.state == State.UNSENT
    assert entry.is_open
    assert (entry.label, entry.filename, entry.template_name) == (
        "JS, room 4",
        "John Smith.wav",
        "GENERAL TEMPLATE",
    )
    assert ground.visits.entries(LOCAL_PERSON) == [entry]


def test_a_double_submit_is_refused_and_names_the_first(ground: Ground) -> None:
    first = ground.submit()
    with pytest.raises(AlreadySent) as caught:
        ground.submit()
    assert caught.value.entry_id == first.id
    assert len(ground.kept_files()) == 1


def test_two_clicks_at_the_same_moment_make_one_entry(ground: Ground) -> None:
    at_once, refused = threading.Barrier(4), list[AlreadySent]()

    def click() -> None:
        at_once.wait()
        try:
            ground.submit()
        except AlreadySent as error:
            refused.append(error)

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    (entry,) = ground.visits.entries(LOCAL_PERSON)
    assert [error.entry_id for error in refused] == [entry.id] * 3


def test_the_same_recording_with_another_template_is_another_entry(ground: Ground) -> None:
    ground.submit()
    ground.submit(template=OTHER_TEMPLATE)
    assert len(ground.visits.entries(LOCAL_PERSON)) == 2


def test_a_finished_recording_still_blocks_a_double_click_but_not_for_ever(ground: Ground) -> None:
    ground.accepted()
    complete(ground)
    with pytest.raises(AlreadySent):
        ground.submit()
    ground.clock.pass_(601)
    assert ground.submit().state == State.UNSENT


def test_a_failed_entry_does_not_block_the_recording(ground: Ground) -> None:
    first = ground.accepted()
    complete(ground, status="failed")
    assert ground.entry(first).state == State.FAILED
    assert ground.submit().id != first.id


def test_sending_the_failed_one_again_beside_its_twin_is_refused(ground: Ground) -> None:
    first = ground.accepted()
    complete(ground, status="failed")
    second = ground.submit()
    with pytest.raises(AlreadySent) as caught:
        ground.visits.send_again(LOCAL_PERSON, first.id)
    assert caught.value.entry_id == second.id


@given(st.tuples(texts, texts, texts), st.tuples(texts, texts, texts))
def test_a_fingerprint_is_the_same_only_for_the_same(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert (fingerprint(*one) == fingerprint(*other)) == (one == other)


def test_a_person_sees_nothing_of_anothers(ground: Ground) -> None:
    ground.submit(person="ada")
    assert ground.visits.entries("bob") == []
    assert not ground.visits.any_open("bob")
    assert ground.visits.any_open("ada")


def test_no_verb_reaches_another_persons_entry(ground: Ground) -> None:
    entry = ground.submit(person="ada")
    for refused in (
        lambda: ground.visits.entry("bob", entry.id),
        lambda: ground.visits.note("bob", entry.id),
        lambda: ground.visits.save_draft("bob", entry.id, 0, "x"),
        lambda: ground.visits.drop_draft("bob", entry.id, 0),
        lambda: ground.visits.send_again("bob", entry.id),
        lambda: ground.visits.discard("bob", entry.id),
        lambda: ground.visits.recording("bob", entry.id),
    ):
        with pytest.raises(NotYours):
            refused()


def test_the_same_recording_of_two_people_is_two_entries(ground: Ground) -> None:
    one, other = ground.submit(person="ada"), ground.submit(person="bob")
    assert one.id != other.id


def test_a_note_comes_by_section_and_keeps_what_the_person_made_of_it(ground: Ground) -> None:
    entry = ground.accepted()
    sections = [{"title": "Subjective", "text": "Cough."}, {"title": "Plan", "text": "Honey."}]
    complete(ground, sections=sections, warnings=["Part of the sound is missing."], writer="local")
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 1, "Honey and rest.")
    note = ground.visits.note(LOCAL_PERSON, entry.id)
    assert [(part.title, part.text, part.is_edited) for part in note.sections] == [
        ("Subjective", "Cough.", False),
        ("Plan", "Honey and rest.", True),
    ]
    assert note.text == "SUBJECTIVE\nCough.\n\nPLAN\nHoney and rest."
    assert (note.transcript, note.warnings, note.writer) == (
        "Cough for a week.",
        ("Part of the sound is missing.",),
        "local",
    )


def test_a_draft_is_replaced_and_taken_back(ground: Ground) -> None:
    entry = ground.accepted()
    complete(ground)
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 0, "One.")
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 0, "Two.")
    assert ground.visits.note(LOCAL_PERSON, entry.id).sections[0].text == "Two."
    ground.visits.drop_draft(LOCAL_PERSON, entry.id, 0)
    assert ground.visits.note(LOCAL_PERSON, entry.id).sections[0].text == "Honey."


def test_a_draft_is_changed_from_what_it_is_whoever_changes_it_at_the_same_moment(ground: Ground) -> None:
    entry = ground.submit()

    def count(_place: int) -> None:
        ground.ledger.revise(LOCAL_PERSON, entry.id, 7, lambda kept: f"{kept}.")

    with ThreadPoolExecutor(4) as together:
        list(together.map(count, range(8)))
    assert ground.ledger.record(LOCAL_PERSON, entry.id, Kind.AUDIO).drafts == {7: "." * 8}
    with pytest.raises(NotYours):
        ground.ledger.revise("bob", entry.id, 7, lambda kept: f"{kept}.")


def test_a_note_sent_again_starts_without_the_old_drafts(ground: Ground) -> None:
    entry = ground.accepted()
    complete(ground, note="")
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 0, "Old.")
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    ground.api.say(answer(202, {"job_id": "2" * 24}))
    ground.sender().turn()
    complete(ground, job_id="2" * 24)
    assert ground.visits.note(LOCAL_PERSON, entry.id).sections[0].text == "Honey."


def test_the_recording_is_let_go_once_transcript_and_note_stand(ground: Ground) -> None:
    entry = ground.accepted()
    assert len(ground.kept_files()) == 1
    complete(ground)
    assert ground.kept_files() == []
    with pytest.raises(Gone):
        ground.visits.recording(LOCAL_PERSON, entry.id)


@pytest.mark.parametrize("lacking", ["transcript", "note"])
@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_an_empty_result_is_said_to_be_empty_and_keeps_the_recording(
    ground: Ground, lacking: str, nothing: str | None
) -> None:
    entry = ground.accepted()
    complete(ground, **{lacking: nothing})
    found = ground.entry(entry)
    assert found.state == State.COMPLETED
    assert found.is_empty
    assert found.can_be_sent_again
    assert len(ground.kept_files()) == 1


def test_a_kept_recording_can_be_heard_and_sent_with_another_template(ground: Ground) -> None:
    entry = ground.accepted(wav(1.5))
    complete(ground, status="failed")
    file, media_type = ground.visits.recording(LOCAL_PERSON, entry.id)
    with file:
        assert file.read() == wav(1.5)
    assert media_type == "audio/wav"
    again = ground.visits.send_again(LOCAL_PERSON, entry.id, OTHER_TEMPLATE)
    assert (again.state, again.template_name) == (State.UNSENT, "SOAP")


def test_send_again_twice_is_send_again_once(ground: Ground) -> None:
    entry = ground.accepted()
    complete(ground, status="failed")
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    ground.visits.send_again(LOCAL_PERSON, entry.id)
    before = len(ground.api.requests)
    ground.api.say(answer(202, {"job_id": "2" * 24}))
    ground.sender().turn()
    ground.sender().turn()
    assert len(ground.api.requests) == before + 1


def test_a_discarded_entry_takes_its_recording_and_drafts_along(ground: Ground) -> None:
    entry = ground.submit()
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 0, "Mine.")
    ground.visits.discard(LOCAL_PERSON, entry.id)
    assert ground.kept_files() == []
    with pytest.raises(NotYours):
        ground.entry(entry)


def test_the_usual_time_is_the_median_of_what_jobs_took(ground: Ground) -> None:
    assert ground.visits.usual_seconds() is None
    for number, seconds in enumerate((70, 500, 90)):
        job_id = f"{number:024}"
        ground.accepted(wav(mark=bytes([number])), job_id)
        ground.clock.pass_(seconds)
        ground.api.say(answer(200, COMPLETED | {"job_id": job_id}))
        ground.poller().turn()
    assert ground.ledger.usual_seconds(Kind.AUDIO) == 90


def test_everything_is_there_after_a_restart(ground: Ground) -> None:
    entry = ground.accepted()
    complete(ground)
    again = Ground(ground.folder, ground.url, clock=ground.clock)
    assert again.visits.note(LOCAL_PERSON, entry.id) == ground.visits.note(LOCAL_PERSON, entry.id)
    again.engine.dispose()


def test_no_word_about_a_patient_can_be_read_in_files_or_tables(ground: Ground) -> None:
    entry = ground.accepted(wav(1.2, b"a telling voice"))
    ground.submit(wav(1.2, b"a waiting voice"))
    complete(ground, transcript="Worsening cough.", note="PLAN\nAntibiotics.", warnings=["Muffled."])
    ground.visits.save_draft(LOCAL_PERSON, entry.id, 0, "Phlebotomy.")
    found = kept(ground.folder, ground.engine)
    assert entry.id.encode() in found["entries"]
    assert len([name for name in found if name.endswith(".sealed")]) == 1
    for name, content in found.items():
        for word in (b"JS, room", b"Smith", b"cough", b"Antibiotics", b"Muffled", b"Phlebotomy", b"voice"):
            assert word not in content, name


def test_another_key_opens_nothing(ground: Ground) -> None:
    ground.submit()
    stranger = Ledger(ground.engine, Vault(KEY[::-1]))
    with pytest.raises(Damaged):
        stranger.entries(LOCAL_PERSON)


def test_an_unknown_entry_is_one_sentence(ground: Ground) -> None:
    with pytest.raises(NotYours) as caught:
        ground.visits.note(LOCAL_PERSON, NOBODY)
    assert JOB not in str(caught.value)


def test_what_a_person_is_done_with_stays_settled_until_it_is_sent_again(ground: Ground) -> None:
    entry = ground.accepted()
    complete(ground, note="")
    ground.visits.settle(LOCAL_PERSON, entry.id, done=True)
    assert ground.entry(entry).is_settled
    ground.visits.settle(LOCAL_PERSON, entry.id, done=False)
    assert not ground.entry(entry).is_settled
    ground.visits.settle(LOCAL_PERSON, entry.id, done=True)
    assert not ground.visits.send_again(LOCAL_PERSON, entry.id).is_settled
