"""What a clinician sees of a note and its transcript, by kind; each with a neighbour that is right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sporo_clinical.check import Flag, check


def kinds(transcript: str, note: str) -> set[tuple[str, str]]:
    return {(flag.kind, flag.direction) for flag in check(transcript, note)}


UNSUPPORTED = [
    ("I take lisinopril every day.", "Takes metoprolol daily.", "drug"),
    ("I take lisinopril 10 milligrams a day.", "Lisinopril 20 mg daily.", "dose"),
    ("Levothyroxine fifty micrograms a day.", "Levothyroxine 50 mg daily.", "unit"),
    ("Take the metformin once a day.", "Metformin twice daily.", "frequency"),
    ("Take ibuprofen every six hours.", "Ibuprofen every 12 hours.", "frequency"),
    ("Your blood pressure is one forty over ninety.", "Blood pressure: 160/90.", "number"),
    ("Your a1c was seven point two.", "Hemoglobin A1c: 8.2.", "number"),
    ("My right knee hurts since the fall.", "Left knee pain since the fall.", "side"),
    ("Any chest pain? No.", "Reports chest pain.", "negation"),
    ("I have had chest pain since Monday.", "Denies chest pain.", "negation"),
    ("The cough started three weeks ago.", "Cough for 5 weeks.", "duration"),
    ("Come back and see me in two weeks.", "Follow up in 6 weeks.", "follow_up"),
    ("I am allergic to sulfa.", "ALLERGIES\nPenicillin.", "allergy"),
    ("My mother has diabetes.", "FAMILY HISTORY\nFather: diabetes.", "person"),
    ("My stomach is upset after meals.", "ASSESSMENT\nPancreatitis.", "diagnosis"),
]


@pytest.mark.parametrize(("transcript", "note", "kind"), UNSUPPORTED)
def test_what_the_transcript_does_not_say_is_flagged(transcript: str, note: str, kind: str) -> None:
    assert (kind, "unsupported") in kinds(transcript, note)


SAME = [
    ("I take lisinopril ten milligrams once a day.", "Lisinopril 10 mg daily."),
    ("I'm on Lasix twenty milligrams twice a day.", "Furosemide 20 mg b.i.d."),
    ("Take one thousand milligrams of metformin.", "Metformin 1 g."),
    ("Ibuprofen every six hours.", "Ibuprofen four times a day."),
    ("Your blood pressure is one forty over ninety.", "Blood pressure 140/90."),
    ("blood pressure one thirty five over eighty eight", "BP: 135/88."),
    ("My temperature was ninety eight point six.", "Temperature: 98.6."),
    ("My right knee hurts.", "Right knee pain."),
    ("any chest pain no", "Denies chest pain."),
    ("Any trouble breathing? Nope.", "Denies shortness of breath."),
    ("I have high blood pressure.", "HTN."),
    ("The cough started seven days ago.", "Cough for one week."),
    ("It began a couple of weeks ago.", "Onset 2 weeks ago."),
    ("See you back in two weeks.", "Follow up in 2 weeks."),
    ("I am allergic to penicillin.", "ALLERGIES\nPenicillin."),
    ("My mom has diabetes.", "FAMILY HISTORY\nMother: diabetes."),
    ("I take baby aspirin every day.", "Aspirin 81 mg daily."),
]


@pytest.mark.parametrize(("transcript", "note"), SAME)
def test_what_means_the_same_is_not_flagged(transcript: str, note: str) -> None:
    assert check(transcript, note) == []


OMITTED = [
    ("I take warfarin five milligrams a day.", "Feels well.", "drug"),
    ("We stopped the lisinopril last month.", "Feels well.", "drug"),
    ("I'm allergic to penicillin.", "Feels well. No known drug allergies.", "allergy"),
    ("I've been thinking about killing myself.", "Sleeps badly.", "red_flag"),
    ("I have had chest pain all week.", "Sleeps badly.", "red_flag"),
    ("I'll increase your lisinopril to forty milligrams.", "Continue lisinopril.", "dose"),
    ("I'd like to see you back in three months.", "Feels well.", "follow_up"),
]


@pytest.mark.parametrize(("transcript", "note", "kind"), OMITTED)
def test_what_the_note_leaves_out_is_flagged(transcript: str, note: str, kind: str) -> None:
    assert (kind, "omitted") in kinds(transcript, note)


@pytest.mark.parametrize(
    "transcript",
    [
        "Do you take any warfarin? No.",
        "We could consider warfarin.",
        "Any chest pain? No.",
        "If you have chest pain, call us.",
        "Are you allergic to anything? No allergies.",
    ],
)
def test_what_is_only_asked_or_possible_is_not_missed_in_the_note(transcript: str) -> None:
    assert check(transcript, "Feels well.") == []


CROSSED = [
    (
        "Metoprolol fifty milligrams and lisinopril twenty milligrams.",
        "Metoprolol 20 mg, lisinopril 50 mg.",
        "dose",
    ),
    (
        "Swelling of the left knee after the fall. The right hip aches at night.",
        "Swelling of the right knee after the fall. The left hip aches at night.",
        "side",
    ),
    (
        "Your heart rate is 72. Your respiratory rate is 16.",
        "Heart rate: 16. Respiratory rate: 72.",
        "number",
    ),
    (
        "Any chest pain? No. But I do have some nausea.",
        "Reports chest pain. Denies nausea.",
        "negation",
    ),
]


@pytest.mark.parametrize(("transcript", "note", "kind"), CROSSED)
def test_what_was_said_of_something_else_is_flagged(transcript: str, note: str, kind: str) -> None:
    assert (kind, "unsupported") in kinds(transcript, note)


def test_a_misheard_name_is_told_with_what_it_probably_is() -> None:
    flags = check("I take metaformin twice a day.", "Metformin twice daily.")
    assert [(flag.kind, flag.severity) for flag in flags] == [("misheard", "medium")]
    assert "probably metformin" in flags[0].message


def test_a_name_that_is_easily_confused_is_named() -> None:
    (drug, *_) = check("I take hydralazine three times a day.", "Hydroxyzine three times daily.")
    assert (drug.kind, drug.severity) == ("drug", "high")
    assert "hydralazine" in drug.message


def test_flags_stand_by_severity_and_point_at_both_texts() -> None:
    transcript, note = "Any chest pain? No. I take warfarin five milligrams.", "Reports chest pain."
    flags = check(transcript, note)
    assert [flag.severity for flag in flags] == sorted(
        (flag.severity for flag in flags), key="high medium low".find
    )
    (negation,) = [flag for flag in flags if flag.kind == "negation"]
    assert note[negation.note_start : negation.note_end] == "Reports chest pain"
    assert transcript[negation.transcript_start : negation.transcript_end] == "chest pain"


@pytest.mark.parametrize(("transcript", "note"), [("", "Cough."), ("Cough.", ""), (" \n", "\t"), ("", "")])
def test_where_one_of_both_is_blank_there_is_nothing_to_say(transcript: str, note: str) -> None:
    assert check(transcript, note) == []


def test_another_language_gives_one_flag_that_says_so() -> None:
    spanish = "El paciente tiene dolor en el pecho desde ayer y no puede dormir por la tos con fiebre."
    (flag,) = check(spanish, "Chest pain.")
    assert (flag.kind, flag.severity) == ("language", "low")


SENTENCES = [
    "I take lisinopril 10 milligrams a day.",
    "My left knee hurts.",
    "The right hip is fine.",
    "I have no fever.",
    "Blood pressure is 140 over 90.",
    "It started 3 weeks ago.",
    "Come back in 2 months.",
    "I am allergic to penicillin.",
    "My mother has diabetes.",
    "We will start metformin 500 mg twice a day.",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True))
def test_a_note_of_the_transcripts_own_sentences_says_nothing_without_support(said: list[str]) -> None:
    flags = check(" ".join(SENTENCES), " ".join(said))
    assert [flag for flag in flags if flag.direction == "unsupported"] == []


TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from([*SENTENCES, "\N{GRINNING FACE}", "<b>", "1/2", "q.", "\n- ", "no", "any"]), max_size=8
).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_offsets_are_inside_the_texts_and_every_message_says_something(transcript: str, note: str) -> None:
    for flag in check(transcript, note):
        assert flag.message.endswith(".")
        assert is_inside(flag.note_start, flag.note_end, note)
        assert is_inside(flag.transcript_start, flag.transcript_end, transcript)


def is_inside(start: int | None, end: int | None, text: str) -> bool:
    if start is None or end is None:
        return start is end
    return 0 <= start < end <= len(text)


def test_the_same_is_told_once() -> None:
    note = "Lisinopril 20 mg daily. " * 3
    flags: list[Flag] = check("Lisinopril 10 mg a day.", note)
    assert len(flags) == 1
