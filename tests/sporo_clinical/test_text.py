from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.text import ngrams, sentences, tokens, words_of


@given(st.text())
def test_a_token_and_a_sentence_are_exactly_the_characters_at_their_place(text: str) -> None:
    for token in tokens(text):
        assert (
            text[token.start : token.end].lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
            == token.word
        )
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


@given(st.text(alphabet="ab .?!\n", max_size=200))
def test_no_word_is_lost_or_doubled_between_sentences(text: str) -> None:
    assert [token for sentence in sentences(text) for token in sentence.tokens] == list(tokens(text))


def test_sentences_end_at_full_stops_but_not_at_titles_or_decimals() -> None:
    found = [sentence.text for sentence in sentences("Dr. Lee saw her. Her A1c is 9.2 percent! Really? Yes")]
    assert found == ["Dr. Lee saw her.", "Her A1c is 9.2 percent!", "Really?", "Yes"]


def test_speaker_labels_are_left_out_and_end_a_sentence() -> None:
    assert [s.text for s in sentences("[doctor] any pain [patient] no")] == ["any pain", "no"]
    assert [s.text for s in sentences("D: Any pain?\nP: No")] == ["Any pain?", "No"]


def test_long_speech_without_full_stops_is_cut_where_a_clause_opens() -> None:
    run_on = (
        "i reviewed your vitals and everything looks good blood pressure was one eighteen over seventy two "
        "heart rate was fifty eight today and on your heart exam i hear a murmur we'll get an echocardiogram"
    )
    assert [s.text for s in sentences(run_on)] == [
        "i reviewed your vitals and everything looks good",
        "blood pressure was one eighteen over seventy two",
        "heart rate was fifty eight today",
        "and on your heart exam i hear a murmur we'll get an echocardiogram",
    ]


def test_a_long_sentence_is_never_cut_right_after_a_negation() -> None:
    run_on = (
        "there was " + "really " * 25 + "no blood pressure problem at all that anybody could find anywhere"
    )
    assert all(not sentence.text.endswith("no") for sentence in sentences(run_on))


def test_words_keep_their_apostrophes_and_units_part_from_numbers() -> None:
    assert words_of("I don\N{RIGHT SINGLE QUOTATION MARK}t take 500mg") == ("i", "don't", "take", "500", "mg")


def test_runs_of_words_come_longest_first() -> None:
    assert list(ngrams(("a", "b"), 2)) == [(0, ("a", "b")), (0, ("a",)), (1, ("b",))]
