"""How a page looks, drawn where a poisoned file harms nothing."""

import io
from pathlib import Path

import numpy as np
import pytest
from fpdf import FPDF
from PIL import Image

from sporo_documents.page_picture import page_picture
from sporo_documents.problems import CORRUPT, UNSUPPORTED, UnreadableError
from tests.sporo_documents.files import filled_form

TINT = (255, 240, 160)
LINE = 45
"""More pixels than a line of these documents is high."""


def pdf(folder: Path, *pages: str) -> Path:
    made = FPDF()
    made.set_font("helvetica", size=12)
    for text in pages:
        made.add_page()
        made.multi_cell(0, 8, text)
    path = folder / "document"
    made.output(str(path))
    return path


def pixels(content: bytes) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int16]]":
    """Rows of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=np.int16)


def tinted_rows(content: bytes) -> list[int]:
    """The rows of the picture in which something is marked."""
    near = np.abs(pixels(content) - TINT).max(axis=2) < 20
    return [int(row) for row in near.any(axis=1).nonzero()[0]]


def test_the_words_that_a_line_rests_on_are_marked_on_their_page(tmp_path: Path) -> None:
    file = pdf(tmp_path, "First page.", "Start here.\nfurosemide 40 mg once daily\nEnd.")
    rows = tinted_rows(page_picture(file, 2, "Furosemide  40 mg"))
    assert rows
    assert rows[-1] - rows[0] < LINE
    assert not tinted_rows(page_picture(file, 1, "furosemide 40 mg"))


def test_words_that_part_at_a_line_are_marked_on_both_lines(tmp_path: Path) -> None:
    file = pdf(tmp_path, "take aspirin\n\n81 mg daily")
    rows = tinted_rows(page_picture(file, 1, "aspirin 81 mg"))
    assert rows[-1] - rows[0] > LINE


def test_words_with_a_hyphen_at_the_end_of_a_line_are_marked_on_both_lines(tmp_path: Path) -> None:
    file = pdf(tmp_path, "treated for hyper-\n\ntension and follow-\n\nup in May")
    for words in ("hypertension and", "and follow-up in"):
        rows = tinted_rows(page_picture(file, 1, words))
        assert rows[-1] - rows[0] > LINE / 2


def test_what_was_filled_into_a_form_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "form"
    path.write_bytes(filled_form())
    assert tinted_rows(page_picture(path, 1, "penicillin"))


def test_words_that_are_not_there_leave_the_page_as_it_is(tmp_path: Path) -> None:
    file = pdf(tmp_path, "Nothing of it.")
    assert not tinted_rows(page_picture(file, 1, "aspirin"))
    assert page_picture(file, 1) == page_picture(file, 1, "aspirin")


def test_every_page_of_a_scan_can_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    pages = [Image.new("RGB", (3000, 2000), color) for color in ("red", "blue")]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])
    drawn = pixels(page_picture(path, 2))
    assert np.abs(drawn[10, 10] - (0, 0, 255)).max() < 20
    assert 1000 < max(drawn.shape) <= 1600


@pytest.mark.parametrize(
    ("content", "code"), [(b"%PDF-1.7 cut", CORRUPT), (b"plain words of a text", UNSUPPORTED)]
)
def test_what_has_no_picture_says_why(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "document"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as refused:
        page_picture(path, 1)
    assert refused.value.code == code


def test_a_page_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        page_picture(pdf(tmp_path, "One page."), 9)
