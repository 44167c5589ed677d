"""What can be wrong with a file, and the sentences that tell people so."""

from dataclasses import dataclass

from sporo_documents.document import DocumentError
from sporo_documents.limits import Limits

ENCRYPTED = "encrypted_file"
EMPTY = "empty_file"
CORRUPT = "corrupt_file"
UNSUPPORTED = "unsupported_file"
TOO_MANY_PAGES = "too_many_pages"
TOO_LARGE = "file_too_large"
OUT_OF_MEMORY = "out_of_memory"
TIMED_OUT = "reading_timed_out"
CRASHED = "reading_crashed"
NO_OCR = "recognition_missing"

_SPLIT = "Split it into smaller files and add those."
_PROBLEMS = {
    ENCRYPTED: ("is protected with a password.", "Save a copy without the password and add that."),
    EMPTY: (
        "holds no text that can be read.",
        "Check that it is the right file. A blank or very faint scan must be scanned again.",
    ),
    CORRUPT: ("is damaged or incomplete.", "Save or export it again where it came from, then add it again."),
    UNSUPPORTED: ("is {what}.", "{advice}"),
    TOO_MANY_PAGES: ("has more than {pages} pages.", _SPLIT),
    TOO_LARGE: ("unpacks to more than one file may hold.", _SPLIT),
    OUT_OF_MEMORY: ("needs more memory than one file may use.", _SPLIT),
    TIMED_OUT: ("took too long to read and was stopped.", _SPLIT),
    CRASHED: (
        "made its reader stop.",
        "It may be damaged. Print it to a new PDF and add that.",
    ),
    NO_OCR: (
        "is a picture of text, and text recognition is not installed here.",
        "Add a file whose text can be selected, or ask whoever runs this service.",
    ),
}
_AS_PDF = "Save it as DOCX or PDF and add that."
_FOREIGN = {
    "doc": ("an old Word document (.doc)", _AS_PDF),
    "macros": ("a Word template, or a document with macros", _AS_PDF),
    "excel": ("an Excel workbook", "Save the sheets as PDF and add that."),
    "powerpoint": ("a PowerPoint presentation", "Save it as PDF and add that."),
    "outlook": ("an Outlook message", "Save it as PDF or text and add that."),
    "odf": ("an OpenDocument file", _AS_PDF),
    "office": ("an old Office file", _AS_PDF),
    "archive": ("an archive", "Unpack it and add the files that are in it."),
    "audio": ("a recording", "Send it as a visit instead."),
    "video": ("a video", "Add the documents themselves."),
    "picture": ("a picture of a kind that can't be read", "Save it as PNG or JPEG and add that."),
    "dicom": ("a DICOM image", "Add the written report instead."),
    "program": ("a program", "Add the documents themselves."),
    "xml": ("an XML file other than C-CDA", "Export a C-CDA, a PDF or a text and add that."),
    "attachment": ("a C-CDA that only wraps another file", "Export that file itself and add it."),
    "unknown": ("not a document of a known kind", "Save it as PDF, DOCX or text and add that."),
}


class UnreadableError(Exception):
    """Why a file can't be read; `foreign` names the kind of a file that is none of ours."""

    def __init__(self, code: str, foreign: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.foreign = foreign


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file, said in words that follow its name, and what to do about it."""

    code: str
    said: str
    next_step: str

    def error(self, name: str) -> DocumentError:
        """The problem as an error whose sentence names the file."""
        return DocumentError(self.code, f"“{name}” {self.said} {self.next_step}")


def problem_of(unreadable: UnreadableError, limits: Limits) -> Problem:
    """The problem in words, with the limit that was broken."""
    what, advice = _FOREIGN.get(unreadable.foreign, _FOREIGN["unknown"])
    code = unreadable.code if unreadable.code in _PROBLEMS else CRASHED
    said, step = _PROBLEMS[code]
    words = {"what": what, "advice": advice, "pages": limits.pages}
    return Problem(code, said.format(**words), step.format(**words))
