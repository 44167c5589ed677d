"""Rows of tables as documents have them: cells apart by " | ", an empty one as "-", a row of labels above."""

from sporo_clinical.chart.wording import listed
from sporo_clinical.text import words_of

BAR = " | "
_EMPTY = "-"


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a row that say something; one, the whole text, where it is no row."""
    return tuple(cell for part in text.split("|") if (cell := part.strip()) not in {"", _EMPTY})


def is_header(text: str) -> bool:
    """Whether it is the row that names the columns: it says nothing of a patient."""
    cells = cells_of(text)
    return len(cells) > 1 and all(_is_label(cell) for cell in cells)


def says_nothing(text: str) -> bool:
    """Whether all that stands there is that nothing is known: "No information", "N/A | N/A"."""
    words = words_of(text)
    return listed("unknown").issuperset(words) and not listed("unrecorded").isdisjoint(words)


def is_over(text: str) -> bool:
    """Whether a cell says that it is past: resolved, inactive, discontinued."""
    cells = cells_of(text)
    return len(cells) > 1 and any(_says_over(cell) for cell in cells[1:])


def readable(text: str) -> str:
    """The row as a line is read: its cells apart by commas."""
    return ", ".join(cells_of(text)) if "|" in text else text


def _is_label(cell: str) -> bool:
    words = words_of(cell)
    return bool(words) and listed("labels").issuperset(words)


def _says_over(cell: str) -> bool:
    words = [
        word for word in words_of(cell) if word not in {"status", "date", "on"} and not word[:1].isdigit()
    ]
    return bool(words) and words[0] in listed("over")
