"""Whatever goes wrong, the clinician reads one sentence and what to do next."""

import pytest

from sporo_ui import errors
from sporo_ui.errors import Broken, Busy, NotAllowed, Rejected, SporoError, Unknown, from_status, plain

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SporoError)]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected),
        (401, NotAllowed),
        (403, NotAllowed),
        (404, Unknown),
        (405, Rejected),
        (413, Rejected),
        (422, Rejected),
        (429, Busy),
        (500, Broken),
        (502, Broken),
        (503, Busy),
        (507, Busy),
        (307, Broken),
    ],
)
def test_each_status_is_one_kind_of_trouble(status: int, kind: type[SporoError]) -> None:
    error = from_status(status, "")
    assert type(error) is kind
    assert str(status) in error.detail


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_a_sentence_and_a_next_step(kind: type[SporoError]) -> None:
    for said in (kind.sentence, kind.next_step):
        assert said[0].isupper()
        assert said.endswith(".")
        assert "!" not in said


@pytest.mark.parametrize("kind", KINDS[1:], ids=lambda kind: kind.__name__)
def test_every_kind_is_in_the_picture(kind: type[SporoError]) -> None:
    assert errors.__doc__ is not None
    assert f"─ {kind.__name__}  " in errors.__doc__ or f"├─ {kind.__name__} " in errors.__doc__


def test_what_the_service_says_plainly_is_what_is_shown() -> None:
    sentence = "Rate limit of 5 requests per minute exceeded."
    assert from_status(429, sentence).sentence == sentence
    assert from_status(400, sentence).sentence == sentence


@pytest.mark.parametrize(
    "dump", ["", "<html>", "{'a': 1}", "KeyError: 'x'", "Traceback (most recent call last)", "x" * 301]
)
def test_what_is_no_sentence_is_not_shown(dump: str) -> None:
    assert plain(dump) == ""
    assert from_status(400, dump).sentence == Rejected.sentence


def test_a_sentence_over_two_lines_is_one_line() -> None:
    assert plain("The file\n  is too large.") == "The file is too large."


def test_a_file_may_be_called_anything_and_its_sentence_is_still_one() -> None:
    said = "“<scan>[2] Error: {1}.pdf” is protected with a password."
    assert plain(said) == said
    assert plain(f"{said} <html>") == ""
