"""How sources are named in plain text: each file once, with its pages."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sporo_ui.models import Source
from sporo_ui.words import shortened

LONGEST = 48
"""Characters of a file's name behind a line; whole it stands in the list of all sources."""


def brief(files: Iterable[str]) -> dict[str, str]:
    """What each file is called behind a line: shortened, unless another would then be called the same."""
    names = {file: shortened(file, LONGEST) for file in files}
    taken = Counter(names.values())
    return {file: name if taken[name] == 1 else file for file, name in names.items()}


def named(sources: Iterable[Source], names: Mapping[str, str]) -> str:
    """Files in the order in which they are first named: "referral.pdf p. 1, 3; labs.docx p. 1"."""
    return "; ".join(f"{names[file]} p. {pages}" for file, pages in _by_file(sources).items())


def listed(sources: Iterable[Source]) -> str:
    """A line for each file, with its pages in their order; empty without sources."""
    pages = _by_file(sorted(sources, key=lambda source: (source.file.casefold(), source.page)))
    return "\n".join(f"- {file} p. {numbers}" for file, numbers in pages.items())


def _by_file(sources: Iterable[Source]) -> dict[str, str]:
    """The pages of each file, in the order given; two quotes of one page are one place to look at."""
    pages: dict[str, dict[int, None]] = {}
    for source in sources:
        pages.setdefault(source.file, {})[source.page] = None
    return {file: ", ".join(map(str, found)) for file, found in pages.items()}
