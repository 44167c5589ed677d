import pytest

from sporo_ui.media_types import SHOWN_AS_THEY_ARE, document_type


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (b"%PDF-1.7", "scan.txt", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "scan", "image/png"),
        (b"\xff\xd8\xff\xe0", "photo.pdf", "image/jpeg"),
        (b"II*\x00", "fax.tif", "image/tiff"),
        (b"{\\rtf1", "letter.doc", "application/rtf"),
        (b"Seen for", "NOTE.MD", "text/markdown"),
        (b"<?xml", "ccd.xml", "application/xml"),
        (b"Seen for", "note", "application/octet-stream"),
    ],
)
def test_content_tells_before_the_name_does(head: bytes, name: str, told: str) -> None:
    assert document_type(head, name) == told


def test_only_what_a_browser_can_not_run_is_shown_as_it_is() -> None:
    assert {"text/html", "application/xml"}.isdisjoint(SHOWN_AS_THEY_ARE)
