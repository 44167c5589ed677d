from pathlib import Path

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.readers.markdown import open_file


def pages(text: str, folder: Path) -> list[Page]:
    file = folder / "note"
    file.write_text(text, encoding="utf-8")
    return list(open_file(file, Limits()).pages)


def test_headings_of_both_kinds_begin_sections(tmp_path: Path) -> None:
    text = "Letter\n======\nDear colleague\n\n## Plan ##\nAspirin\n\nFollow-up\n---------\nTwo weeks\n"
    assert pages(text, tmp_path) == [
        Page(1, "Dear colleague", "Letter"),
        Page(2, "Aspirin", "Plan"),
        Page(3, "Two weeks", "Follow-up"),
    ]


def test_marks_are_taken_off_and_words_kept(tmp_path: Path) -> None:
    text = "Start **metformin** 500 mg, see [leaflet](https://example.org/x). `BP` 3*4 snake_case __now__"
    assert pages(text, tmp_path)[0].text == "Start metformin 500 mg, see leaflet. BP 3*4 snake_case now"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    assert (
        pages("| Drug | Dose |\n|:---|---:|\n| Aspirin | 81 mg |", tmp_path)[0].text
        == "Drug | Dose\nAspirin | 81 mg"
    )


def test_code_keeps_its_lines_and_makes_no_sections(tmp_path: Path) -> None:
    assert pages("# Log\n```\n# not a heading\n```\n", tmp_path) == [Page(1, "# not a heading", "Log")]


def test_lists_and_rules_are_no_headings(tmp_path: Path) -> None:
    assert pages("- one\n- two\n---\nafter", tmp_path) == [Page(1, "- one\n- two\nafter")]
