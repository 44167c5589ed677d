import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.context import Context, context_of
from sporo_clinical.text import sentences


def context(text: str, mention: str, heading: str = "") -> Context:
    start = text.index(mention)
    sentence = next(part for part in sentences(text) if part.start <= start < part.end)
    return context_of(sentence, start, start + len(mention), heading)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Denies chest pain, shortness of breath, or fever.", "fever"),
        ("No history of diabetes.", "diabetes"),
        ("Pneumonia ruled out on chest x-ray.", "Pneumonia"),
        ("no evidence of pulmonary embolism on CT angiogram", "pulmonary embolism"),
        ("Diabetes: No.", "Diabetes"),
        ("Chest pain - none, cough for two days.", "Chest pain"),
        ("She has a cough but no fever.", "fever"),
        ("The patient has never had a stroke.", "stroke"),
        ("A fracture was not seen, a fracture is absent.", "fracture"),
        ("She has not had syncope.", "syncope"),
        ("Opioid use: No", "Opioid"),
        ("History of asthma: none.", "asthma"),
        ("Suicidal ideation denied.", "Suicidal ideation"),
        ("Hepatitis C antibody  Negative", "Hepatitis C"),
        ("HIV 1/2 antibody Non-reactive", "HIV"),
        ("Pregnancy test negative", "Pregnancy"),
        ("Asthma (-). Migraine (+)", "Asthma"),
        ("Pain is not due to gout.", "gout"),
        ("Review of systems is negative for cough and hemoptysis.", "hemoptysis"),
        ("No evidence of pneumonia, effusion or pneumothorax.", "pneumonia"),
        ("No evidence of pneumonia, effusion or pneumothorax.", "effusion"),
        ("No evidence of pneumonia, effusion or pneumothorax.", "pneumothorax"),
    ],
)
def test_what_is_denied_is_negated(text: str, mention: str) -> None:
    assert context(text, mention).negated


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("No fever but she has a cough.", "cough"),
        ("Denies fever; cough for three days.", "cough"),
        ("Denies fever and reports nausea.", "nausea"),
        ("He has hypertension, no diabetes.", "hypertension"),
        ("Hypertension is not well controlled.", "Hypertension"),
        ("Patient herself has no complaints, sees us for asthma.", "no complaints"),
        ("No change in the nodule.", "nodule"),
        ("Gram negative sepsis.", "sepsis"),
        ("Denies fever.,ASSESSMENT: , Asthma.", "Asthma"),
        ("Lack of appetite and nausea.", "nausea"),
        ("Non-insulin-dependent diabetes.", "diabetes"),
    ],
)
def test_what_stands_outside_the_denial_is_not_negated(text: str, mention: str) -> None:
    assert not context(text, mention).negated


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Mother had breast cancer and father died of a heart attack at 55.", "heart attack"),
        ("Mother has diabetes.", "diabetes"),
        ("Family history of colon cancer.", "colon cancer"),
        ("Diabetes in her mother.", "Diabetes"),
        ("Paternal grandfather with colon cancer.", "colon cancer"),
        ("His mother's depression worries him.", "depression"),
    ],
)
def test_what_a_relative_has_is_family(text: str, mention: str) -> None:
    assert context(text, mention).family


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Mother reports fever for two days.", "fever"),
        ("Brought in by his mother for an ear infection.", "ear infection"),
        ("Mother had breast cancer, but the patient has asthma.", "asthma"),
    ],
)
def test_what_a_relative_tells_is_the_patients(text: str, mention: str) -> None:
    assert not context(text, mention).family


