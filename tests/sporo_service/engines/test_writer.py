import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.facts import Fact, Kind
from sporo_service.catalog import Template, TemplateSection, load_catalog
from sporo_service.engines.base import Note, NoteWriter, Section
from sporo_service.engines.writer import NO_SPEECH, NOT_CLINICAL, TOO_LITTLE, LocalWriter, arranged

VISIT = (
    "What brings you in today? I've had pressure in my chest since yesterday. Any fever? No. "
    "I take atorvastatin forty milligrams. Your lungs are clear. This could be unstable angina. "
    "I'll start metoprolol and order a troponin. "
    "Okay, that sounds good, thank you so much. All right, take care, see you, have a good day. Thanks, bye."
)
TEMPLATES = load_catalog().templates


def template(name: str) -> Template:
    found = load_catalog().named(name)
    assert found is not None
    return found


def test_soap_has_each_fact_in_its_part() -> None:
    writer: NoteWriter = LocalWriter()
    note = writer.write(VISIT, template("SOAP"))
    assert note.sections == (
        Section(
            "Subjective",
            "Chief complaint:\nHas had pressure in their chest since yesterday.\n\n"
            "Review of systems:\n- Denies fever.\n\nMedications:\n- Atorvastatin 40 mg.",
        ),
        Section("Objective", "- Lungs are clear."),
        Section("Assessment", "- This could be unstable angina."),
        Section("Plan", "- Start metoprolol.\n- Order a troponin."),
    )
    assert note.writer == "Local rules"


@pytest.mark.parametrize(
    "chosen", [each for each in TEMPLATES if not each.leaves_out], ids=lambda each: str(each.name)
)
def test_every_template_has_every_fact_exactly_once(chosen: Template) -> None:
    text = LocalWriter().write(VISIT, chosen).text
    for fact in (
        "Has had pressure in their chest",
        "Denies fever",
        "Atorvastatin 40 mg",
        "unstable angina",
        "Start metoprolol",
    ):
        assert text.count(fact) == 1


def test_a_section_without_content_says_so_or_is_left_out() -> None:
    sections = (
        TemplateSection("Story", ("history",), "Not discussed."),
        TemplateSection("Vaccines", ("immunizations",), ""),
    )
    written = arranged([], Template("0" * 24, "Two", "Two sections.", "General practice", sections))
    assert list(written) == [Section("Story", "Not discussed.")]


def test_a_fact_without_a_section_of_its_own_goes_to_the_nearest() -> None:
    sections = (TemplateSection("Story", ("history",), ""), TemplateSection("Next", ("plan",), ""))
    facts = [
        Fact(Kind.ALLERGIES, "Hives from penicillin.", 0, 1),
        Fact(Kind.FOLLOW_UP, "Back in a week.", 2, 3),
    ]
    written = arranged(facts, Template("0" * 24, "Two", "Two sections.", "General practice", sections))
    assert [section.text for section in written] == ["Hives from penicillin.", "- Back in a week."]


@pytest.mark.parametrize("silence", ["", "  \n", "..."])
def test_silence_gives_a_note_that_says_so(silence: str) -> None:
    assert LocalWriter().write(silence, template("SOAP")) == Note(
        (Section("Note", NO_SPEECH),), "Local rules", is_remark=True
    )


def test_a_few_words_are_shown_and_said_to_be_too_few() -> None:
    (section,) = LocalWriter().write("My knee hurts.", template("SOAP")).sections
    assert section.text == f"{TOO_LITTLE} My knee hurts."


def test_small_talk_of_a_visit_leaves_the_sections_empty() -> None:
    note = LocalWriter().write("Okay, thank you so much, doctor. " * 9, template("SOAP"))
    assert {section.text for section in note.sections} == {"Not discussed."}


@given(st.text(max_size=300), st.sampled_from(TEMPLATES))
def test_any_text_gives_a_note_and_the_same_note_again(text: str, chosen: Template) -> None:
    note = LocalWriter().write(text, chosen)
    assert note.sections
    assert note == LocalWriter().write(text, chosen)


