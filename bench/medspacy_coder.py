"""Codes by medspaCy over the same names and terms: what ours is compared with.

medspaCy is not among the project's requirements: `pip install medspacy` beside them, for this bench alone.
"""

from collections.abc import Callable, Mapping

import medspacy
from loguru import logger
from medspacy.ner import TargetRule

Codes = Callable[[str], list[tuple[str, int, int]]]
"""The codes of a text, each with its start and end."""

LEFT_OUT = ("is_negated", "is_uncertain", "is_family", "is_hypothetical", "is_historical")
"""What ConText says of a mention that is no code of the visit."""


def medspacy_coder(names: Mapping[str, str]) -> Codes:
    """A coder of medspaCy's own sentences, matcher and ConText; `names` tells the code of a phrase."""
    logger.disable("PyRuSH")  # it writes a line for each token, which would be most of the time measured
    nlp = medspacy.load()
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(phrase, code) for phrase, code in names.items()])

    def coded(text: str) -> list[tuple[str, int, int]]:
        return [
            (found.label_, found.start_char, found.end_char)
            for found in nlp(text).ents
            if not any(found._.get(said) for said in LEFT_OUT)
        ]

    return coded
