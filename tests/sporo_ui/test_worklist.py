from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.entries import OPEN, Entry, Kind, State
from sporo_ui.worklist import Tab, about, first_tab, heaps, standing, tab_of
from tests.sporo_ui.ground import Ground

NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def entry(state: State = State.COMPLETED, entry_id: str = "e1", **facts: object) -> Entry:
    known: dict[str, object] = {
        "id": entry_id,
        "kind": Kind.AUDIO,
        "state": state,
        "label": "AB, room 3",
        "filenames": ("visit.wav",),
        "template_id": "t1",
        "template_name": "SOAP",
        "created_at": NOW - timedelta(minutes=5),
        "accepted_at": None,
        "finished_at": None,
        "retry_at": None,
        "progress": None,
        "problem": "",
        "next_step": "",
        "is_kept": True,
        "is_empty": False,
        "is_settled": False,
    }
    return Entry(**(known | facts))  # type: ignore[arg-type] # the facts of each test fit


@pytest.mark.parametrize("state", list(State))
def test_what_happens_by_itself_is_in_progress_and_all_else_needs_me(state: State) -> None:
    assert tab_of(entry(state)) is (Tab.IN_PROGRESS if state in OPEN else Tab.NEEDS_ME)


def test_a_note_is_done_when_the_person_says_so() -> None:
    assert tab_of(entry(is_settled=True)) is Tab.DONE


@given(st.lists(st.builds(entry, st.sampled_from(State), is_settled=st.booleans())))
def test_every_entry_is_in_exactly_one_heap(entries: list[Entry]) -> None:
    found = heaps(entries)
    assert list(found) == list(Tab)
    assert sum(map(len, found.values())) == len(entries)


def test_the_worklist_begins_where_the_visit_that_was_just_sent_is() -> None:
    found = heaps([entry(), entry(State.PROCESSING, "e2")])
    assert first_tab(found, "e2") is Tab.IN_PROGRESS
    assert first_tab(found, None) is Tab.NEEDS_ME
    assert first_tab(heaps([]), "gone") is Tab.NEEDS_ME


def test_work_under_way_tells_its_time_and_the_usual_one() -> None:
    working = entry(State.PROCESSING, accepted_at=NOW - timedelta(seconds=40))
    assert standing(working, NOW, None) == "Being worked on for 40 s."
    assert standing(working, NOW, 70) == "Being worked on for 40 s; it usually takes 1 min."


def test_a_visit_that_could_not_be_sent_says_why_and_when_it_is_tried_again() -> None:
    waiting = entry(
        State.UNSENT, problem="The service can't be reached.", retry_at=NOW + timedelta(seconds=20)
    )
    assert standing(waiting, NOW, None) == "The service can't be reached. It is sent again in 20 s."
    assert standing(entry(State.UNSENT), NOW, None) == "Kept here, about to be sent."


def test_a_result_without_a_note_is_not_called_ready() -> None:
    assert standing(entry(is_empty=True), NOW, None) == "Finished, but the recording gave no note."


@pytest.mark.parametrize(
    ("kind", "ready", "empty"),
    [
        (Kind.AUDIO, "The note is ready.", "Finished, but the recording gave no note."),
        (Kind.DOCUMENTS, "The summary is ready.", "Finished, but the documents gave no summary."),
        (Kind.TEXT, "The summary is ready.", "Finished, but the text gave no summary."),
        (Kind.CODES, "The codes are ready.", "Finished, but no code was found in the text."),
    ],
)
def test_every_kind_of_work_says_what_came_of_it(kind: Kind, ready: str, empty: str) -> None:
    assert standing(entry(kind=kind), NOW, None) == ready
    assert standing(entry(kind=kind, is_empty=True), NOW, None) == empty


@pytest.mark.parametrize(
    ("kind", "names", "said"),
    [
        (Kind.AUDIO, ("visit.wav",), "SOAP"),
        (Kind.DOCUMENTS, ("a.pdf",), "a.pdf"),
        (Kind.DOCUMENTS, ("a.pdf", "b.pdf", "c.pdf"), "a.pdf and 2 more"),
        (Kind.TEXT, (), "Text to summarize"),
        (Kind.CODES, (), "Text to code"),
    ],
)
def test_every_kind_of_work_says_what_it_is_about(kind: Kind, names: tuple[str, ...], said: str) -> None:
    assert about(entry(kind=kind, filenames=names)) == said


def test_a_failure_says_its_own_reason_and_is_never_silent() -> None:
    assert standing(entry(State.FAILED, problem="It can't be played."), NOW, None) == "It can't be played."
    assert standing(entry(State.FAILED), NOW, None) == "The service could not finish it."


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_a_sentence(state: State) -> None:
    assert standing(entry(state), NOW, None).endswith(".")


def test_being_done_is_kept_and_can_be_taken_back(ground: Ground) -> None:
    sent = ground.submit()
    ground.visits.settle("local", sent.id, done=True)
    assert ground.entry(sent).is_settled
    ground.visits.settle("local", sent.id, done=False)
    assert not ground.entry(sent).is_settled
