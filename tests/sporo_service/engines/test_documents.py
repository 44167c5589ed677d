from pathlib import Path

import pytest

from sporo_documents.document import Document, Page
from sporo_service.engines.base import EngineError
from sporo_service.engines.documents import build_reader
from sporo_service.settings import Settings


def test_a_file_is_read_with_its_name_kind_and_pages(tmp_path: Path) -> None:
    file = tmp_path / "0001"
    file.write_text("Aspirin 81 mg daily", encoding="utf-8")
    heard: list[float] = []
    read = build_reader(Settings(data_dir=tmp_path)).read(file, "letter.txt", heard.append)
    assert read == Document("letter.txt", "text", (Page(1, "Aspirin 81 mg daily"),))
    assert heard == [1.0]


def test_a_file_that_can_not_be_read_is_an_engines_error_that_names_it(tmp_path: Path) -> None:
    file = tmp_path / "0001"
    file.write_bytes(b"")
    with pytest.raises(EngineError) as failed:
        build_reader(Settings(data_dir=tmp_path)).read(file, "letter.pdf", lambda _: None)
    assert failed.value.code == "empty_file"
    assert failed.value.sentence.startswith("“letter.pdf” holds no text")


def test_the_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "0001"
    file.write_bytes(b"one\x0ctwo\x0cthree")
    reader = build_reader(Settings(data_dir=tmp_path, document_pages=2))
    with pytest.raises(EngineError) as failed:
        reader.read(file, "letter.txt", lambda _: None)
    assert failed.value.code == "too_many_pages"
    assert "more than 2 pages" in failed.value.sentence
