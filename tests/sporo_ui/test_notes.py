"""A note is edited, settled and signed; what was signed is known by its digest."""

import hashlib

import pytest

from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.errors import Changed, NotYours, Unsigned
from sporo_ui.note_review import NoteReview, Settlement, Verdict
from sporo_ui.notes import LONGEST_CHECKED, Notes
from sporo_ui.versions import How
from tests.at_rest import kept
from tests.sporo_ui.flags import wherever
from tests.sporo_ui.ground import ACCEPTED, COMPLETED, OTHER_TEMPLATE, Ground, wav

NOTE = "PLAN\nStart honey 20 mg. Come back.\n\nEXAM\nClear chest."


def visit(ground: Ground, **result: object) -> Entry:
    answered = COMPLETED | {"note": NOTE, "transcript": "Take honey."} | result
    return ground.finished(ground.submit(), ACCEPTED, answered)


def review(notes: Notes, entry: Entry) -> NoteReview:
    return notes.review(LOCAL_PERSON, entry.id)


def settle(notes: Notes, entry: Entry, verdict: Verdict, reason: str = "") -> None:
    flags = review(notes, entry).flags
    notes.settle(LOCAL_PERSON, entry.id, [Settlement(flag.mark, verdict, reason) for flag in flags])


def sign(notes: Notes, entry: Entry, name: str = "Ada Byron") -> None:
    notes.sign(LOCAL_PERSON, entry.id, name, review(notes, entry).digest)


def test_a_note_without_flags_is_signed_with_name_time_and_the_digest_of_its_text(ground: Ground) -> None:
    entry = visit(ground)
    assert not review(ground.notes, entry).is_signed
    sign(ground.notes, entry)
    signed = review(ground.notes, entry)
    assert signed.signature
    assert signed.is_signed
    assert (signed.signature.name, signed.signature.at.timestamp()) == ("Ada Byron", ground.clock.now)
    assert signed.signature.digest == hashlib.sha256(NOTE.encode()).hexdigest()
    assert ground.notes.signer(LOCAL_PERSON) == "Ada Byron"
    assert ground.notes.signer("bob") == ""


def test_an_edit_voids_a_signature_and_the_same_text_has_it_again(ground: Ground) -> None:
    entry = visit(ground)
    sign(ground.notes, entry)
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, "Wheeze.")
    assert (review(ground.notes, entry).is_signed, review(ground.notes, entry).is_voided) == (False, True)
    sign(ground.notes, entry, "Bea")
    signed = review(ground.notes, entry)
    assert signed.signature
    assert (signed.is_signed, signed.signature.name) == (True, "Bea")
    ground.notes.drop_draft(LOCAL_PERSON, entry.id, 1)
    assert review(ground.notes, entry).is_voided


