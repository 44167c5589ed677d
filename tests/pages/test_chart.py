"""The summary of documents: conflicts first, each line with its sources, edited in place."""

import io

import pytest
from streamlit.testing.v1 import AppTest

from sporo_ui.documents import DocumentsRequest
from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.identity import Patient
from sporo_ui.models import Source
from sporo_ui.state import Opened
from tests.pages.desk import Desk, drawn, plain, press, shown
from tests.pages.papers import pdf, word
from tests.sporo_ui.ground import UPLOADED

LETTER = Source(file="letter.pdf", page=1, quote="lisinopril 10 mg")
LIST = Source(file="list.docx", page=1, quote="Lisinopril 20 mg")
LINE = {"text": "Lisinopril daily, <b>as said</b>", "sources": [LETTER.model_dump(), LIST.model_dump()]}
OTHER = {"text": "Metformin 500 mg twice daily", "sources": [LIST.model_dump()]}
RESULT = {
    "status": "completed",
    "response": "as sections",
    "sections": [{"title": "Medications", "lines": [LINE, OTHER]}],
    "conflicts": [{"about": "Dose of *lisinopril*", "lines": [LINE]}],
    "documents": [
        {"name": "letter.pdf", "kind": "PDF", "pages": 2},
        {"name": "scan.tif", "error_code": "empty_file", "error_message": "“scan.tif” holds no text."},
    ],
    "pages": [{"file": "list.docx", "page": 1, "title": "Medications", "text": "Lisinopril  20 mg\ndaily"}],
    "writer": "local rules",
    "removed": 2,
    "warnings": ["A page was hard to read."],
}


def submitted(desk: Desk) -> Entry:
    files = [("letter.pdf", io.BytesIO(pdf())), ("list.docx", io.BytesIO(word()))]
    return desk.ground.documents.submit(LOCAL_PERSON, files, DocumentsRequest("AL, room 3", "the heart only"))


def finished(desk: Desk, **result: object) -> Entry:
    return desk.ground.finished(submitted(desk), UPLOADED, RESULT | result)


def opened(desk: Desk, entry: Entry, source: Source) -> AppTest:
    screen = desk.open("chart", entry=entry.id)
    screen.session_state["session"].opened = Opened(entry.id, source)
    return screen.run()


def lines(screen: AppTest, entry: Entry) -> list[str]:
    return [line["text"] for line in drawn(screen, f"lines_section_{entry.id}_0")]


def texts(desk: Desk, entry: Entry) -> list[str]:
    return [section.text for section in desk.ground.documents.summary(LOCAL_PERSON, entry.id).sections]


def test_what_it_was_made_from_and_what_it_lacks_stands_above_its_lines(desk: Desk) -> None:
    screen = desk.open("chart", entry=finished(desk).id)
    text = shown(screen)
    assert "letter.pdf, list.docx · sent" in text
    assert "written by local rules · asked for: the heart only" in text
    assert "Nobody has signed this summary. Check it against the documents" in text
    assert "1 document is not in this summary" in text
    assert "“scan.tif” holds no text." in text
    assert "2 lines were removed" in text
    assert "A page was hard to read." in text
    assert text.index("**1 conflict not settled**") < text.index("not in this summary")
    assert "Dose of *lisinopril*" in text


def test_each_line_has_a_mark_for_each_of_its_sources(desk: Desk) -> None:
    entry = finished(desk)
    line, other = drawn(desk.open("chart", entry=entry.id), f"lines_section_{entry.id}_0")
    assert line["text"] == LINE["text"]
    assert [source["name"] for source in line["sources"]] == ["Open letter.pdf p. 1", "Open list.docx p. 1"]
    assert [source["opened"] for source in other["sources"]] == ["false"]


def test_a_page_of_a_pdf_opens_as_it_looks_with_the_words_named(desk: Desk) -> None:
    screen = opened(desk, finished(desk), LETTER)
    assert "letter.pdf, page 1" in shown(screen).replace("**", "")
    assert "It rests on: “lisinopril 10 mg”" in shown(screen)
    assert screen.image
    assert screen.session_state["session"].opened.picture.startswith(b"\xff\xd8")


def test_a_section_of_another_document_opens_as_its_text_with_the_words_marked(desk: Desk) -> None:
    screen = opened(desk, finished(desk), LIST)
    told = drawn(screen, "source_list.docx, page 1")
    assert [piece["text"] for piece in told["pieces"] if piece["marked"]] == ["Lisinopril  20 mg"]
    assert "Medications" in shown(screen)
    screen = press(screen, "Close")
    assert "Choose the mark at the end of a line" in shown(screen)


def test_words_that_are_not_on_the_page_are_said_beside_it(desk: Desk) -> None:
    screen = opened(desk, finished(desk), LIST.model_copy(update={"quote": "not there"}))
    assert "These words were not found as they are: “not there”" in shown(screen)


def test_a_place_that_can_not_be_shown_says_so_and_the_summary_stays(desk: Desk) -> None:
    entry = finished(desk)
    screen = opened(desk, entry, Source(file="gone.docx", page=4, quote="x"))
    assert "This place can't be shown" in shown(screen)
    assert lines(screen, entry)


