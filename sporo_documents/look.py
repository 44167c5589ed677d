"""A quick look at a file before it is sent: what it is, how long, and what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

from sporo_documents.children import FRESH, Children
from sporo_documents.limits import LOOK, Limits
from sporo_documents.messages import Message
from sporo_documents.problems import UnreadableError, problem_of
from sporo_documents.sandbox import converse


@dataclass(frozen=True)
class Look:
    """What a file is; `problem` is empty where it can be read."""

    kind: str = ""
    """As a `Document`'s, or empty where nothing could be told."""
    pages: int | None = None
    """None where a format has no pages."""
    code: str = ""
    """The problem's `error_code`."""
    problem: str = ""
    """One sentence, "This file ..."."""
    next_step: str = ""


def look(file: Path, limits: Limits = LOOK, children: Children = FRESH) -> Look:
    """What the file is, without recognizing text in pictures; never raises for a bad file.

    It runs in a child process with limits, as reading does, and takes about a tenth of a second.
    """
    kind, count = "", 0

    def hear(message: Message) -> None:
        nonlocal kind, count
        kind, count = message.kind or kind, message.count or count

    try:
        converse("look", file, limits, hear, children)
    except UnreadableError as unreadable:
        problem = problem_of(unreadable, limits)
        return Look(kind, None, problem.code, f"This file {problem.said}", problem.next_step)
    return Look(kind, count or None)
