import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sporo_clinical.facts import Fact, Kind
from sporo_service.catalog import Template, TemplateSection, load_catalog
from sporo_service.engines.base import Note, NoteWriter, Section
from sporo_service.engines.writer import NO_SPEECH, TOO_LITTLE, LocalWriter, arranged

VISIT = (
    "What brings you in today? I've had pressure in my chest since yesterday. Any fever? No. "
    "I take atorvastatin forty milligrams. Your lungs are clear. This could be unstable angina. "
    "I'll start metoprolol and order a troponin."
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


@pytest.mark.parametrize("chosen", TEMPLATES, ids=lambda chosen: str(chosen.name))
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
        (Section("Note", NO_SPEECH),), "Local rules"
    )


def test_a_few_words_are_shown_and_said_to_be_too_few() -> None:
    (section,) = LocalWriter().write("My knee hurts.", template("SOAP")).sections
    assert section.text == f"{TOO_LITTLE} My knee hurts."


def test_talk_without_anything_clinical_leaves_the_sections_empty() -> None:
    note = LocalWriter().write("Okay, thank you so much. " * 9, template("SOAP"))
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