def test_an_edit_is_saved_at_once_keeps_the_sources_of_the_rest_and_can_be_undone(desk: Desk) -> None:
    entry = finished(desk)
    screen = press(desk.open("chart", entry=entry.id), "Edit")
    (written,) = texts(desk, entry)
    screen.text_area[0].set_value(written + "\n- See her in May").run()
    assert texts(desk, entry) == [written + "\n- See her in May"]
    screen = press(screen, "Close")
    assert lines(screen, entry) == [LINE["text"], OTHER["text"], "See her in May"]
    assert drawn(screen, f"lines_section_{entry.id}_0")[1]["sources"]
    (original,) = drawn(screen, f"original_section_{entry.id}_0")
    assert original["text"] == "Sources of the original:"
    assert [source["name"] for source in original["sources"]] == [
        "Open letter.pdf p. 1",
        "Open list.docx p. 1",
    ]
    assert "Edited, saved" in shown(screen)
    screen = press(screen, "Undo")
    assert texts(desk, entry) == [written]
    assert press(screen, "Edit").text_area[0].value == written


def test_what_leaves_has_the_conflicts_and_the_files_left_out(desk: Desk) -> None:
    entry = finished(desk)
    text = drawn(desk.open("chart", entry=entry.id), f"copy_{entry.id}")["text"]
    assert text.startswith("DRAFT. Check against the documents before use.")
    assert text.index("CONFLICTS") < text.index("MEDICATIONS") < text.index("holds no text.")


def test_what_leaves_names_the_page_of_each_line_also_where_a_section_is_copied(desk: Desk) -> None:
    entry = finished(desk)
    screen = desk.open("chart", entry=entry.id)
    line = f"- {LINE['text']} (letter.pdf p. 1; list.docx p. 1)"
    assert line in drawn(screen, f"copy_{entry.id}")["text"]
    assert drawn(screen, f"copy_section_{entry.id}_0")["text"].startswith(line)
    assert line in drawn(screen, f"download_md_{entry.id}")["text"]


def test_an_edited_section_is_copied_with_what_it_was_made_from_named_beneath_it(desk: Desk) -> None:
    entry = finished(desk)
    screen = press(desk.open("chart", entry=entry.id), "Edit")
    screen = screen.text_area[0].set_value("Lisinopril stopped.").run()
    assert drawn(screen, f"copy_section_{entry.id}_0")["text"] == (
        "Lisinopril stopped.\n\nEdited. Sources of the original: letter.pdf p. 1; list.docx p. 1"
    )


def test_what_was_sent_with_the_documents_stands_folded_on_their_summary(desk: Desk) -> None:
    patient = Patient("ada@example.org", "Ada", "Lovelace")
    request = DocumentsRequest("AL", "the *heart* only", {"case": "1234", "ward": ""}, patient)
    files = [(f"{name}.pdf", io.BytesIO(pdf(name))) for name in ("one", "two", "three", "four")]
    entry = desk.ground.documents.submit(LOCAL_PERSON, files, request)
    (folded,) = desk.open("chart", entry=entry.id).expander
    assert folded.label == "What was sent with it"
    assert [plain(told.value).replace(":gray[", "").replace("]  \n", ": ") for told in folded.markdown] == [
        "Focus: the *heart* only",
        "Patient, told to the service: Ada Lovelace, ada@example.org",
        "Metadata: case: 1234",
        "Metadata: ward: (empty)",
        "Files: one.pdf  \ntwo.pdf  \nthree.pdf  \nfour.pdf",
    ]


def test_a_summary_under_way_shows_how_it_stands(desk: Desk) -> None:
    screen = desk.open("chart", entry=submitted(desk).id)
    assert "Kept here, about to be sent." in shown(screen)


def test_a_service_that_tells_no_sources_still_gives_a_summary_to_read(desk: Desk) -> None:
    flat = {"status": "completed", "response": "PLAN\n- Rest", "sections": [], "conflicts": []}
    entry = desk.ground.finished(submitted(desk), UPLOADED, flat)
    screen = desk.open("chart", entry=entry.id)
    assert lines(screen, entry) == ["Rest"]


def test_an_empty_summary_says_so_and_can_be_asked_for_again(desk: Desk) -> None:
    entry = desk.ground.finished(submitted(desk), UPLOADED, {"status": "completed", "response": ""})
    screen = desk.open("chart", entry=entry.id)
    assert "There is nothing in this summary." in shown(screen)
    assert "Send again" in [button.label for button in screen.button]


@pytest.mark.parametrize("address", [{"entry": "x"}, {}])
def test_an_address_that_belongs_to_nobody_here_shows_a_way_back(desk: Desk, address: dict[str, str]) -> None:
    screen = desk.open("chart", **address)
    assert "This entry does not exist, or it is not yours." in shown(screen)
    assert "Worklist" in [link.label for link in screen.main.page_link]


def test_done_takes_a_summary_off_the_list(desk: Desk) -> None:
    entry = finished(desk)
    press(desk.open("chart", entry=entry.id), "Done with this summary")
    assert desk.ground.entry(entry).is_settled
