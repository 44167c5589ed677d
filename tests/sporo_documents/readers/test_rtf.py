from pathlib import Path

from sporo_documents.document import Page
from sporo_documents.limits import Limits
from sporo_documents.readers.rtf import open_file
from tests.sporo_documents.files import RTF


def test_the_words_are_read_without_their_looks(tmp_path: Path) -> None:
    file = tmp_path / "letter"
    file.write_bytes(RTF)
    assert list(open_file(file, Limits()).pages) == [Page(1, "Take aspirin 81 mg.\nAllergic to café.")]