def test_a_hundred_thousand_characters_take_linear_time() -> None:
    soap = template("SOAP")
    LocalWriter().write(VISIT, soap)

    def seconds(transcript: str) -> float:
        begin = time.process_time()
        LocalWriter().write(transcript, soap)
        return time.process_time() - begin

    some = "".join(f"I had pain in joint {place} for {place} days. " for place in range(300))
    more = "".join(f"I had pain in joint {place} for {place} days. " for place in range(2400))
    assert len(more) > 90_000
    assert seconds(more) < 8 * 4 * max(seconds(some), 0.01)


RECIPE = (
    "Today we make a tomato soup. First you chop two onions and some garlic, then you heat a little oil in a "
    "large pot. Add the onions and cook them for ten minutes until they are soft. Then add tomatoes, a bit "
    "of salt, and a liter of stock. Let it simmer for half an hour, blend it, and serve it hot with bread."
)
MATCH = (
    "Here comes the second half, the home side are two goals up and they look strong. Number nine takes the "
    "ball down the left side, crosses it, what a header, just over the bar. The coach makes a change, on "
    "comes the young striker after his knee injury. Four minutes to go and the crowd is on its feet."
)
HOME = (
    "Are you still working? No, I am retired now, I used to work for the post office. Do you smoke? No. And "
    "alcohol? I have a glass of wine on Sundays, that is all. Who do you live with? I live with my wife, and "
    "our daughter comes by twice a week. Do you get out much? I walk the dog every morning."
)


@pytest.mark.parametrize("said", [RECIPE, MATCH], ids=["a recipe", "a match"])
def test_what_is_no_visit_gives_no_note_and_says_so(said: str) -> None:
    note = LocalWriter().write(said, template("SOAP"))
    assert note.sections == (Section("Note", NOT_CLINICAL),)


def test_a_talk_about_how_somebody_lives_is_a_visit() -> None:
    assert len(LocalWriter().write(HOME, template("SOAP")).sections) > 1


def test_under_fifty_words_no_note_is_written_as_if_there_were_one() -> None:
    said = "I have had a cough for a week. Take honey and come back on Friday."
    (section,) = LocalWriter().write(said, template("SOAP")).sections
    assert section.text == f"{TOO_LITTLE} {said}"


def test_a_letter_is_written_in_running_text() -> None:
    letter, list_ = (
        LocalWriter().write(VISIT, template(name)) for name in ("Consult letter", "Progress note")
    )
    assert "- " not in letter.text
    assert "- " in list_.text


def test_what_a_patient_takes_home_leaves_out_what_a_chart_has() -> None:
    text = LocalWriter().write(VISIT, template("Patient instructions")).text
    assert "Start metoprolol" in text
    assert "Lungs are clear" not in text


SEVERAL_PROBLEMS = (
    "Hello, how are you? I have had a cough for two weeks, and my blood pressure has been high at home. "
    "Your lungs are clear. For your first problem, your asthma, I think it is well controlled. "
    "Continue the albuterol as needed. For your second problem, your hypertension, let's increase the "
    "lisinopril to 20 mg daily. I will see you again in three months."
)


def test_a_plan_for_several_problems_stands_under_the_name_of_each() -> None:
    sections = LocalWriter().write(SEVERAL_PROBLEMS, template("SOAP")).sections
    note = {section.title: section.text for section in sections}
    assert "Asthma:\n- Continue the albuterol as needed." in note["Plan"]
    assert "Hypertension:\n- Increase the lisinopril to 20 mg daily." in note["Plan"]
    assert note["Plan"].index("Hypertension:") < note["Plan"].index("three months")


def test_a_letter_has_no_problem_headings() -> None:
    assert "Asthma:" not in LocalWriter().write(SEVERAL_PROBLEMS, template("Consult letter")).text
