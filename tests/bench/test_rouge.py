import pytest

from bench.rouge import Rouge, rouge


def test_the_same_text_scores_one_and_another_nothing() -> None:
    assert rouge("Chest pain.", "chest pain") == Rouge(1.0, 1.0, 1.0)
    assert rouge("cough", "fever") == Rouge(0.0, 0.0, 0.0)


def test_order_counts_for_pairs_and_sequences_and_not_for_words() -> None:
    score = rouge("pain chest", "chest pain")
    assert (score.one, score.two) == (1.0, 0.0)
    assert score.longest == pytest.approx(0.5)
