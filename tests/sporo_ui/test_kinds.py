"""Every kind of work has its own words, and no kind is left without."""

import pytest

from sporo_ui.entries import Kind
from sporo_ui.errors import Broken, JobFailed, Rejected
from sporo_ui.kinds import ALREADY_SENT, EMPTY, LOOK, LOST, READY, gone, next_step


@pytest.mark.parametrize("words", [ALREADY_SENT, EMPTY, LOOK, LOST, READY])
def test_every_kind_is_spoken_of_in_sentences(words: dict[Kind, str]) -> None:
    assert set(words) == set(Kind)
    assert all(said.endswith(".") for said in words.values())


@pytest.mark.parametrize("kind", Kind)
def test_what_failed_or_was_refused_leads_on_by_its_kind(kind: Kind) -> None:
    assert "kept here" in next_step(kind, JobFailed())
    assert "iscard" in next_step(kind, Rejected())
    assert ("template" in next_step(kind, Rejected())) is (kind is Kind.AUDIO)
    assert next_step(kind, Broken()) == Broken.next_step


@pytest.mark.parametrize(("kind", "what"), [(Kind.AUDIO, "recording"), (Kind.DOCUMENTS, "documents")])
def test_what_is_gone_is_called_by_its_name(kind: Kind, what: str) -> None:
    assert what in gone(kind).sentence
