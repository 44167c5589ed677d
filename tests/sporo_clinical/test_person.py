import pytest

from sporo_clinical.person import addressed, reported


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("I've had a cough for three days.", "reports a cough for three days."),
        ("I have diabetes.", "has diabetes."),
        ("I have no pain and no fever.", "has no pain and no fever."),
        ("I don't have any fever but I have a cough.", "denies any fever but reports a cough."),
        ("I've been really tired, and I'm thirsty.", "has been really tired, and is thirsty."),
        ("I take it twice a day, but I ran out.", "takes it twice a day, but ran out."),
        ("My toes tingle and my feet burn.", "toes tingle and their feet burn."),
        ("It started while I was climbing.", "It started while they were climbing."),
        ("I was golfing and I hurt my back.", "was golfing and they hurt their back."),
        ("I don't smoke.", "does not smoke."),
        ("No, I haven't noticed any rash.", "denies any rash."),
        ("Penicillin gives me a rash.", "Penicillin gives them a rash."),
    ],
)
def test_first_person_is_reported_in_the_third(said: str, written: str) -> None:
    assert reported(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "I told you about my knee.",
        "They said I have gout.",
        "I think this is a sprain.",
        "I'd like to start lisinopril.",
        "I hurt my back.",
        "We went home.",
    ],
)
def test_where_no_rule_is_safe_the_words_stay(said: str) -> None:
    assert reported(said) == said


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("You have type 2 diabetes.", "has type 2 diabetes."),
        ("You're on amlodipine.", "is on amlodipine."),
        ("Your lungs are clear.", "lungs are clear."),
        ("You don't have edema.", "does not have edema."),
        ("You have to rest.", "You have to rest."),
    ],
)
def test_what_is_told_to_the_patient_is_about_the_patient(said: str, written: str) -> None:
    assert addressed(said) == written
