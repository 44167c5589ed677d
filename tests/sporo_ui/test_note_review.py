"""Places of the flat note are places of its sections' texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.entries import flat
from sporo_ui.note_review import Place, digest, place_in

TEXT = st.text(alphabet="ab ß\n.\t\U0001f600", max_size=12)
PARTS = st.lists(st.tuples(TEXT, TEXT), max_size=5)


@given(PARTS, st.data())
def test_the_words_of_a_place_are_those_of_the_flat_note(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    note = flat(parts)
    start = data.draw(st.integers(0, len(note)))
    end = data.draw(st.integers(start, len(note)))
    place = place_in(parts, start, end)
    if place:
        assert parts[place.section][1][place.start : place.end] == note[start:end]


def test_a_word_of_a_section_is_found_and_one_of_a_title_is_not() -> None:
    parts = [("Plan", "Honey."), ("", ""), ("Straße", "  Rest now.")]
    note = flat(parts)
    assert place_in(parts, note.index("Rest"), note.index("Rest") + 4) == Place(2, 2, 6)
    assert place_in(parts, 0, 4) is None
    assert place_in(parts, None, None) is None


@pytest.mark.parametrize("other", ["Honey", "honey.", "Honey. ", ""])
def test_another_text_has_another_digest(other: str) -> None:
    assert digest("Honey.") != digest(other)


def test_a_text_with_half_a_character_has_a_digest_too() -> None:
    assert len(digest("\ud83d")) == 64
