"""A document as its reader found it: pages or sections with their numbers, and the text of each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page, or one section where a format has no pages; `number` counts from 1."""

    number: int
    text: str
    title: str = ""
    """The section's heading, where it has one."""
    by_ocr: bool = False
    """Whether the text was recognized in a picture, and so may be misread."""


@dataclass(frozen=True)
class Document:
    """One file's pages in order; `name` is the file's, for people to know it by."""

    name: str
    kind: str
    """`PDF`, `image`, `Word`, `RTF`, `HTML`, `text`, `Markdown` or `C-CDA`."""
    pages: tuple[Page, ...]


class DocumentError(Exception):
    """The file can't be read; `sentence` names it and says what to do, and holds nothing of its text."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
