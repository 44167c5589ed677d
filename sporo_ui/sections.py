"""A flat note, taken apart into its titled sections."""

import re

from sporo_ui.models import Section

_TITLE = re.compile(
    r"^(?:#{1,4}\s+(?P<marked>.+?)|\*\*(?P<bold>[^*]+?):?\*\*|(?P<capitals>[A-Z][A-Z0-9 ,/&()'-]{2,60})):?$"
)


def sections_of(note: str) -> tuple[Section, ...]:
    """The note's sections: a title is a line in capitals, a Markdown heading or a line in bold."""
    found: list[tuple[str, list[str]]] = [("Note", [])]
    for line in note.splitlines():
        title = _TITLE.match(line.strip())
        if title:
            found.append((_cased(next(filter(None, title.groups()))), []))
        else:
            found[-1][1].append(line)
    parts = [Section(title=title, text="\n".join(lines).strip()) for title, lines in found]
    return tuple(parts[1:] if not parts[0].text else parts)


def _cased(title: str) -> str:
    return (
        title.strip().capitalize()
        if (title.isupper() and " " in title) or (len(title) > 5 and title.isupper())
        else title
    )