def test_all_under_a_family_history_is_family() -> None:
    assert context("Hypertension, stroke.", "stroke", heading="FAMILY HISTORY").family
    assert not context("Hypertension, stroke.", "stroke", heading="Past medical history").family


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Status post appendectomy.", "appendectomy"),
        ("History of myocardial infarction.", "myocardial infarction"),
        ("She had shingles many years ago.", "shingles"),
        ("H/o asthma.", "asthma"),
    ],
)
def test_what_is_past_is_historical(text: str, mention: str) -> None:
    assert context(text, mention).historical


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("A two-month history of cough.", "cough"),
        ("A 3-month history of cough.", "cough"),
        ("Six weeks' history of cough.", "cough"),
        ("A ten-year-long history of asthma.", "asthma"),
    ],
)
def test_what_has_a_history_of_so_long_is_not_past(text: str, mention: str) -> None:
    assert not context(text, mention).historical


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Weakness resolved.", "Weakness"),
        ("Previously, he had leg weakness, however, this has resolved.", "leg weakness"),
        ("Her reflux is no longer a problem.", "reflux"),
        ("She outgrew her asthma.", "asthma"),
        ("Chest pain and dyspnea resolved.", "Chest pain"),
    ],
)
def test_what_is_over_is_resolved_and_not_present(text: str, mention: str) -> None:
    found = context(text, mention)
    assert found.resolved
    assert not found.present


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Her cough has not resolved.", "cough"),
        ("He has hypertension, asthma resolved.", "hypertension"),
        ("Her anemia has resolved but fatigue persists.", "fatigue"),
        ("Medically cleared, chest pain persists.", "chest pain"),
    ],
)
def test_what_is_not_over_stays(text: str, mention: str) -> None:
    assert not context(text, mention).resolved


def test_what_a_husband_has_is_neither_the_patients_nor_the_familys() -> None:
    text = "Her husband has hepatitis B and she has asthma."
    assert context(text, "hepatitis B") == Context(another=True)
    assert not context(text, "hepatitis B").present
    assert context(text, "asthma").present


def test_the_reason_for_a_visit_after_a_history_is_not_historical() -> None:
    text = "A 50-year-old with a history of hypertension who presents with chest pain."
    assert context(text, "hypertension").historical
    assert not context(text, "chest pain").historical


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Possible pneumonia.", "pneumonia"),
        ("Findings consistent with cholecystitis.", "cholecystitis"),
        ("Admit to rule out myocardial infarction.", "myocardial infarction"),
        ("Appendicitis cannot be excluded.", "Appendicitis"),
        ("Gout versus septic arthritis.", "Gout"),
        ("Chest pain likely due to reflux.", "reflux"),
        ("Pneumonia remains a possibility.", "Pneumonia"),
        ("X-ray to exclude pneumonia.", "pneumonia"),
        ("Gout versus septic arthritis.", "septic arthritis"),
    ],
)
def test_what_is_not_certain_is_possible(text: str, mention: str) -> None:
    found = context(text, mention)
    assert found.possible
    assert not found.negated


def test_what_a_symptom_may_come_from_leaves_the_symptom_certain() -> None:
    text = "Chest pain, likely musculoskeletal strain."
    assert not context(text, "Chest pain").possible
    assert context(text, "musculoskeletal strain").possible


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Return if she has fever or chills.", "chills"),
        ("Tylenol as needed for pain.", "pain"),
        ("Heparin for DVT prophylaxis.", "DVT"),
        ("Screening for colon cancer.", "colon cancer"),
        ("Go to the emergency room for severe headache.", "headache"),
        ("Risks include bleeding and infection.", "infection"),
    ],
)
def test_what_may_come_is_hypothetical(text: str, mention: str) -> None:
    assert context(text, mention).hypothetical


def test_a_plain_mention_has_no_context() -> None:
    assert context("She has hypertension and asthma.", "asthma") == Context()
    assert Context().present
    assert not Context(negated=True).present


@given(
    st.sampled_from(["no", "denies", "possible", "mother", "if", "history of", "but", "asthma", ";", "and"])
    | st.text(max_size=4),
    st.data(),
)
def test_any_words_have_a_context(word: str, data: st.DataObject) -> None:
    text = f"{word} {data.draw(st.text(max_size=40))} asthma {word}"
    for sentence in sentences(text):
        assert isinstance(context_of(sentence, sentence.start, sentence.end), Context)


def test_a_denial_reaches_every_item_of_a_list() -> None:
    items = ["fever", "chills", "cough", "nausea", "vomiting", "diarrhea", "rash", "headache"]
    text = f"Denies {', '.join(items)}."
    assert all(context(text, item).negated for item in items)


def test_a_sentence_without_an_end_is_judged_word_by_word_in_little_time() -> None:
    text = "no fever and cough " * 5_000
    sentence = max(sentences(text), key=lambda part: len(part.tokens))
    begin = time.perf_counter()
    for token in sentence.tokens[:2_000]:
        context_of(sentence, token.start, token.end)
    assert time.perf_counter() - begin < 30
