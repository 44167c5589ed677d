"""A JSON body is taken as it stands or refused with one sentence; no body, however strange, gets further."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_service.bodies import DEPTH, PROPERTIES, needed_text, parsed_object
from sporo_service.errors import BadRequest

NOT_JSON = "The request could not be read: it is not valid JSON."
NOT_UNICODE = "The request could not be read: it is not valid UTF-8 text."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", NOT_JSON),
        (b'{"a": 1', NOT_JSON),
        (b"{'a': 1}", NOT_JSON),
        (b'{"a": NaN}', NOT_JSON),
        (b'{"a": -Infinity}', NOT_JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", NOT_JSON),
        (b"[" * 10_000, NOT_JSON),
        (b'{"a":' * 10_000, NOT_JSON),
        (b'{"a": 1e999}', "The request holds a number that is too large."),
        (b"[1]", "The request must be a JSON object."),
        (b'"text"', "The request must be a JSON object."),
        (b"null", "The request must be a JSON object."),
        (b'{"a": 1, "a": 2}', "The request names the same property twice"),
        (b'{"a": {"b": 1, "\\u0062": 2}}', "The request names the same property twice"),
        (b'{"a": "\xff"}', NOT_UNICODE),
        ('{"a": "é"}'.encode("latin-1"), NOT_UNICODE),
        ('{"a": 1}'.encode("utf-16"), NOT_UNICODE),
        (b'{"a": "\\ud800"}', NOT_UNICODE),
        (b'{"\\udfff": 1}', NOT_UNICODE),
        (b'{"a": [{"b": "\\ud800 "}]}', NOT_UNICODE),
        (
            json.dumps(dict.fromkeys(map(str, range(PROPERTIES + 1)))).encode(),
            "The request has more than 100",
        ),
        (b'{"a":' + b"[" * DEPTH + b"]" * DEPTH + b"}", "The request is nested deeper than 20 levels"),
    ],
)
def test_what_cannot_be_taken_as_it_stands_is_refused_with_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parsed_object(body)
    assert refused.value.sentence.startswith(sentence)


def test_what_is_just_within_the_limits_is_taken() -> None:
    assert len(parsed_object(json.dumps(dict.fromkeys(map(str, range(PROPERTIES)))).encode())) == PROPERTIES
    assert parsed_object(b'{"a":' + b"[" * (DEPTH - 1) + b"]" * (DEPTH - 1) + b"}")


def _json_values() -> st.SearchStrategy[object]:
    letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    plain = (
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | letters
    )
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(letters, inner, max_size=4),
        max_leaves=20,
    )


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), _json_values(), max_size=5))
def test_every_object_of_unicode_and_finite_numbers_comes_back_as_it_was(said: dict[str, object]) -> None:
    assert parsed_object(json.dumps(said).encode()) == said
    assert parsed_object(json.dumps(said, ensure_ascii=False).encode()) == said


@given(st.binary(max_size=200))
def test_no_bytes_lead_to_anything_but_an_object_or_a_sentence(body: bytes) -> None:
    with suppress(BadRequest):
        assert isinstance(parsed_object(body), dict)


@pytest.mark.parametrize("text", ["", " ", "\n\t\r", "\x00", "\u00a0", "\u2003\u3000", "\ufeff", "\x85"])
def test_a_text_without_a_visible_sign_is_blank(text: str) -> None:
    with pytest.raises(BadRequest, match="blank"):
        needed_text({"text": text}, "text")


def test_a_text_is_handed_on_unchanged() -> None:
    assert needed_text({"text": " a\x00\n"}, "text") == " a\x00\n"
