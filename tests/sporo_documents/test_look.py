"""What the app tells of a file before it sends it."""

import subprocess
import sys
from pathlib import Path

import pytest

from sporo_documents.limits import Limits
from sporo_documents.look import Look, look
from tests.sporo_documents.files import (
    CDA,
    HTML,
    MARKDOWN,
    RTF,
    TEXT,
    encrypted_pdf,
    pdf_of_empty_pages,
    pdf_with_text,
    picture,
    saved,
    word,
)


def seen(folder: Path, content: bytes) -> Look:
    file = folder / "misleading.doc"
    file.write_bytes(content)
    return look(file)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf_with_text("one", "two"), Look("PDF", 2)),
        (saved(picture(), "PNG"), Look("image", 1)),
        (saved(picture(), "TIFF", save_all=True, append_images=[picture()]), Look("image", 2)),
        (word("Aspirin"), Look("Word")),
        (RTF, Look("RTF", 1)),
        (HTML, Look("HTML")),
        (MARKDOWN, Look("Markdown")),
        (TEXT, Look("text", 1)),
        (CDA, Look("C-CDA")),
    ],
    ids=["PDF", "PNG", "TIFF", "Word", "RTF", "HTML", "Markdown", "text", "C-CDA"],
)
def test_a_good_file_is_told_by_kind_and_pages(content: bytes, expected: Look, tmp_path: Path) -> None:
    assert seen(tmp_path, content) == expected


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"", "", "empty_file"),
        (b" \n\n ", "text", "empty_file"),
        (word(""), "Word", "empty_file"),
        (encrypted_pdf(), "PDF", "encrypted_file"),
        (b"%PDF-1.7\nnothing", "PDF", "corrupt_file"),
        (word("Aspirin")[:-100], "", "corrupt_file"),
        (b"PK\x03\x04 cut", "", "corrupt_file"),
        (b"ID3\x04 sound", "", "unsupported_file"),
        (bytes(range(256)) * 8, "", "unsupported_file"),
        (pdf_of_empty_pages(10_000), "PDF", "too_many_pages"),
        (b"\x89PNG\r\n\x1a\n nothing", "image", "corrupt_file"),
    ],
)
def test_a_bad_file_is_told_with_what_to_do(content: bytes, kind: str, code: str, tmp_path: Path) -> None:
    told = seen(tmp_path, content)
    assert (told.kind, told.pages, told.code) == (kind, None, code)
    assert told.problem.startswith("This file ")
    assert told.next_step.endswith(".")


def test_a_file_that_is_not_there_is_told_as_one_that_can_not_be_read(tmp_path: Path) -> None:
    assert look(tmp_path / "gone").problem


def test_a_look_takes_no_longer_than_it_may(tmp_path: Path) -> None:
    file = tmp_path / "note"
    file.write_bytes(TEXT)
    assert look(file, Limits(seconds=0)).code == "reading_timed_out"


def test_a_look_never_loads_the_recognition(tmp_path: Path) -> None:
    """An app beside a hosted API has no `rapidocr`, and looks at scans all the same."""
    file = tmp_path / "scan"
    file.write_bytes(saved(picture(), "PNG"))
    script = (
        "import sys; from pathlib import Path; from sporo_documents.limits import LOOK\n"
        "from sporo_documents.reader import look\n"
        "look(Path(sys.argv[1]), LOOK, lambda message: None)\n"
        "print([name for name in ('rapidocr', 'cv2', 'onnxruntime', 'numpy') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
