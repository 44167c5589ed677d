"""Which lines of an edited section still have their sources."""

from sporo_ui.line_sources import lines_now
from sporo_ui.models import Source, SummaryLine
from sporo_ui.summaries import ChartSection

LABS = Source(file="labs.pdf", page=3, quote="Metformin 500 mg")
NOTE = Source(file="note.docx", page=1, quote="metformin")
LINES = (
    SummaryLine(text="Metformin 500 mg", sources=(LABS,)),
    SummaryLine(text="Metformin 500 mg", sources=(NOTE,)),
    SummaryLine(text="Aspirin 81 mg", sources=(NOTE,)),
)
WRITTEN = "\n".join(f"- {line.text}" for line in LINES)


def edited(text: str) -> tuple[SummaryLine, ...]:
    return lines_now(ChartSection(0, "Medications", WRITTEN, text, LINES))


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
