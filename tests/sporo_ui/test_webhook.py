"""A webhook is a hint: it names a job to read, and whatever it says, it says no more than that."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.webhook import Hint, hint_in
from tests.sporo_ui.ground import COMPLETED, JOB


@pytest.mark.parametrize(
    ("status", "has_ended"), [("queued", False), ("processing", False), ("completed", True), ("failed", True)]
)
def test_only_an_end_is_worth_a_read(status: str, *, has_ended: bool) -> None:
    assert hint_in(json.dumps({"job_id": JOB, "status": status}).encode()) == Hint(JOB, has_ended)


def test_an_upload_is_named_by_either_id() -> None:
    for said in ({"upload_id": JOB}, {"upload_id": JOB, "job_id": None}, {"upload_id": None, "job_id": JOB}):
        assert hint_in(json.dumps(said).encode()) == Hint(JOB, has_ended=True)


def test_transcript_and_note_in_it_are_not_taken_over() -> None:
    assert hint_in(json.dumps(COMPLETED).encode()) == Hint(JOB, has_ended=True)


@pytest.mark.parametrize(
    "body", [b"", b"not JSON", b"[]", b"null", b"\xff\xfe", b'{"job_id": 7}', b'{"job_id": ""}']
)
def test_a_body_that_can_not_be_read_still_points_at_its_entry(body: bytes) -> None:
    assert hint_in(body) == Hint(None, has_ended=True)


@pytest.mark.parametrize("job_id", ["../templates", "a b", "a" * 65, "a\n"])
def test_an_id_that_is_no_id_is_not_taken(job_id: str) -> None:
    assert hint_in(json.dumps({"job_id": job_id}).encode()).job_id is None


@given(st.binary())
def test_no_body_breaks_the_receiver(body: bytes) -> None:
    assert isinstance(hint_in(body), Hint)


def test_a_body_nested_without_end_is_only_a_hint() -> None:
    assert hint_in(b"[" * 200_000) == Hint(None, has_ended=True)
