from dataclasses import replace

from sporo_ui.entries import Note, NoteSection
from sporo_ui.export import DRAFT, as_markdown, as_text, file_name
from tests.sporo_ui.ground import Ground

SECTIONS = (NoteSection(0, "Plan", "Rest.", "Rest and *honey*."), NoteSection(1, "Follow-up", "", ""))


def written(ground: Ground) -> Note:
    note = ground.visits.note("local", ground.submit(label="Ada Lovelace").id)
    return replace(note, sections=SECTIONS)


def test_a_note_that_nobody_signed_says_so_first(ground: Ground) -> None:
    note = written(ground)
    assert as_text(note).startswith(DRAFT)
    assert as_markdown(note).startswith(f"> {DRAFT}")


def test_the_export_holds_what_the_person_made_of_the_note(ground: Ground) -> None:
    note = written(ground)
    assert as_text(note) == f"{DRAFT}\n\nPLAN\nRest and *honey*.\n\nFOLLOW-UP\n"
    assert "## Plan\n\nRest and *honey*.\n\n## Follow-up" in as_markdown(note)


def test_a_file_name_tells_nothing_about_the_patient(ground: Ground) -> None:
    name = file_name(written(ground), "md")
    assert name.startswith("general-template-")
    assert name.endswith(".md")
    assert "ada" not in name
