"""Which lines of an edited section still have their sources."""

from hypothesis import given
from hypothesis import strategies as st

from sporo_ui.chart_section import ChartSection
from sporo_ui.models import Source, SummaryLine

LABS = Source(file="labs.pdf", page=3, quote="Metformin 500 mg")
NOTE = Source(file="note.docx", page=1, quote="metformin")
LINES = (
    SummaryLine(text="Metformin 500 mg", sources=(LABS,)),
    SummaryLine(text="Metformin 500 mg", sources=(NOTE,)),
    SummaryLine(text="Aspirin 81 mg", sources=(NOTE,)),
)
WRITTEN = "\n".join(f"- {line.text}" for line in LINES)


def section(text: str = WRITTEN) -> ChartSection:
    return ChartSection(0, "Medications", WRITTEN, text, LINES)


def pages(line: SummaryLine) -> str:
    return "".join(f" <{source.file}>" for source in line.sources)


def edited(text: str) -> tuple[SummaryLine, ...]:
    return section(text).lines_now


def test_what_nobody_edited_is_as_the_service_wrote_it() -> None:
    assert edited(WRITTEN) == LINES


def test_a_line_that_was_changed_or_added_has_no_source_and_the_others_keep_theirs() -> None:
    lines = edited("- Aspirin 81 mg\n\n- Metformin 850 mg\nSee her in May")
    assert [(line.text, line.sources) for line in lines] == [
        ("Aspirin 81 mg", (NOTE,)),
        ("Metformin 850 mg", ()),
        ("See her in May", ()),
    ]


def test_a_line_that_stands_there_once_more_than_it_was_written_has_no_source_the_last_time() -> None:
    lines = edited("\n".join(["- Metformin 500 mg"] * 3))
    assert [line.sources for line in lines] == [(LABS,), (NOTE,), ()]


def test_a_section_that_was_emptied_has_no_lines() -> None:
    assert edited(" \n") == ()


def test_the_text_has_behind_each_line_what_is_told_of_it() -> None:
    assert section().text_with(pages) == (
        "- Metformin 500 mg <labs.pdf>\n- Metformin 500 mg <note.docx>\n- Aspirin 81 mg <note.docx>"
    )


def test_in_an_edited_text_only_lines_that_stand_as_they_were_written_have_something_behind_them() -> None:
    text = "Since May:\n\n  * Aspirin 81 mg\n- Metformin 850 mg"
    assert section(text).text_with(pages) == (
        "Since May:\n\n  * Aspirin 81 mg <note.docx>\n- Metformin 850 mg"
    )


def test_a_line_that_the_service_wrote_over_two_rows_keeps_its_source() -> None:
    line = SummaryLine(text="Metformin\n500 mg", sources=(LABS,))
    found = ChartSection(0, "Medications", "- Metformin\n500 mg", "- Metformin\n500 mg", (line,))
    assert found.text_with(pages) == "- Metformin\n500 mg <labs.pdf>"


def test_the_title_says_that_a_person_edited_the_section() -> None:
    assert section().title_now == "Medications"
    assert section("Aspirin").title_now == "Medications (edited)"


@given(st.lists(st.sampled_from([*WRITTEN.splitlines(), "- Rest", "", "two words"])))
def test_whatever_is_edited_no_line_names_more_than_the_service_told_of_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = section(text).text_with(pages).split("\n")
    assert [line.partition(" <")[0] for line in found] == (text.splitlines() or [""])
    assert sum(line.count("<") for line in found) <= len(LINES)
    assert not any("<" in line for line in found if "mg" not in line)


def test_only_lines_that_stand_as_the_service_wrote_them_are_dropped() -> None:
    found = section("- Aspirin 81 mg\n- Aspirin 81 mg\nSee her in May")
    assert found.text_without(lambda line: line == LINES[2]) == "- Aspirin 81 mg\nSee her in May"
