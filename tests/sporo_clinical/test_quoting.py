"""A sentence stands on a quote where that was said, and says all in it that could do harm."""

import pytest

from sporo_clinical.quoting import is_quoted, stands

SAID = (
    "What brings you in? My left knee hurts since Monday. Any fever? No fever at all. I take metoprolol "
    "twenty five milligrams twice a day. Let's start lisinopril ten milligrams. I am not allergic to "
    "anything."
)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Reports left knee pain since Monday.", "My left knee hurts since Monday."),
        ("Denies fever.", "any fever? no fever"),
        ("Metoprolol 25 mg BID.", "metoprolol twenty five milligrams twice a day"),
        ("Start lisinopril 10 mg.", "Let's start lisinopril ten milligrams"),
        ("No known allergies.", "I am not allergic to anything"),
    ],
)
def test_a_sentence_in_a_clinicians_words_stands_on_what_was_said(sentence: str, quote: str) -> None:
    assert stands(sentence, quote, SAID)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Reports right knee pain.", "My left knee hurts since Monday."),
        ("Reports fever.", "No fever at all."),
        ("Denies knee pain.", "My left knee hurts"),
        ("Metoprolol 50 mg twice a day.", "I take metoprolol twenty five milligrams twice a day"),
        ("Lisinopril 25 mg.", "I take metoprolol twenty five milligrams"),
        ("Aspirin 81 mg.", "I take metoprolol"),
        ("Reports knee pain.", "My left knee is swollen"),
        ("Reports knee pain.", "knee"),
        ("Reports knee pain.", ""),
        ("", "My left knee hurts"),
    ],
)
def test_what_was_not_said_or_said_otherwise_does_not_stand(sentence: str, quote: str) -> None:
    assert not stands(sentence, quote, SAID)


def test_marks_and_capitals_do_not_matter_to_a_quote_but_its_words_do() -> None:
    assert is_quoted("MY LEFT KNEE, hurts!", SAID)
    assert not is_quoted("my left kne", SAID)