def test_an_open_flag_forbids_to_sign(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    assert review(notes, entry).hindrance == "1 flag is open: settle it first."
    with pytest.raises(Unsigned) as refused:
        sign(notes, entry)
    assert refused.value.next_step == "1 flag is open: settle it first."
    assert review(notes, entry).signature is None
    settle(notes, entry, Verdict.DISMISSED, "It was on the box.")
    sign(notes, entry)
    assert review(notes, entry).is_signed


def test_a_flag_is_settled_by_editing_the_text(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    notes.save_draft(LOCAL_PERSON, entry.id, 0, "Start honey. Come back.")
    assert review(notes, entry).flags == ()


def test_a_settled_flag_stays_settled_while_its_sentence_stands_and_opens_with_it(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    settle(notes, entry, Verdict.ACCEPTED)
    notes.save_draft(LOCAL_PERSON, entry.id, 0, "Rest first.\nStart honey 20 mg. Come back soon.")
    (flag,) = review(notes, entry).flags
    assert flag.settlement
    assert (flag.is_open, flag.settlement.verdict) == (False, Verdict.ACCEPTED)
    notes.save_draft(LOCAL_PERSON, entry.id, 0, "Stop honey 20 mg. Come back soon.")
    assert review(notes, entry).open


def test_what_was_settled_can_be_opened_again(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    settle(notes, entry, Verdict.ACCEPTED)
    settle(notes, entry, Verdict.OPEN)
    assert review(notes, entry).open


def test_two_flags_that_say_the_same_are_settled_one_by_one(ground: Ground) -> None:
    notes = ground.notes_checked_by(wherever("20 mg"))
    entry = visit(ground, note="PLAN\nHoney 20 mg.\nHoney 20 mg.")
    first, second = review(notes, entry).flags
    notes.settle(LOCAL_PERSON, entry.id, [Settlement(first.mark, Verdict.ACCEPTED)])
    assert [flag.mark for flag in review(notes, entry).open] == [second.mark]


def test_what_another_window_changed_is_not_signed_unseen(ground: Ground) -> None:
    entry = visit(ground)
    shown = review(ground.notes, entry).digest
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, "Wheeze.")
    with pytest.raises(Changed):
        ground.notes.sign(LOCAL_PERSON, entry.id, "Ada", shown)
    assert review(ground.notes, entry).signature is None


def test_a_change_between_the_check_and_the_signature_is_not_signed_either(ground: Ground) -> None:
    entry = visit(ground)
    changes: list[str] = ["Wheeze."]

    def slow_check(_transcript: str, _note: str) -> list[object]:
        if changes:
            ground.visits.save_draft(LOCAL_PERSON, entry.id, 1, changes.pop())
        return []

    notes = ground.notes_checked_by(slow_check)  # type: ignore[arg-type] # it never answers a flag
    with pytest.raises(Changed):
        notes.sign(LOCAL_PERSON, entry.id, "Ada", review(ground.notes, entry).digest)
    assert review(ground.notes, entry).signature is None


@pytest.mark.parametrize("name", ["", "  \n"])
def test_nobody_signs_without_a_name(ground: Ground, name: str) -> None:
    entry = visit(ground)
    with pytest.raises(Unsigned, match="needs a name"):
        sign(ground.notes, entry, name)


def test_nobody_reviews_or_signs_anothers_note(ground: Ground) -> None:
    entry = visit(ground)
    shown = review(ground.notes, entry).digest
    for trespass in (
        lambda: ground.notes.review("bob", entry.id),
        lambda: ground.notes.sign("bob", entry.id, "Bob", shown),
        lambda: ground.notes.versions("bob", entry.id),
        lambda: ground.notes.settle("bob", entry.id, [Settlement("m", Verdict.ACCEPTED)]),
        lambda: ground.notes.save_draft("bob", entry.id, 0, "x"),
    ):
        with pytest.raises(NotYours):
            trespass()


def test_an_empty_note_is_not_signed_and_a_note_without_transcript_is_said_to_be_unchecked(
    ground: Ground,
) -> None:
    notes = ground.notes_checked_by(wherever("honey"))
    empty = visit(ground, note="")
    assert review(notes, empty).hindrance == "There is no note to sign."
    assert "nothing to check" in review(notes, empty).unchecked
    ground.clock.pass_(2000)
    mute = ground.finished(
        ground.submit(wav(mark=b"2")), ACCEPTED, COMPLETED | {"transcript": "", "note": NOTE}
    )
    assert "could not be checked" in review(notes, mute).unchecked
    assert review(notes, mute).hindrance == ""


def test_what_is_too_long_is_said_to_be_unchecked(ground: Ground) -> None:
    notes = ground.notes_checked_by(wherever("honey"))
    entry = visit(ground, transcript="honey " * (LONGEST_CHECKED // 6))
    assert "too long to be checked" in review(notes, entry).unchecked
    assert review(notes, entry).flags == ()


def test_the_same_texts_are_checked_once(ground: Ground) -> None:
    asked = list[str]()

    def check(_transcript: str, note: str) -> list[object]:
        asked.append(note)
        return []

    notes, entry = ground.notes_checked_by(check), visit(ground)  # type: ignore[arg-type] # it never answers a flag
    review(notes, entry)
    review(notes, entry)
    assert asked == [NOTE]


def test_versions_are_what_the_service_wrote_edits_together_and_what_was_signed(ground: Ground) -> None:
    entry = visit(ground)
    for text in ("Wh", "Wheeze", "Wheeze."):
        ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, text)
        ground.clock.pass_(60)
    sign(ground.notes, entry)
    ground.clock.pass_(60)
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, "Clear again.")
    ground.clock.pass_(3600)
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, "Clear.")
    versions = ground.notes.versions(LOCAL_PERSON, entry.id)
    assert [(version.how, version.parts[1][1]) for version in versions] == [
        (How.WRITTEN, "Clear chest."),
        (How.EDITED, "Wheeze."),
        (How.SIGNED, "Wheeze."),
        (How.EDITED, "Clear again."),
        (How.EDITED, "Clear."),
    ]
    assert versions[2].signer == "Ada Byron"


def test_an_edit_that_changes_nothing_is_no_version(ground: Ground) -> None:
    entry = visit(ground)
    sign(ground.notes, entry)
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 1, "Clear chest.")
    assert [version.how for version in ground.notes.versions(LOCAL_PERSON, entry.id)] == [
        How.WRITTEN,
        How.SIGNED,
    ]


def test_nothing_of_it_can_be_read_in_the_database(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    notes.save_draft(LOCAL_PERSON, entry.id, 1, "Wheezing.")
    settle(notes, entry, Verdict.DISMISSED, "Said on the phone.")
    sign(notes, entry)
    shown = review(notes, entry).digest.encode()
    for content in kept(ground.folder, ground.engine).values():
        for secret in (b"Wheezing", b"on the phone", b"Ada Byron", shown, b"dismissed"):
            assert secret not in content


def test_a_note_that_is_asked_for_anew_begins_without_signature_and_versions(ground: Ground) -> None:
    entry = visit(ground, note="")
    ground.notes.save_draft(LOCAL_PERSON, entry.id, 0, "x")
    ground.notes.settle(LOCAL_PERSON, entry.id, [Settlement("m", Verdict.ACCEPTED)])
    ground.visits.send_again(LOCAL_PERSON, entry.id, OTHER_TEMPLATE)
    assert len(ground.notes.versions(LOCAL_PERSON, entry.id)) == 1


def test_a_discarded_note_takes_all_of_it_along(ground: Ground) -> None:
    notes, entry = ground.notes_checked_by(wherever("20 mg")), visit(ground)
    notes.save_draft(LOCAL_PERSON, entry.id, 1, "Wheezing.")
    settle(notes, entry, Verdict.ACCEPTED)
    sign(notes, entry)
    ground.visits.discard(LOCAL_PERSON, entry.id)
    found = kept(ground.folder, ground.engine)
    assert {found[table] for table in ("versions", "settlements", "signatures")} == {b""}
