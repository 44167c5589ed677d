"""A flat note, taken apart into its titled sections."""

import re

from sporo_ui.models import Section

_TITLE = re.compile(
    r"#{1,4}\s+(?P<marked>.+)"  # a Markdown heading
    r"|\*\*(?P<bold>[^*]+)\*\*:?"  # a line in bold
    r"|(?P<capitals>[A-Z][A-Z0-9 ,/&()'-]{2,60}):?"  # a line in capitals
)


def sections_of(note: str) -> tuple[Section, ...]:
    """The note's sections; what stands before the first title, or without any, is called Note."""
    found: list[tuple[str, list[str]]] = [("Note", [])]
    for line in note.splitlines():
        title = _TITLE.fullmatch(line.strip())
        if title:
            found.append((_calm(next(filter(None, title.groups()))), []))
        else:
            found[-1][1].append(line)
    parts = [Section(title=title, text="\n".join(lines).strip()) for title, lines in found]
    return tuple(part for place, part in enumerate(parts) if place or part.text)


def _calm(title: str) -> str:
    """A title in sentence case where it shouts; short ones such as HPI are abbreviations."""
    words = title.strip(" :")
    is_abbreviation = " " not in words and len(words) <= len("HPI")
    return words.capitalize() if words.isupper() and not is_abbreviation else words
