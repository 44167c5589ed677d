from pathlib import Path

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.readers.plain import open_file


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    file = tmp_path / "note"
    file.write_bytes(b"Page one\nAspirin\n\x0cPage two\n\x0c\n")
    opened = open_file(file, Limits())
    assert (opened.count, list(opened.pages)) == (2, [Page(1, "Page one\nAspirin"), Page(2, "Page two")])
