from sporo_documents.document import Document, Page
from sporo_service.engines.base import Conflict, Source, Summary, SummaryLine, SummarySection
from sporo_service.summaries import cited_pages, flat, told, warnings

ONCE = SummaryLine("Metformin 500 mg", (Source("a.pdf", 3, "metformin 500"),))
TWICE = SummaryLine(
    "Hypertension",
    (Source("a.pdf", 1, "HTN"), Source("a.pdf", 1, "hypertension"), Source("b.pdf", 2, "high pressure")),
)
OTHER = SummaryLine("Metformin 850 mg", (Source("b.pdf", 1, "metformin 850"),))
SUMMARY = Summary(
    (SummarySection("Problems", (TWICE,)), SummarySection("Medications", (ONCE,))),
    (Conflict("The dose of metformin", (ONCE, OTHER)),),
    "local",
    2,
    ("The focus was taken as a question.",),
)


def test_the_text_has_warnings_and_conflicts_first_and_at_its_end_what_was_left_out() -> None:
    assert flat(SUMMARY, ["c.pdf is empty."]) == (
        "NOTE\n"
        "- The focus was taken as a question.\n"
        "\n"
        "CONFLICTS\n"
        "- The dose of metformin:\n"
        "  - Metformin 500 mg (a.pdf p. 3)\n"
        "  - Metformin 850 mg (b.pdf p. 1)\n"
        "\n"
        "PROBLEMS\n"
        "- Hypertension (a.pdf p. 1; b.pdf p. 2)\n"
        "\n"
        "MEDICATIONS\n"
        "- Metformin 500 mg (a.pdf p. 3)\n"
        "\n"
        "LEFT OUT\n"
        "- c.pdf is empty."
    )


def test_one_texts_summary_names_no_pages() -> None:
    assert "p. " not in flat(SUMMARY, cited=False)
    assert "- Hypertension\n" in flat(SUMMARY, cited=False)


def test_a_summary_of_nothing_says_so() -> None:
    assert flat(Summary((), (), "local")) == "Nothing that can be summarized was found."


def test_only_the_pages_that_a_line_rests_on_are_handed_out_in_order() -> None:
    documents = [
        Document(name, "PDF", tuple(Page(number, f"{name} {number}") for number in (1, 2, 3)))
        for name in ("a.pdf", "b.pdf")
    ]
    assert [(page["file"], page["page"], page["text"]) for page in cited_pages(SUMMARY, documents)] == [
        ("a.pdf", 1, "a.pdf 1"),
        ("a.pdf", 3, "a.pdf 3"),
        ("b.pdf", 1, "b.pdf 1"),
        ("b.pdf", 2, "b.pdf 2"),
    ]


def test_the_parts_are_told_with_every_source() -> None:
    parts = told(SUMMARY)
    assert (parts["writer"], parts["removed"]) == ("local", 2)
    assert len(parts["sections"][0]["lines"][0]["sources"]) == 3
    assert parts["conflicts"][0]["about"] == "The dose of metformin"
    assert parts["warnings"] == ["The focus was taken as a question."]


def test_a_reader_is_warned_of_pictures_and_of_what_was_left_out() -> None:
    scanned = Document("a.pdf", "PDF", (Page(1, "x", by_ocr=True), Page(2, "y", by_ocr=True), Page(3, "z")))
    assert warnings([scanned], 1) == [
        "a.pdf: 2 of its pages were read from pictures, and may be misread.",
        "1 of 2 files was left out; the end of the summary says why.",
    ]
    assert warnings([Document("b.txt", "text", (Page(1, "x"),))], 0) == []
